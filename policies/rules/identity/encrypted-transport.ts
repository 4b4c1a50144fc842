import type { ResourceNode } from "../../../plan/graph";
import { PASS, type Rule, violation } from "../../core/rule";
import { coversArn } from "../../lib/iam/arn";
import type { Statement } from "../../lib/iam/document";
import { selectsAction } from "../../lib/iam/evaluate";
import { policyOn } from "../../lib/iam/resource-policies";

/** An action of each kind that the denial has to cover, and how the ARN of what it is about goes on after the store's. */
const STORES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "aws:s3/bucket:Bucket": { "s3:GetObject": "/*", "s3:PutObject": "/*", "s3:ListBucket": "" },
  "aws:sqs/queue:Queue": { "sqs:SendMessage": "", "sqs:ReceiveMessage": "" },
  "aws:sns/topic:Topic": { "sns:Publish": "" },
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
    const open = Object.entries(STORES[subject.type] ?? {}).filter(
      ([action, inside]) =>
        !denials.some((line) => selectsAction(line.actions, action) && isAboutAll(line, subject, inside)),
    );
    if (open.length === 0) return PASS;
    return violation("SecureTransport", "requests without TLS are not refused; deny them in the resource's policy");
  },
};

function isAboutAll({ resources }: Statement, { outputs }: ResourceNode, inside: string): boolean {
  if (resources === undefined) return true;
  return !resources.inverted && resources.patterns.some((pattern) => coversArn(pattern, `${outputs.arn}${inside}`));
}

function deniesPlainText({ allows, principals, conditions }: Statement): boolean {
  const [only, ...others] = conditions;
  const everybody = principals?.aws.includes("*") === true && !principals.inverted;
  if (allows || !everybody || only === undefined || others.length > 0) return false;
  return only.operator === "Bool" && only.key === "aws:securetransport" && only.values.join() === "false";
}
