import { type RetryPolicy, retryAfterMs, type Waiting, waitBeforeNext } from "../lib/retry";
import { LoadError } from "./load-error";

export interface GoogleApiOptions extends Waiting {
  /** An access token that is valid now; kept and renewed by whoever gives it. */
  readonly getAccessToken: () => Promise<string>;
  /** @default "https://bigquery.googleapis.com" */
  readonly endpoint?: string;
}

export interface GoogleRequest {
  readonly method: "GET" | "POST" | "PUT";
  /** Path and query, or a whole URL that the endpoint itself has given. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

const POLICY: RetryPolicy = { attempts: 4, baseDelayMs: 500, maxDelayMs: 8_000 };
const TIMEOUT = 60_000; // milliseconds; a chunk of an upload included
const PASSING_STATUS: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Requests to Google with a token, repeated a few times where Google is busy. Every one of them is safe to repeat. */
export class GoogleApi {
  readonly endpoint: string;

  constructor(private readonly options: GoogleApiOptions) {
    this.endpoint = options.endpoint ?? "https://bigquery.googleapis.com";
  }

  /** @returns the last answer, whatever its status @throws LoadError where there was none */
  async send(request: GoogleRequest, attempts = POLICY.attempts): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.try(request);
      const passing = response === undefined || PASSING_STATUS.has(response.status);
      if (response !== undefined && (!passing || attempt >= attempts)) return response;
      if (attempt >= attempts) throw new LoadError(`${request.method} ${this.endpoint}: no answer`, false);
      await response?.body?.cancel();
      await waitBeforeNext(attempt, POLICY, response === undefined ? 0 : retryAfterMs(response), this.options);
    }
  }

  private async try({ method, url, headers, body }: GoogleRequest): Promise<Response | undefined> {
    const target = new URL(url, this.endpoint);
    if (target.origin !== this.endpoint) {
      throw new LoadError(`the address of an upload is not at ${this.endpoint}: the token stays here`, true);
    }
    const authorization = `Bearer ${await this.options.getAccessToken()}`;
    try {
      return await fetch(target, {
        method,
        headers: { ...headers, authorization },
        body,
        redirect: "manual", // 308 means "go on" here, and a token is not carried to another host
        signal: AbortSignal.timeout(TIMEOUT),
      });
    } catch {
      return undefined; // the error may quote the request, and with it the token
    }
  }
}

/** Google's reason for an answer, in one word. Its message is left out: it may quote rows. */
export async function reasonOf(response: Response): Promise<string> {
  const text = await response.text().catch(() => "");
  return /"reason"\s*:\s*"(\w+)"/.exec(text)?.[1] ?? `HTTP ${response.status}`;
}
