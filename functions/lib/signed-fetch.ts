import type { AwsCredentialSource } from "./aws-types";
import { RETRYABLE_STATUS, type RetryPolicy, retryAfterMs, type Waiting, waitBeforeNext } from "./retry";
import { sign, type UnsignedRequest } from "./sigv4";

/** Settings of a {@link SignedFetch}. */
export interface SignedFetchOptions extends Partial<RetryPolicy>, Waiting {
  /** The signing name of the service: `es` for an OpenSearch domain. */
  readonly service: string;
  readonly region: string;
  /** Asked for every try: a retry may outlive the credentials of the first. */
  readonly credentials: AwsCredentialSource;
  /** How long one try may take, body included, in milliseconds. @default 10,000 */
  readonly timeoutMs?: number;
  /** @default the global `fetch` */
  readonly fetch?: typeof fetch;
}

/** One request; `method` is GET, or POST where there is a body, unless it is given. */
export interface SignedRequest extends Partial<Omit<UnsignedRequest, "url">> {
  readonly signal?: AbortSignal;
  /**
   * Whether the request may be sent again after an answer of 429, 502, 503 or 504, a time-out or a broken connection.
   * Say `true` for a POST that reads or that is safe to repeat; a repeated bulk request writes twice.
   * @default true for GET and HEAD, false for everything else
   */
  readonly retry?: boolean;
}

/** A fetch that signs. It resolves with whatever the last try was answered, and rejects where there was no answer. */
export type SignedFetch = (url: string | URL, request?: SignedRequest) => Promise<Response>;

const DEFAULT_POLICY: RetryPolicy = { attempts: 4, baseDelayMs: 200, maxDelayMs: 5_000 };
const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * A fetch for one AWS service, signed with Signature Version 4, with a time-out and bounded, jittered retries.
 *
 * ```ts
 * const search = signedFetch({ service: "es", region: "ap-northeast-1", credentials: awsCredentials() });
 * const answer = await search(`${endpoint}/orders/_search`, { body: JSON.stringify(query), headers, retry: true });
 * ```
 */
export function signedFetch(options: SignedFetchOptions): SignedFetch {
  const policy: RetryPolicy = {
    attempts: options.attempts ?? DEFAULT_POLICY.attempts,
    baseDelayMs: options.baseDelayMs ?? DEFAULT_POLICY.baseDelayMs,
    maxDelayMs: options.maxDelayMs ?? DEFAULT_POLICY.maxDelayMs,
  };

  return async (url, request = {}) => {
    const method = (request.method ?? (request.body === undefined ? "GET" : "POST")).toUpperCase();
    const attempts = (request.retry ?? (method === "GET" || method === "HEAD")) ? policy.attempts : 1;
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt >= attempts;
      try {
        const response = await send(options, { ...request, url, method });
        if (last || !RETRYABLE_STATUS.has(response.status)) return response;
        await response.body?.cancel();
        await waitBeforeNext(attempt, policy, retryAfterMs(response), options);
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        if (last) throw new Error(`${method} ${place(url)}: ${error.message} (${tries(attempt)})`);
        await waitBeforeNext(attempt, policy, 0, options);
      }
    }
  };
}

/** The request got no answer. Its message says why and holds nothing of the request: headers carry the session token. */
class NoAnswer extends Error {}

async function send(
  options: SignedFetchOptions,
  request: UnsignedRequest & { readonly signal?: AbortSignal },
): Promise<Response> {
  const { service, region, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const { url, headers } = await sign(request, { service, region, credentials: await options.credentials() });
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await (options.fetch ?? fetch)(url, {
      method: request.method,
      headers,
      body: request.body,
      // A redirect would carry the session token to another host: fetch drops `authorization` on the way, nothing else.
      redirect: "error",
      signal: request.signal === undefined ? timeout : AbortSignal.any([timeout, request.signal]),
    });
  } catch (error) {
    if (request.signal?.aborted) throw request.signal.reason;
    throw new NoAnswer(timeout.aborted ? `no answer within ${timeoutMs} ms` : reason(error));
  }
}

/** `fetch failed` says nothing; the code of its cause does (ECONNREFUSED, ENOTFOUND, ...). */
function reason(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (typeof code === "string") return `no connection (${code})`;
  return cause instanceof Error ? `no answer (${cause.message})` : "no answer";
}

/** Where a request went, without its query: a query can hold values. */
function place(url: string | URL): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

function tries(count: number): string {
  return count === 1 ? "one try" : `${count} tries`;
}
