import type { AwsCredentialSource } from "../lib/aws-types";
import type { Environment } from "../lib/environment";
import { isLoopback } from "../lib/loopback";

/** What a workload on AWS needs to know to act as a service account of Google Cloud. */
export interface GoogleAuthClientOptions {
  /**
   * The full name of the pool's provider that trusts this AWS account:
   * `//iam.googleapis.com/projects/<number>/locations/global/workloadIdentityPools/<pool>/providers/<provider>`.
   */
  readonly audience: string;
  /** The service account to act as. It has to grant `roles/iam.workloadIdentityUser` to the workload's identity. */
  readonly serviceAccountEmail: string;
  /** What the tokens may be used for, for example `https://www.googleapis.com/auth/bigquery`. At least one. */
  readonly scopes: readonly string[];
  /** The region whose AWS STS vouches for the workload. @default AWS_REGION or AWS_DEFAULT_REGION */
  readonly region?: string;
  /** @default the credentials of the role the workload runs under, see `awsCredentials` */
  readonly credentials?: AwsCredentialSource;
  /** @default the environment of the process */
  readonly environment?: Environment;
  /** How long Google may take for one try of either step, in milliseconds; there are at most four. @default 5,000 */
  readonly timeoutMs?: number;
  /** Private endpoints of Google's two services, without a path. @default the public ones */
  readonly endpoints?: {
    /** @default "https://sts.googleapis.com" */
    readonly sts?: string;
    /** @default "https://iamcredentials.googleapis.com" */
    readonly iamCredentials?: string;
  };
}

const AUDIENCE =
  /^\/\/iam\.googleapis\.com\/projects\/\d+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]{4,32}\/providers\/[a-z0-9-]{4,32}$/;
const SERVICE_ACCOUNT = /^[a-z0-9-]{6,30}@[a-z0-9.:-]+\.iam\.gserviceaccount\.com$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** Names every problem of the settings at once, before anything is asked for. */
export function checkOptions(options: GoogleAuthClientOptions, region: string): void {
  const { audience, serviceAccountEmail, scopes, endpoints = {} } = options;
  const problems = [
    AUDIENCE.test(audience) ||
      `audience is ${JSON.stringify(audience)}, not the full name of a provider. Write //iam.googleapis.com/projects/` +
        "<project number>/locations/global/workloadIdentityPools/<pool>/providers/<provider>.",
    SERVICE_ACCOUNT.test(serviceAccountEmail) ||
      `serviceAccountEmail is ${JSON.stringify(serviceAccountEmail)}. Write <name>@<project>.iam.gserviceaccount.com.`,
    scopes.length > 0 ||
      "scopes is empty. Name what the tokens are for, as https://www.googleapis.com/auth/bigquery does.",
    REGION.test(region) || `region is ${JSON.stringify(region)}. Write a region of AWS, as ap-northeast-1 is.`,
    ...Object.entries(endpoints).map(
      ([name, address]) =>
        address === undefined ||
        isSafe(address) ||
        `endpoints.${name} is ${JSON.stringify(address)}. Write an https address without a path.`,
    ),
  ].filter((problem) => problem !== true);
  if (problems.length > 0)
    throw new Error(`googleAuthClient cannot work:\n${problems.map((text) => `- ${text}`).join("\n")}`);
}

/** Tokens travel there: encrypted, or not beyond this machine. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, origin } = new URL(address);
  return address === origin && (protocol === "https:" || (protocol === "http:" && isLoopback(hostname)));
}
