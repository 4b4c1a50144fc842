import { AwsCredentialsError } from "./aws-credentials-error";
import type { AwsCredentials } from "./aws-types";
import { type ContainerEndpoint, containerEndpoint } from "./container-endpoint";
import type { Environment } from "./environment";
import { NoAnswerError, persistentFetch } from "./persistent-fetch";
import { RETRYABLE_STATUS, type Waiting } from "./retry";

/** What a test decides about asking an endpoint. */
export interface AskingOptions extends Waiting {
  /** @default the global `fetch` */
  readonly fetch?: typeof fetch;
  /** How long one try may take, in milliseconds. @default 2,000: the endpoint is on the same machine */
  readonly timeoutMs?: number;
}

/** The endpoint is a small process on the host; a plain failure passes, as a too busy one does. */
const RETRY_ON: ReadonlySet<number> = new Set([500, ...RETRYABLE_STATUS]);

/** Asks the container's endpoint for the credentials of its role; nothing where the environment names no endpoint. */
export async function containerCredentials(
  environment: Environment,
  { timeoutMs = 2_000, ...options }: AskingOptions,
): Promise<AwsCredentials | undefined> {
  const endpoint = await containerEndpoint(environment);
  if (endpoint === undefined) return undefined;
  const where = `The endpoint of the container's credentials (${endpoint.url.host})`;
  return credentialsIn(where, await ask(where, endpoint, { ...options, timeoutMs }));
}

async function ask(
  where: string,
  { url, headers }: ContainerEndpoint,
  options: AskingOptions & { readonly timeoutMs: number },
): Promise<string> {
  const policy = { attempts: 4, baseDelayMs: 100, maxDelayMs: 2_000, retryOn: RETRY_ON };
  const request = async () => ({ url, init: { headers: { accept: "application/json", ...headers } } });
  let response: Response;
  let text: string;
  try {
    response = await persistentFetch(request, { ...policy, ...options });
    text = await response.text();
  } catch (error) {
    // The address stays out of the message: its path is what entitles a container on ECS to the credentials.
    const why =
      error instanceof NoAnswerError
        ? error.reason
        : `the answer broke off, or took longer than ${options.timeoutMs} ms`;
    throw new AwsCredentialsError(`${where} did not answer: ${why}. Check that the task has a task role.`);
  }
  if (!response.ok) {
    throw new AwsCredentialsError(
      `${where} answered ${response.status}. Check that the task has a task role, and that its authorization token is current.`,
    );
  }
  return text;
}

/** Says the names of missing fields, and never what the others hold. */
function credentialsIn(where: string, text: string): AwsCredentials {
  const answer = objectIn(text);
  if (answer === undefined) {
    throw new AwsCredentialsError(
      `${where} answered with something that is not a JSON object. Check what listens there.`,
    );
  }
  const missing: string[] = [];
  const field = (name: string): string => {
    const value = answer[name];
    if (typeof value === "string" && value !== "") return value;
    missing.push(name);
    return "";
  };
  const credentials = {
    accessKeyId: field("AccessKeyId"),
    secretAccessKey: field("SecretAccessKey"),
    sessionToken: field("Token"),
    expiresAt: new Date(field("Expiration")),
  };
  if (missing.length > 0) {
    throw new AwsCredentialsError(`${where} answered without ${missing.join(", ")}. Check what listens there.`);
  }
  if (Number.isNaN(credentials.expiresAt.getTime())) {
    throw new AwsCredentialsError(`${where} answered with an Expiration that is not a date. Check what listens there.`);
  }
  return credentials;
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
