import { readFile } from "node:fs/promises";
import { AwsCredentialsError } from "./aws-credentials-error";
import type { Environment } from "./environment";
import { isLoopback } from "./loopback";

/** Where a container is given the credentials of its role, and with which headers it has to ask. */
export interface ContainerEndpoint {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

const ECS = "http://169.254.170.2";
/** ECS, and EKS Pod Identity over IPv4 and IPv6: link-local addresses that no packet leaves the machine for. */
const PLAIN_HTTP_HOSTS: ReadonlySet<string> = new Set(["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"]);

/**
 * Reads the endpoint from the environment, by the rules all AWS SDKs follow: the relative address wins over the full
 * one, the token's file over the token, and plain HTTP is for the addresses of the machine itself. Nothing, where neither
 * address is set. https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export async function containerEndpoint(environment: Environment): Promise<ContainerEndpoint | undefined> {
  const relative = environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
  const full = environment.AWS_CONTAINER_CREDENTIALS_FULL_URI;
  if (relative) return { url: relativeUrl(relative), headers: await authorization(environment) };
  if (full) return { url: fullUrl(full), headers: await authorization(environment) };
  return undefined;
}

/** Without its slash, `.example.com/` would become part of the host. */
function relativeUrl(path: string): URL {
  if (!path.startsWith("/")) {
    throw new AwsCredentialsError(
      "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI does not begin with a slash. ECS sets it; remove it from the task definition.",
    );
  }
  return new URL(ECS + path);
}

function fullUrl(address: string): URL {
  if (!URL.canParse(address)) {
    throw new AwsCredentialsError(
      "AWS_CONTAINER_CREDENTIALS_FULL_URI is not a complete address. Give scheme, host and path, or remove it.",
    );
  }
  const url = new URL(address);
  const local = url.protocol === "http:" && (isLoopback(url.hostname) || PLAIN_HTTP_HOSTS.has(url.hostname));
  if (url.protocol !== "https:" && !local) {
    throw new AwsCredentialsError(
      `AWS_CONTAINER_CREDENTIALS_FULL_URI leads to ${url.protocol}//${url.host}, which is not asked: whoever answers there ` +
        `could read the credentials on the way. Use https, or plain http to a loopback address, ${[...PLAIN_HTTP_HOSTS].join(", ")}.`,
    );
  }
  return url;
}

/** The file is read every time: its token is replaced while the task runs. */
async function authorization(environment: Environment): Promise<Record<string, string>> {
  const file = environment.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE;
  const token = (file ? await contentOf(file) : environment.AWS_CONTAINER_AUTHORIZATION_TOKEN)?.trim();
  if (!token) return {};
  // fetch would quote the value in its error.
  if (!/^[\x20-\x7e]+$/.test(token)) {
    throw new AwsCredentialsError(
      `The token of ${file ? "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE" : "AWS_CONTAINER_AUTHORIZATION_TOKEN"} cannot be a ` +
        "header: it holds a line break or another character outside printable ASCII. Have it written anew.",
    );
  }
  return { authorization: token };
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "unreadable";
    throw new AwsCredentialsError(
      `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: ${file} cannot be read (${code}). Mount it, and let this user read it.`,
    );
  }
}
