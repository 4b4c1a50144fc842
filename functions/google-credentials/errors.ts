/** Google gave no token. The message says which of its services answered what, and what to look at; it holds no secret. */
export class GoogleCredentialsError extends Error {
  override readonly name = "GoogleCredentialsError";
}

/** One of the two steps to a token. */
export interface Step {
  readonly url: URL;
  /** What failed, as a sentence. */
  readonly failure: string;
  /** What to look at. */
  readonly fix: string;
}

const LONGEST_REASON = 400;

/**
 * Turns an error of Google's library into one that can be logged. The library's own carries the request, whose body is
 * the signed AWS request with the session token in it, and is dropped for that reason, cause and all.
 */
export function loggable(error: unknown, steps: readonly Step[], secrets: readonly string[]): GoogleCredentialsError {
  const address = hrefOf(at(error, "config", "url"));
  const step = steps.find(({ url }) => url.href === address);
  if (step === undefined) {
    return new GoogleCredentialsError(`Google was not asked for a token: ${clean(messageOf(error), secrets)}`);
  }
  return new GoogleCredentialsError(`${step.failure} ${step.url.host} ${clean(reasonOf(error), secrets)}. ${step.fix}`);
}

/** An error of OAuth (RFC 6749), of a Google API (AIP-193), or no answer at all. */
function reasonOf(error: unknown): string {
  const status = at(error, "response", "status");
  if (status === undefined) return `gave no answer (${text(at(error, "code")) ?? messageOf(error)})`;
  const body = at(error, "response", "data");
  const code = text(at(body, "error")) ?? text(at(body, "error", "status"));
  const description = text(at(body, "error_description")) ?? text(at(body, "error", "message"));
  return [`answered ${status}`, code && ` ${code}`, description && `: ${description.replace(/\.$/, "")}`]
    .filter(Boolean)
    .join("");
}

/** AWS explains a wrong signature with the request it has seen, and Google passes that on. */
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

function hrefOf(value: unknown): string | undefined {
  return value instanceof URL ? value.href : text(value);
}
