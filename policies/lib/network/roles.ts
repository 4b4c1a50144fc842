import { GROUPS, type GroupName } from "../../../components/network/flow-endpoints";
import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import type { Network, Placement, Vpc } from "./model";
import { readText } from "./read";
import { GROUP, VPC } from "./types";

const NAMES = new Map(
  Object.entries(GROUPS).map(([name, description]): [string, GroupName] => [description, name as GroupName]),
);

/** The role a security group gives its members. Its description tells it, which EC2 never lets change. */
export function roleOf(group: ResourceNode): GroupName | undefined {
  const description = group.type === GROUP ? readText(group.inputs, "description") : undefined;
  return typeof description === "string" ? NAMES.get(description) : undefined;
}

/** The roles of a placement; none if its groups are not among the platform's own. */
export function rolesOf({ groups }: Placement, graph: ResourceGraph): GroupName[] {
  return groups.flatMap(({ key }) => {
    const resource = graph.get(key);
    return (resource && roleOf(resource)) ?? [];
  });
}

export function inRole(network: Network, graph: ResourceGraph, ...roles: readonly GroupName[]): Placement[] {
  return network.placements.filter((placement) => rolesOf(placement, graph).some((role) => roles.includes(role)));
}

/** The roles a network has groups for. */
export function rolesIn(vpc: Vpc, { links }: Network, graph: ResourceGraph): GroupName[] {
  return graph
    .ofType(GROUP)
    .filter((group) => links.one(group, [VPC], "vpcId") === vpc.resource.urn)
    .flatMap((group) => roleOf(group) ?? []);
}
