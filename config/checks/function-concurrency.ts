import { messages } from "../messages";
import type { Message } from "../problem";

/** Concurrency each function reserves unless `functions.reservedConcurrency` says otherwise. */
export const FUNCTION_RESERVATIONS = {
  bootstrap: 1,
  indexer: 5,
  extract: 1,
  load: 2,
  rotation: 1,
  nightStop: 1,
} as const;

export type FunctionName = keyof typeof FUNCTION_RESERVATIONS;

/** Lambda's default quota is 1,000 concurrent executions, of which 100 must stay free for functions that reserve none. */
const ACCOUNT_CONCURRENCY = 1000;
const UNRESERVED_CONCURRENCY = 100;
export const RESERVATION_LIMIT = ACCOUNT_CONCURRENCY - UNRESERVED_CONCURRENCY;

/** E42: reservations are taken out of the pool of the whole account. */
export function checkFunctionConcurrency(reservations: Readonly<Record<string, number>>): Message | undefined {
  const sum = Object.values(reservations).reduce((total, reserved) => total + reserved, 0);
  return sum < RESERVATION_LIMIT ? undefined : messages.E42(sum, RESERVATION_LIMIT);
}
