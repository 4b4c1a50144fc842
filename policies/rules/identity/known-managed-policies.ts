import { PASS, type Rule, violation } from "../../core/rule";
import { AWS_MANAGED } from "../../lib/iam/aws-managed";

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
  types: ATTACHMENTS,
  judge({ inputs }, graph) {
    const arn = String(inputs.policyArn);
    const own = graph.ofType("aws:iam/policy:Policy").some(({ outputs }) => outputs.arn === arn);
    if (own || AWS_MANAGED[arn] !== undefined) return PASS;
    const name = arn.split("/").at(-1) ?? "";
    return violation(`Policy::${name}`, "the attached policy is neither of this stack nor listed with a reason");
  },
};
