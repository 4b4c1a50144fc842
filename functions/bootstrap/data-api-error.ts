import type { Passing, Patience } from "./patience";

/** A refusal of the Data API or of the database behind it, with what to do about it. */
export class DataApiError extends Error implements Passing {
  override readonly name = "DataApiError";

  constructor(
    message: string,
    readonly patience: Patience | undefined,
    cause: unknown,
  ) {
    super(message, { cause });
  }
}

/** A paused cluster answers the call that wakes it with an error. It takes about 15 s, longer after a day of rest. */
const RESUMING: Patience = { waitingFor: "the paused cluster to resume", milliseconds: 120_000 };
const BUSY: Patience = { waitingFor: "the Data API to answer", milliseconds: 60_000 };
const LOCKED: Patience = { waitingFor: "other sessions to let go of their locks", milliseconds: 60_000 };
/**
 * A rotation changes the password first, and says so in the secret a minute or two later. A deployment that creates a
 * cluster starts one, and the bootstrap with it.
 */
const ROTATING: Patience = { waitingFor: "a rotation of the password to end", milliseconds: 180_000 };
/** A permission that was granted a moment ago is not known everywhere yet. */
const DENIED: Patience = { waitingFor: "the permissions of the function's role to take effect", milliseconds: 30_000 };

/** By the name of the exception; what it means for somebody who deploys. */
const EXCEPTIONS: Readonly<Record<string, { readonly advice: string; readonly patience?: Patience }>> = {
  AccessDeniedException: {
    advice: "Let the function's role use the Data API on this cluster, read the secret and decrypt it with its key.",
    patience: DENIED,
  },
  ForbiddenException: { advice: "Let the function's role read the secret and decrypt it.", patience: DENIED },
  DatabaseResumingException: { advice: "Run the bootstrap again.", patience: RESUMING },
  DatabaseUnavailableException: { advice: "See why the writer is not available.", patience: RESUMING },
  DatabaseNotFoundException: { advice: "Run the bootstrap after the cluster's first instance exists." },
  HttpEndpointNotEnabledException: { advice: "Turn on enableHttpEndpoint of the cluster." },
  InvalidResourceStateException: { advice: "See what the cluster is doing.", patience: RESUMING },
  InvalidSecretException: { advice: "The secret must hold the master user's username and password." },
  NotFoundException: { advice: "Check the ARNs of the cluster and of the secret." },
  SecretsErrorException: { advice: "Let the function's role read the secret and decrypt it.", patience: DENIED },
  StatementTimeoutException: { advice: "See which session holds the locks this one waits for.", patience: LOCKED },
  ...Object.fromEntries(
    [
      "InternalServerErrorException",
      "ServiceUnavailableError",
      "ThrottlingException",
      "TransactionNotFoundException",
    ].map((name) => [name, { advice: "Run the bootstrap again.", patience: BUSY }]),
  ),
};

/** By the first characters of the SQLSTATE (https://www.postgresql.org/docs/17/errcodes-appendix.html). */
const SQL_STATES: readonly (readonly [prefix: string, advice: string, patience?: Patience])[] = [
  ["08", "See whether the writer is running.", RESUMING],
  ["40", "Run the bootstrap again.", LOCKED],
  ["55P03", "See which session holds the locks this one waits for.", LOCKED],
  ["57P", "See whether the writer is running.", RESUMING],
  ["28P01", "The secret must hold the master user's password.", ROTATING],
  ["28", "The secret must hold the master user's password, and the master user must not be a member of rds_iam."],
  ["3D000", "The cluster must have this database."],
  ["42501", "The secret must be the master user's, who must own the database."],
  [
    "42704",
    "What the statement names must exist. The role rds_iam exists on RDS only: elsewhere, set iamSignIn to false.",
  ],
];

/** What was refused, in one sentence, and what to do about it, in another. Neither repeats a statement. */
export function dataApiError(error: unknown): DataApiError {
  if (!(error instanceof Error)) return new DataApiError(String(error), undefined, error);
  if (error.name === "AbortError") return new DataApiError("The time of the run was used up.", undefined, error);
  const state = /SQLState: ?([0-9A-Z]{5})/i.exec(error.message)?.[1];
  if (state !== undefined) return sqlError(state, error);
  // Versions of the Data API before 2024 said so under this name.
  const resuming = error.name === "BadRequestException" && /resum|communications link/i.test(error.message);
  const known = EXCEPTIONS[resuming ? "DatabaseResumingException" : error.name];
  const status = statusOf(error);
  if (known === undefined && status === undefined) {
    return new DataApiError(
      `No answer from the Data API (${error.name}). See whether the network leads there.`,
      BUSY,
      error,
    );
  }
  const said = `${error.name}${status === undefined ? "" : ` (HTTP ${status})`}: ${sentence(error.message)}`;
  return new DataApiError(known === undefined ? said : `${said} ${known.advice}`, known?.patience, error);
}

function sqlError(state: string, error: Error): DataApiError {
  const [, advice, patience] = SQL_STATES.find(([prefix]) => state.startsWith(prefix)) ?? [];
  const reason = sentence(error.message.split(/; (?:Position|SQLState)/i)[0] ?? "");
  return new DataApiError(`SQLSTATE ${state}: ${reason}${advice === undefined ? "" : ` ${advice}`}`, patience, error);
}

function statusOf(error: Error): number | undefined {
  if (!("$metadata" in error) || typeof error.$metadata !== "object" || error.$metadata === null) return undefined;
  const { $metadata } = error;
  return "httpStatusCode" in $metadata && typeof $metadata.httpStatusCode === "number"
    ? $metadata.httpStatusCode
    : undefined;
}

function sentence(text: string): string {
  const short = text.replace(/\s+/g, " ").trim().slice(0, 300);
  return /[.!?]$/.test(short) ? short : `${short}.`;
}
