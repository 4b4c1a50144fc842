import { AwsCredentialsError } from "./aws-credentials-error";
import type { AwsCredentialSource, AwsCredentials } from "./aws-types";
import { type AskingOptions, containerCredentials } from "./container-credentials";
import { type Environment, processEnvironment } from "./environment";
import { renewed } from "./renewed";

/** Settings of {@link awsCredentials}; a task and a function need none. */
export interface AwsCredentialsOptions extends AskingOptions {
  /** @default the environment of the process */
  readonly environment?: Environment;
  /** The time, in milliseconds since 1970. @default the clock */
  readonly now?: () => number;
}

/**
 * The credentials of the role a workload runs under: a Lambda function finds them in its environment, a task on Fargate
 * asks the endpoint its environment names.
 *
 * Default settings: asked-for credentials are kept until five minutes before they end; a try takes at most 2 s, and there
 * are at most four. Long-lived keys are refused, and there is no fallback to files, profiles or the metadata of a virtual
 * machine: what a workload may do is said by its role alone.
 */
export function awsCredentials(options: AwsCredentialsOptions = {}): AwsCredentialSource {
  const environment = options.environment ?? processEnvironment();
  const container = renewed(async () => {
    const credentials = await containerCredentials(environment, options);
    if (credentials === undefined) throw nowhere();
    return sendable(credentials, "the endpoint of the container's credentials");
  }, options.now);
  return async () => inEnvironment(environment) ?? container();
}

/** Lambda sets all three for the life of an execution environment; a part of them, or two of them, is no role's. */
function inEnvironment(environment: Environment): AwsCredentials | undefined {
  const names = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] as const;
  const [accessKeyId, secretAccessKey, sessionToken] = names.map((name) => environment[name]);
  if (accessKeyId && secretAccessKey && sessionToken) {
    return sendable({ accessKeyId, secretAccessKey, sessionToken }, "the environment");
  }
  const missing = names.filter((name) => !environment[name]);
  if (missing.length === names.length) return undefined;
  throw new AwsCredentialsError(
    `The environment holds AWS credentials without ${missing.join(", ")}. Remove them and give the workload a role: keys ` +
      "without a session token never end, and are not used here.",
  );
}

/** An HTTP header cannot carry a line break; the error that says so quotes the header, and with it the secret. */
function sendable(credentials: AwsCredentials, from: string): AwsCredentials {
  const { accessKeyId, secretAccessKey, sessionToken = "" } = credentials;
  if (/^[\x21-\x7e]*$/.test(accessKeyId + secretAccessKey + sessionToken)) return credentials;
  throw new AwsCredentialsError(
    `The AWS credentials of ${from} hold a blank, a line break or another character no key has. Have them set anew.`,
  );
}

function nowhere(): AwsCredentialsError {
  return new AwsCredentialsError(
    "There are no AWS credentials: neither AWS_ACCESS_KEY_ID nor AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor " +
      "AWS_CONTAINER_CREDENTIALS_FULL_URI is set. Give the task definition a task role; a function has them by itself.",
  );
}
