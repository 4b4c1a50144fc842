import { type ResourceGraph, STACK_TYPE } from "../../../plan/graph";
import { type Finding, type Rule, violations } from "../../core/rule";
import { type DataGrant, dataGrantsOf, serviceGrantsOf } from "../../lib/iam/data-grants";
import { asks, gives, isRefused, type Need, needsOf } from "../../lib/iam/data-needs";
import { DATA_PLANE, SERVICE_PLANE } from "../../lib/iam/data-plane";
import { type Role, rolesOf } from "../../lib/iam/roles";
import { documentOf, typesOf } from "../../lib/iam/sources";

/** Each role reaches the data in its row, all of it and nothing else. */
export const dataPlane: Rule = {
  id: "least-privilege-data-plane",
  title: "Each role reaches the data in its row, and no other",
  why: "A grant too many is a way out for data; a grant too few is an outage on the day it is needed.",
  fix: "change the role's grants, or its row in policies/lib/iam/data-plane.ts, so that both say the same",
  severity: "critical",
  pack: "least-privilege",
  theorem: "identity",
  controls: [],
  types: [STACK_TYPE],
  judge(_, graph) {
    const policies = typesOf("resource").flatMap((type) =>
      graph.ofType(type).flatMap((node) => documentOf(node) ?? []),
    );
    const services = new Set(policies.flatMap(({ principals }) => principals?.services ?? []));
    return violations([
      ...rolesOf(graph).flatMap((role) => {
        const needs = needsOf(DATA_PLANE[role.name], graph);
        const grants = dataGrantsOf(role, policies);
        return [...missing(role, needs, grants, graph), ...surplus(role.name, needs, grants)];
      }),
      ...[...services].flatMap((service) => {
        return surplus(service, needsOf(SERVICE_PLANE[service], graph), serviceGrantsOf(service, policies));
      }),
    ]);
  },
};

function missing(role: Role, needs: readonly Need[], grants: readonly DataGrant[], graph: ResourceGraph): Finding[] {
  return needs
    .filter(
      (need) =>
        !need.at.arns.every((arn) => grants.some((grant) => gives(grant, need, arn))) || isRefused(role, need, graph),
    )
    .map(({ action, store }) => ({
      key: `Missing::${role.name}::${action}::${store}`,
      message: `${role.name} lacks ${action} on ${store}, which its row asks for`,
    }));
}

function surplus(who: string, needs: readonly Need[], grants: readonly DataGrant[]): Finding[] {
  const unasked = grants.filter((grant) => !needs.some((need) => asks(need, grant)));
  return [...new Set(unasked.map(describe))].map((what) => ({
    key: `Surplus::${who}::${what}`,
    message: `${who} has ${what.split("::")[0]}, where its row does not ask for it`,
  }));
}

function describe({ action, arn }: DataGrant): string {
  return `${action}::${arn.split(":").slice(5).join(":") || arn}`;
}
