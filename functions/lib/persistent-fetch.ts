import { type RetryPolicy, retryAfterMs, type Waiting, waitBeforeNext } from "./retry";

/** What one try sends, and where. It is made anew for every try, because a signature ages. */
export interface Try {
  readonly url: URL;
  readonly init: RequestInit;
}

/** How hard to try. */
export interface Persistence extends RetryPolicy, Waiting {
  /** How long one try may take, body included, in milliseconds. */
  readonly timeoutMs: number;
  /** The answers after which another try makes sense. */
  readonly retryOn: ReadonlySet<number>;
  readonly signal?: AbortSignal;
  /** @default the global `fetch` */
  readonly fetch?: typeof fetch;
}

/** There was no answer, with the reason apart: not every address may be shown. */
export class NoAnswerError extends Error {
  override readonly name = "NoAnswerError";

  constructor(
    request: string,
    readonly reason: string,
  ) {
    super(`${request}: ${reason}`);
  }
}

/**
 * Fetches with a time-out for every try and a bounded number of them. Resolves with whatever the last try was answered;
 * rejects where it got no answer, with an error that holds nothing of the request but its method and address: headers
 * carry session tokens, and queries carry values.
 */
export async function persistentFetch(prepare: () => Promise<Try>, options: Persistence): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt >= options.attempts;
    const sent = await prepare();
    const { response, failure } = await send(sent, options);
    if (response === undefined) {
      if (last) {
        throw new NoAnswerError(`${sent.init.method ?? "GET"} ${place(sent.url)}`, `${failure} (${tries(attempt)})`);
      }
    } else {
      if (last || !options.retryOn.has(response.status)) return response;
      await response.body?.cancel();
    }
    await waitBeforeNext(attempt, options, response === undefined ? 0 : retryAfterMs(response), options);
  }
}

async function send({ url, init }: Try, options: Persistence): Promise<{ response?: Response; failure?: string }> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  try {
    const response = await (options.fetch ?? fetch)(url, {
      ...init,
      // A redirect would carry the session token to another host: on the way, fetch drops `authorization` and no more.
      redirect: "error",
      signal: options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]),
    });
    return { response };
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    return { failure: timeout.aborted ? `no answer within ${options.timeoutMs} ms` : reason(error) };
  }
}

/** `fetch failed` says nothing; the code of its cause does (ECONNREFUSED, ENOTFOUND, ...). */
function reason(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error)) return "no answer";
  return "code" in cause && typeof cause.code === "string"
    ? `no connection (${cause.code})`
    : `no answer (${cause.message})`;
}

function place({ origin, pathname }: URL): string {
  return origin + pathname;
}

function tries(count: number): string {
  return count === 1 ? "one try" : `${count} tries`;
}
