import { messages } from "../messages";
import type { Message } from "../problem";

/**
 * E27: a subscribed log group of the pipeline's own functions or delivery stream would feed each delivery back into the
 * pipeline, and every line would be paid for again and again.
 */
export function checkLogSubscription(logGroup: string, pipelineLogGroups: readonly string[]): Message | undefined {
  return pipelineLogGroups.includes(logGroup) ? messages.E27(logGroup) : undefined;
}
