import type { AwsCredentialSource } from "./aws-types";
import { persistentFetch } from "./persistent-fetch";
import { RETRYABLE_STATUS, type RetryPolicy, type Waiting } from "./retry";
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

/**
 * A fetch for one AWS service, signed with Signature Version 4, with a time-out and bounded, jittered retries.
 *
 * ```ts
 * const search = signedFetch({ service: "es", region: "ap-northeast-1", credentials: awsCredentials() });
 * const answer = await search(`${endpoint}/orders/_search`, { body: JSON.stringify(query), headers, retry: true });
 * ```
 *
 * Default settings: four tries where a retry is allowed, at most 10 s each, up to 0.2 s, 0.4 s and 0.8 s apart, never
 * more than 5 s. Bodies are text or bytes. It follows no redirect.
 */
export function signedFetch(options: SignedFetchOptions): SignedFetch {
  const { service, region, credentials, random, pause, fetch, timeoutMs = 10_000 } = options;
  const { attempts = 4, baseDelayMs = 200, maxDelayMs = 5_000 } = options;

  return (url, request = {}) => {
    const { body, signal } = request;
    const method = (request.method ?? (body === undefined ? "GET" : "POST")).toUpperCase();
    const again = request.retry ?? (method === "GET" || method === "HEAD");
    return persistentFetch(
      async () => {
        const scope = { service, region, credentials: await credentials() };
        const signed = await sign({ method, url, headers: request.headers, body }, scope);
        return { url: signed.url, init: { method, headers: signed.headers, body } };
      },
      {
        ...{ attempts: again ? attempts : 1, baseDelayMs, maxDelayMs, timeoutMs },
        ...{ retryOn: RETRYABLE_STATUS, signal, fetch, random, pause },
      },
    );
  };
}
