import type { ResourceGraph } from "../../../plan/graph";
import { type Finding, type Rule, violation, violations } from "../../core/rule";
import { admitted, parseCel } from "../../lib/google/cel";
import { accountsOf } from "../../lib/iam/accounts";
import { rolesOf, sessionArn } from "../../lib/iam/roles";
import { objectOf } from "../../lib/values/objects";

/** Takes the session out, and keeps what tells a role from a user whose path looks like one. */
const ROLE_ATTRIBUTE =
  "assertion.arn.extract('{prefix}assumed-role/') + 'assumed-role/' + assertion.arn.extract('assumed-role/{role}/')";

/** A pool of identities admits named roles of one's own account, and nobody else who can sign a request to AWS. */
export const pinnedFederation: Rule = {
  id: "least-privilege-google-pinned-federation",
  title: "The identity pool admits one account and roles of this stack by name",
  why: "Without it every customer of AWS, or every role of the account, could sign in to the project.",
  fix: "let WorkloadFederation write the condition: the account, and the roles the stack itself makes",
  severity: "critical",
  pack: "least-privilege",
  theorem: "Google",
  controls: ["CKV_GCP_118", "CKV_GCP_125"],
  types: ["gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider"],
  judge({ inputs }, graph) {
    const condition = parseCel(String(inputs.attributeCondition ?? ""));
    if (condition === undefined)
      return violation("Condition", "the condition is missing or cannot be read; name the roles");
    const aws = objectOf(inputs.aws);
    const account = String(aws.accountId);
    const findings: Finding[] = [];
    const say = (key: string, message: string) => findings.push({ key, message });
    if (!accountsOf(graph).has(account)) say("Provider", "the provider is not an account of this stack");
    if ([...(admitted(condition, "assertion.account") ?? [])].join() !== account) {
      say("Account", "the condition does not pin the account; compare assertion.account");
    }
    if (objectOf(inputs.attributeMapping)["attribute.aws_role"] !== ROLE_ATTRIBUTE) {
      say("Mapping", "attribute.aws_role is not mapped to the role alone; take the mapping of the component");
    }
    const roles = admitted(condition, "attribute.aws_role");
    if (roles === undefined) say("Roles", "the condition does not name the roles; list them");
    else if ([...roles].some((role) => !ownRoles(graph).has(role)))
      say("Stranger", "a role is admitted that this stack does not make");
    return violations(findings);
  },
};

function ownRoles(graph: ResourceGraph): ReadonlySet<string> {
  return new Set(rolesOf(graph).map(sessionArn));
}
