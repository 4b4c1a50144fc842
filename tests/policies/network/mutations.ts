import { GROUPS, type GroupName } from "../../../components/network/flow-endpoints";
import type { PlainObject, ResourceGraph, ResourceNode } from "../../../plan/graph";
import { evaluateRules } from "../../../policies/core/evaluate";
import * as types from "../../../policies/lib/network/types";
import { networkRules } from "../../../policies/rules/network";
import { mutated, resource } from "../support/mutate";

/** Ids of the rules that a graph breaks, sorted. */
export function broken(graph: ResourceGraph): string[] {
  const bad = evaluateRules(graph, networkRules).filter(({ outcome }) => outcome === "violation");
  return [...new Set(bad.map(({ rule }) => rule.id.replace(/^network-/, "")))].sort();
}

/** Everything the rules find, as theorem, subject and key, sorted. */
export function findings(graph: ResourceGraph): string[] {
  return evaluateRules(graph, networkRules)
    .flatMap(({ rule: { id }, resource: { name }, findings: found }) =>
      found.map(({ key }) => `${id.replace(/^network-/, "")} ${name} ${key}`),
    )
    .sort();
}

export function without(graph: ResourceGraph, gone: ResourceNode): ResourceGraph {
  return mutated(graph, (node) => (node.urn === gone.urn ? undefined : node));
}

export function withAdded(graph: ResourceGraph, ...added: readonly ResourceNode[]): ResourceGraph {
  return mutated(graph, (node) => node, added);
}

/** The security group of a role in the main network. */
export function groupOf(graph: ResourceGraph, role: GroupName): ResourceNode {
  return graph.one(types.GROUP, `groups-${role}`);
}

export function rolesOf(graph: ResourceGraph): GroupName[] {
  const names = graph.ofType(types.GROUP).map(({ name }) => name);
  return (Object.keys(GROUPS) as GroupName[]).filter((role) => names.includes(`groups-${role}`));
}

/** A rule of one group, written the way the platform writes them. */
export function rule(
  direction: "ingress" | "egress",
  group: ResourceNode,
  peer: PlainObject,
  name = group.name,
): ResourceNode {
  const type = direction === "ingress" ? types.INGRESS_RULE : types.EGRESS_RULE;
  return resource(type, `extra-${name}-${direction}`, {
    securityGroupId: group.id ?? "",
    ipProtocol: "tcp",
    fromPort: 4444,
    toPort: 4444,
    ...peer,
  });
}

/** Both rules of a flow from one group to another. */
export function pair(from: ResourceNode, to: ResourceNode): ResourceNode[] {
  const name = [from, to].map((group) => group.name.replace("groups-", "")).join("-to-");
  return [
    rule("egress", from, { referencedSecurityGroupId: to.id ?? "" }, name),
    rule("ingress", to, { referencedSecurityGroupId: from.id ?? "" }, name),
  ];
}

export function route(graph: ResourceGraph, table: string, target: PlainObject): ResourceNode {
  const routeTableId = graph.one(types.TABLE, table).id ?? "";
  return resource(types.ROUTE, "extra-route", { routeTableId, destinationCidrBlock: "0.0.0.0/0", ...target });
}
