import type { Step } from "./steps";

/** Google gave no token. The message says which of its services answered what, and what to look at; it holds no secret. */
export class GoogleCredentialsError extends Error {
  override readonly name = "GoogleCredentialsError";
}

const LONGEST_REASON = 400;

/**
 * Turns an error of Google's library into one that can be logged. The library's own carries the request, whose body is
 * the signed AWS request with the session token in it, and is dropped for that reason, cause and all.
 */
export function loggable(error: unknown, steps: readonly Step[], secrets: readonly string[]): GoogleCredentialsError {
  const address = at(error, "config", "url");
  const step = steps.find(({ url }) => url.href === String(address));
  return new GoogleCredentialsError(
    step === undefined
      ? `Google was not asked for a token: ${clean(messageOf(error), secrets)}`
      : explained(error, step, (text) => clean(text, secrets)),
  );
}

/** A service that is not reached, one that is out of order, and one that refuses are three things to look after. */
function explained(error: unknown, { url, refusal, fix }: Step, cleaned: (text: string) => string): string {
  const status = at(error, "response", "status");
  const none = "There is no token from Google:";
  if (typeof status !== "number") {
    const why = cleaned(text(at(error, "code")) ?? messageOf(error));
    return `${none} ${url.host} gave none (${why}). Check that this workload reaches it: security group, way out, DNS firewall.`;
  }
  if (status >= 500 || status === 429) {
    return `${none} ${url.host} answered ${status}, and did so several times. Try again later.`;
  }
  return `${refusal} ${url.host} answered ${status}${cleaned(reasonIn(at(error, "response", "data")))}. ${fix}`;
}

/** The reason in an error of OAuth (RFC 6749) or of a Google API (AIP-193). */
function reasonIn(body: unknown): string {
  const code = text(at(body, "error")) ?? text(at(body, "error", "status"));
  const description = text(at(body, "error_description")) ?? text(at(body, "error", "message"));
  return (
    (code === undefined ? "" : ` ${code}`) + (description === undefined ? "" : `: ${description.replace(/\.$/, "")}`)
  );
}

/** AWS explains a wrong signature with the request it has seen, session token included, and Google passes that on. */
function clean(reason: string, secrets: readonly string[]): string {
  const cleaned = secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .reduce((sofar, secret) => sofar.replaceAll(secret, "[secret]"), reason)
    .replace(/ya29\.[\w.-]+/g, "[secret]");
  return cleaned.length > LONGEST_REASON ? `${cleaned.slice(0, LONGEST_REASON)}…` : cleaned;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
