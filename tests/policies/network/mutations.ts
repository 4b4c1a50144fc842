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
export function rule(direction: "ingress" | "egress", group: ResourceNode, peer: PlainObject, port = 4444): ResourceNode {
  const type = direction === "ingress" ? types.INGRESS_RULE : types.EGRESS_RULE;
  return resource(type, `extra-${direction}`, {
    securityGroupId: group.id ?? "",
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
    ...peer,
  });
}

/** Both rules of a flow from one group to another. */
export function pair(from: ResourceNode, to: ResourceNode): ResourceNode[] {
  return [
    rule("egress", from, { referencedSecurityGroupId: to.id ?? "" }),
    rule("ingress", to, { referencedSecurityGroupId: from.id ?? "" }),
  ];
}

export function route(graph: ResourceGraph, table: string, target: PlainObject): ResourceNode {
  const routeTableId = graph.one(types.TABLE, table).id ?? "";
  return resource(types.ROUTE, "extra-route", { routeTableId, destinationCidrBlock: "0.0.0.0/0", ...target });
}

