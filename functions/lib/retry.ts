import { setTimeout as sleep } from "node:timers/promises";

/** How often something is tried, and how long is waited in between. */
export interface RetryPolicy {
  /** Tries in total, the first one included. */
  readonly attempts: number;
  /** The longest wait before the second try, in milliseconds; it doubles from there. */
  readonly baseDelayMs: number;
  /** No wait is longer, whatever the server asks for, in milliseconds. */
  readonly maxDelayMs: number;
}

/** The two things about waiting a test has to decide: how long a drawn wait is, and that it passes at once. */
export interface Waiting {
  readonly random?: () => number;
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** The answers that say "not now": too many requests, or a server that is not there at the moment. */
export const RETRYABLE_STATUS: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/**
 * Waits before the try after `failed` failed ones: a random time up to the doubled limit, so that callers that failed
 * together do not return together; at least what the server asked for, within the policy's bound.
 */
export async function waitBeforeNext(
  failed: number,
  policy: RetryPolicy,
  askedForMs = 0,
  { random = Math.random, pause = sleep }: Waiting = {},
): Promise<void> {
  const limit = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (failed - 1));
  await pause(Math.round(Math.min(policy.maxDelayMs, Math.max(askedForMs, random() * limit))));
}

/** The `Retry-After` of an answer in milliseconds, where it gives seconds; a date is as good as no answer here. */
export function retryAfterMs(response: Response): number {
  const seconds = Number(response.headers.get("retry-after") ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}
