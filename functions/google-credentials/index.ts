export { type AwsCredentialsOptions, awsCredentials } from "../lib/aws-credentials";
export { AwsCredentialsError } from "../lib/aws-credentials-error";
export type { AwsCredentialSource, AwsCredentials } from "../lib/aws-types";
export { googleAuthClient } from "./client";
export { GoogleCredentialsError } from "./errors";
export type { GoogleAuthClientOptions } from "./options";
export { awsSecurityCredentialsSupplier } from "./supplier";
