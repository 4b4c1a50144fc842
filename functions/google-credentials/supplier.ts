import type { AwsSecurityCredentialsSupplier } from "google-auth-library";
import type { AwsCredentialSource } from "../lib/aws-types";

/** Hands a workload's AWS credentials to Google's own `AwsClient`, which by itself knows virtual machines only. */
export function awsSecurityCredentialsSupplier(
  credentials: AwsCredentialSource,
  region: string,
): AwsSecurityCredentialsSupplier {
  return {
    getAwsRegion: async () => region,
    getAwsSecurityCredentials: async () => {
      const { accessKeyId, secretAccessKey, sessionToken } = await credentials();
      return { accessKeyId, secretAccessKey, token: sessionToken };
    },
  };
}
