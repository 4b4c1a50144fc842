import { AwsCredentialsError } from "../lib/aws-credentials-error";
import { isObject, type JsonObject } from "./json";
import type { Passing, Patience } from "./patience";

/** A refusal of the domain, with what to do about it. */
export class SearchError extends Error implements Passing {
  override readonly name = "SearchError";

  constructor(
    message: string,
    readonly patience: Patience | undefined,
  ) {
    super(message);
  }
}

/** A new domain says it is active some time before its security plugin is. */
const NOT_READY: Patience = { waitingFor: "the domain to be ready", milliseconds: 120_000 };
const BUSY: Patience = { waitingFor: "the domain to have room for the request", milliseconds: 60_000 };
const CONFLICT: Patience = { waitingFor: "another writer to be done", milliseconds: 15_000 };
/** A permission that was granted a moment ago is not known everywhere yet. */
const DENIED: Patience = { waitingFor: "the permissions of the function's role to take effect", milliseconds: 30_000 };

const RETRY_LATER = "Run the bootstrap again.";

const STATUSES: Readonly<Record<number, { readonly advice: string; readonly patience?: Patience }>> = {
  200: { advice: "Check that search.endpoint is the domain's." },
  400: { advice: "Correct its definition in the request." },
  401: { advice: "Let the function's role use the domain, and sign for the domain's region.", patience: DENIED },
  403: {
    advice:
      "The function's role must be the domain's master user and may need a permission for this path; what the plugin " +
      "calls reserved or static cannot be changed, so give it another name.",
    patience: DENIED,
  },
  409: { advice: "See who else writes it, or which read-only property the definition changes.", patience: CONFLICT },
  429: { advice: RETRY_LATER, patience: BUSY },
  500: { advice: RETRY_LATER, patience: BUSY },
  502: { advice: RETRY_LATER, patience: NOT_READY },
  503: { advice: RETRY_LATER, patience: NOT_READY },
  504: { advice: RETRY_LATER, patience: NOT_READY },
};

/** Says what was asked, what the answer was, and what to do. It does not repeat what was sent. */
export function searchRefusal(method: string, path: string, status: number, text: string): SearchError {
  const { advice, patience } = STATUSES[status] ?? {};
  const said = `${method} /${path} was answered ${status}: ${reasonIn(text)}.`;
  return new SearchError(advice === undefined ? said : `${said} ${advice}`, patience);
}

/** There was no answer; the message of a signed fetch holds nothing of the request but its method and address. */
export function unreachable(error: unknown, timeIsUp: boolean): Error {
  if (timeIsUp) return new SearchError("The time of the run was used up.", undefined);
  if (error instanceof AwsCredentialsError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new SearchError(`${reason}. See whether the function's security group leads to the domain.`, NOT_READY);
}

/** The reason within the bodies of OpenSearch, of its security plugin and of the service in front of it. */
function reasonIn(text: string): string {
  const reason = structured(text) ?? text;
  const short = reason.replace(/\s+/g, " ").trim().slice(0, 300).replace(/\.$/, "");
  return short === "" ? "no reason given" : short;
}

function structured(text: string): string | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(body)) return undefined;
  const { error } = body;
  const reason = isObject(error)
    ? oneOf(error, "reason", "type")
    : oneOf(body, "message", "Message", "reason", "error");
  const keys = Object.entries(body).flatMap(([what, value]) =>
    isObject(value) && typeof value.keys === "string" ? [`; ${what}: ${value.keys}`] : [],
  );
  return reason === undefined ? undefined : `${reason}${keys.join("")}`;
}

function oneOf(body: JsonObject, ...keys: readonly string[]): string | undefined {
  return keys.map((key) => body[key]).find((value) => typeof value === "string");
}
