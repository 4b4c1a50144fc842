import { PASS, type Rule, violations } from "../../core/rule";
import type { Statement } from "../../lib/iam/document";
import { selectsAction } from "../../lib/iam/evaluate";
import { namesAccount } from "../../lib/iam/key-policies";
import { documentOf, typesOf } from "../../lib/iam/sources";

/** Changing the policy again: what a denial for everybody must leave open. */
const WAYS_BACK: readonly string[] = [
  "s3:PutBucketPolicy",
  "sqs:SetQueueAttributes",
  "kms:PutKeyPolicy",
  "secretsmanager:PutResourcePolicy",
  "sns:SetTopicAttributes",
  "backup:PutBackupVaultAccessPolicy",
];

/** A denial for everybody, without a condition, would shut its owner out as well. */
export const noSelfLockout: Rule = {
  id: "least-privilege-no-self-lockout",
  title: "No denial shuts the owner out",
  why: "Only the root user, or AWS itself, can then take the policy off again.",
  fix: "give the denial a condition, or leave out the action that changes the policy",
  severity: "high",
  pack: "least-privilege",
  controls: ["CKV_AWS_93"],
  types: typesOf("resource"),
  judge(subject) {
    const document = documentOf(subject);
    if (document === undefined) return PASS;
    return violations(
      document.filter(shutsOut).map(({ name }) => ({
        key: `Deny::${name}`,
        message: `statement ${name} denies everybody to change the policy again; give it a condition`,
      })),
    );
  },
};

function shutsOut(line: Statement): boolean {
  const { allows, principals, actions, conditions } = line;
  if (allows || conditions.length > 0 || principals === undefined) return false;
  const everybody = principals.inverted || principals.aws.includes("*") || namesAccount(line);
  return everybody && WAYS_BACK.some((action) => selectsAction(actions, action));
}
