import type { Service } from "./registration";

/** Simple Queue Service. The id of a queue, and of everything attached to it, is its URL. */
export const sqsService: Service = {
  "aws:sqs/queue:Queue": (queue) => {
    const suffix = queue.inputs.fifoQueue === true ? ".fifo" : "";
    const name = queue.text("name", `${queue.name}-${queue.hex(7, "name")}${suffix}`);
    const url = `https://sqs.${queue.region}.amazonaws.com/${queue.accountId}/${name}`;
    return { id: url, url, name, arn: queue.arn("sqs", name), sqsManagedSseEnabled: false };
  },
  "aws:sqs/queuePolicy:QueuePolicy": (policy) => ({ id: policy.text("queueUrl") }),
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": (policy) => ({ id: policy.text("queueUrl") }),
};
