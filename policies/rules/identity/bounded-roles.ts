import { type Rule, violation, violations } from "../../core/rule";
import { iamActions } from "../../lib/iam/actions";
import { type AccessRequest, says } from "../../lib/iam/evaluate";
import { roleOf } from "../../lib/iam/roles";
import { documentOf, ROLE } from "../../lib/iam/sources";

/** Every role has a boundary of this stack, and no policy of its own grants what the boundary takes away again. */
export const boundedRoles: Rule = {
  id: "least-privilege-bounded-roles",
  title: "Every role is bounded, and its own grants lie within",
  why: "Without a boundary one careless grant is all that lies between a workload and the whole account.",
  fix: "pass permissionsBoundaryArn on, and list what workloads need in components/governance/workload-actions.ts",
  severity: "high",
  pack: "least-privilege",
  controls: [],
  types: [ROLE],
  judge(subject, graph) {
    const boundary = graph
      .ofType("aws:iam/policy:Policy")
      .find(({ outputs }) => outputs.arn === subject.inputs.permissionsBoundary);
    if (boundary === undefined) return violation("Boundary", "the role has no boundary of this stack; give it one");
    const role = roleOf(subject, graph);
    const limits = documentOf(boundary) ?? [];
    const grants = role.own.flat().filter(({ allows }) => allows);
    const granted = grants.flatMap(({ actions }) => iamActions().expand(actions));
    const outside = granted.filter(({ name }) => says(limits, true, anyUseOf(name, role.account)) === "no");
    return violations(
      [...new Set(outside.map(({ name }) => name))].map((action) => ({
        key: `Action::${action}`,
        message: `${action} is granted but lies outside the boundary; take it off, or widen the boundary knowingly`,
      })),
    );
  },
};

function anyUseOf(action: string, account: string): AccessRequest {
  return { requester: {}, action, resourceAccount: account, context: new Map() };
}
