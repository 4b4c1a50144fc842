import { PASS, type Rule, violation } from "../../core/rule";
import type { Statement } from "../../lib/iam/document";
import { selectsAction } from "../../lib/iam/evaluate";
import { policyOn } from "../../lib/iam/resource-policies";

/** An action of each kind that the denial has to cover. */
const STORES: Readonly<Record<string, readonly string[]>> = {
  "aws:s3/bucket:Bucket": ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
  "aws:sqs/queue:Queue": ["sqs:SendMessage", "sqs:ReceiveMessage"],
  "aws:sns/topic:Topic": ["sns:Publish"],
};

/** What holds data refuses whoever asks in plain text. */
export const encryptedTransport: Rule = {
  id: "encryption-refused-plain-text",
  title: "Buckets, queues and topics refuse requests without TLS",
  why: "Their endpoints still answer over HTTP, where anybody on the way reads along.",
  fix: "add the statement that denies everybody where aws:SecureTransport is false",
  severity: "medium",
  pack: "encryption",
  controls: ["S3.5", "AwsSolutions-SNS3", "AwsSolutions-SQS4"],
  types: Object.keys(STORES),
  judge(subject, graph) {
    const denials = policyOn(subject, graph).filter(deniesPlainText);
    const open = (STORES[subject.type] ?? []).filter(
      (action) => !denials.some(({ actions }) => selectsAction(actions, action)),
    );
    if (open.length === 0) return PASS;
    return violation("SecureTransport", "requests without TLS are not refused; deny them in the resource's policy");
  },
};

function deniesPlainText({ allows, principals, conditions }: Statement): boolean {
  const [only, ...others] = conditions;
  const everybody = principals?.aws.includes("*") === true && !principals.inverted;
  if (allows || !everybody || only === undefined || others.length > 0) return false;
  return only.operator === "Bool" && only.key === "aws:securetransport" && only.values.join() === "false";
}
