import type { ResourceNode } from "../../../plan/graph";
import { type Rule, violation, violations } from "../../core/rule";
import type { Statement } from "../../lib/iam/document";
import { selectsAction } from "../../lib/iam/evaluate";
import { documentOf } from "../../lib/iam/sources";

interface Store {
  /** The resource that carries its policy, and the input that says whose policy it is. */
  readonly policy: string;
  readonly link: string;
  /** An action of each kind the denial has to cover. */
  readonly actions: readonly string[];
}

const STORES: Readonly<Record<string, Store>> = {
  "aws:s3/bucket:Bucket": {
    policy: "aws:s3/bucketPolicy:BucketPolicy",
    link: "bucket",
    actions: ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
  },
  "aws:sqs/queue:Queue": {
    policy: "aws:sqs/queuePolicy:QueuePolicy",
    link: "queueUrl",
    actions: ["sqs:SendMessage", "sqs:ReceiveMessage"],
  },
  "aws:sns/topic:Topic": { policy: "aws:sns/topicPolicy:TopicPolicy", link: "arn", actions: ["sns:Publish"] },
};

/** What holds data refuses whoever asks in plain text. */
export const encryptedTransport: Rule = {
  id: "encryption-refused-plain-text",
  title: "Buckets, queues and topics refuse requests without TLS",
  why: "Their endpoints still answer over HTTP, where anybody on the way reads along.",
  fix: "Add the statement that denies everybody where aws:SecureTransport is false.",
  severity: "medium",
  pack: "encryption",
  controls: ["S3.5", "AwsSolutions-SNS3", "AwsSolutions-SQS4"],
  types: Object.keys(STORES),
  judge(subject, graph) {
    const store = STORES[subject.type];
    if (store === undefined) return violations([]);
    const policies = graph.ofType(store.policy).filter(({ inputs }) => isOf(inputs[store.link], subject));
    const lines = [subject, ...policies].flatMap((resource) => documentOf(resource) ?? []);
    const denied = (action: string) =>
      lines.some((line) => deniesPlainText(line) && selectsAction(line.actions, action));
    if (store.actions.every(denied)) return violations([]);
    return violation("SecureTransport", "requests without TLS are not refused; deny them in the resource's policy");
  },
};

function isOf(link: unknown, { id, outputs }: ResourceNode): boolean {
  return link !== undefined && [id, outputs.bucket, outputs.url, outputs.arn].includes(link as string);
}

function deniesPlainText({ allows, principals, conditions }: Statement): boolean {
  const [only, ...others] = conditions;
  const everybody = principals?.aws.includes("*") === true && !principals.inverted;
  if (allows || !everybody || only === undefined || others.length > 0) return false;
  return only.operator === "Bool" && only.key === "aws:securetransport" && only.values.join() === "false";
}
