import type { ResourceGraph } from "../../../plan/graph";
import { type Rule, violations } from "../../core/rule";
import { GRANT_TYPES, membershipsOf } from "../../lib/google/members";
import { GOOGLE_IDENTITIES } from "../../lib/iam/data-plane";
import { rolesOf, sessionArn } from "../../lib/iam/roles";

const ACCOUNT = "gcp:serviceaccount/account:Account";

/** A service account is acted as by the roles in its row: all of them, and nobody else. */
export const declaredImpersonation: Rule = {
  id: "least-privilege-google-declared-impersonation",
  title: "A service account is acted as by the roles in its row only",
  why: "Whoever acts as the account reaches all that it reaches, and its log shows only the account.",
  fix: "change who acts as the account, or its row in policies/lib/iam/data-plane.ts",
  severity: "critical",
  pack: "least-privilege",
  controls: [],
  types: [ACCOUNT],
  judge({ name, outputs }, graph) {
    const given = GRANT_TYPES.filter((type) => type.startsWith("gcp:serviceaccount/"))
      .flatMap((type) => graph.ofType(type))
      .filter(({ inputs }) => inputs.serviceAccountId === outputs.name)
      .flatMap(membershipsOf)
      .map(({ member, role }) => (role === "roles/iam.workloadIdentityUser" ? roleBehind(member, graph) : undefined));
    const wanted = GOOGLE_IDENTITIES[name] ?? [];
    return violations([
      ...wanted
        .filter((role) => !given.includes(role))
        .map((role) => ({ key: `Missing::${role}`, message: `${role} cannot act as the account, as its row asks` })),
      ...given
        .filter((role) => role === undefined || !wanted.includes(role))
        .map((role) => ({
          key: `Surplus::${role ?? "unknown"}`,
          message: `${role ?? "somebody who is no role of this stack"} can act as the account; take it off`,
        })),
    ]);
  },
};

/** Logical name of the role that a member of the pool stands for. */
function roleBehind(member: string, graph: ResourceGraph): string | undefined {
  const arn = /^principalSet:\/\/.*\/workloadIdentityPools\/[^/]+\/attribute\.aws_role\/(arn:aws:sts::.*)$/.exec(
    member,
  )?.[1];
  return rolesOf(graph).find((role) => sessionArn(role) === arn)?.name;
}
