import { notApplicable, PASS, type Rule, violation } from "../../core/rule";
import { referring } from "../../lib/graph/references";

/** A message that cannot be handled ends somewhere, and does not block the others. */
export const DEAD_LETTERS: Rule = {
  id: "resilience-queues-keep-failures",
  title: "A queue hands over what cannot be handled",
  why: "A message that always fails would be tried until it expires, and then be lost.",
  fix: "set redrivePolicy of the queue to a queue for dead letters",
  severity: "medium",
  pack: "resilience",
  controls: ["AwsSolutions-SQS3"],
  types: ["aws:sqs/queue:Queue"],
  judge(queue, graph) {
    const { redrivePolicy } = queue.inputs;
    if (typeof redrivePolicy === "string" && redrivePolicy.includes("deadLetterTargetArn")) return PASS;
    if (takesDeadLetters()) return notApplicable("it is where failed messages end");
    return violation("redrivePolicy", `redrivePolicy is not set; ${this.fix}`);

    function takesDeadLetters(): boolean {
      const invoke = { type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig" };
      const arn = String(queue.outputs.arn);
      return (
        referring({ ...invoke, path: "destinationConfig.onFailure.destination" }, queue, graph).length > 0 ||
        graph
          .ofType("aws:sqs/queue:Queue")
          .some(({ inputs }) => String(inputs.redrivePolicy ?? "").includes(`"${arn}"`)) ||
        graph
          .ofType("aws:scheduler/schedule:Schedule")
          .some(({ inputs }) => JSON.stringify(inputs.target ?? null).includes(`"${arn}"`))
      );
    }
  },
};
