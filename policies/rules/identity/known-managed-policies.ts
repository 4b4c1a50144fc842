import type { ResourceNode } from "../../../plan/graph";
import { type Rule, violations } from "../../core/rule";
import { AWS_MANAGED } from "../../lib/iam/aws-managed";
import { ROLE } from "../../lib/iam/sources";

const ATTACHMENTS: readonly string[] = [
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/policyAttachment:PolicyAttachment",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
];

/** AWS's own policies change without notice; only those with a written reason are attached. */
export const knownManagedPolicies: Rule = {
  id: "least-privilege-known-managed-policies",
  title: "A policy of AWS's own is attached only with a reason",
  why: "AWS changes its policies without notice, and most of them are written for a whole service.",
  fix: "grant the actions by name, or list the policy with its reason in policies/lib/iam/aws-managed.ts",
  severity: "high",
  pack: "least-privilege",
  controls: ["CKV_AWS_274", "CKV2_AWS_56", "CIS-AWS-3.0-1.22", "AwsSolutions-IAM4"],
  types: [...ATTACHMENTS, ROLE],
  judge(subject, graph) {
    const own = new Set(graph.ofType("aws:iam/policy:Policy").map(({ outputs }) => outputs.arn));
    const unknown = attachedBy(subject).filter((arn) => !own.has(arn) && AWS_MANAGED[arn] === undefined);
    return violations(
      unknown.map((arn) => ({
        key: `Policy::${arn.split("/").at(-1)}`,
        message: "the attached policy is neither of this stack nor listed with a reason",
      })),
    );
  },
};

/** A role can list its policies itself. */
function attachedBy({ type, inputs }: ResourceNode): string[] {
  if (type !== ROLE) return [String(inputs.policyArn)];
  return Array.isArray(inputs.managedPolicyArns) ? inputs.managedPolicyArns.map(String) : [];
}
