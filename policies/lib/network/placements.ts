import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { defaultGroup, foreignGroup, type SecurityGroup } from "./groups";
import { BALANCER, KINDS, type Kind } from "./kinds";
import type { Links } from "./links";
import type { Placement, Subnet } from "./model";
import { readText, UNKNOWN } from "./read";
import { ANY_GROUP, SUBNET, SUBNET_GROUPS } from "./types";

interface Surroundings {
  readonly subnets: readonly Subnet[];
  readonly groups: ReadonlyMap<string, SecurityGroup>;
  readonly links: Links;
}

/** Everything with interfaces in the stack's own subnets. */
export function readPlacements(graph: ResourceGraph, surroundings: Surroundings): Placement[] {
  return Object.entries(KINDS).flatMap(([type, kind]) =>
    graph.ofType(type).flatMap((resource) => {
      const subnets = subnetsOf(resource, kind, graph, surroundings);
      const [first] = subnets;
      if (first === undefined) return [];
      const isPublic = kind.isPublic?.(resource, graph, surroundings.links) ?? false;
      return {
        resource,
        vpc: first.vpc,
        subnets,
        groups: groupsOf(resource, kind, first.vpc.resource.urn, surroundings),
        publicAddress: isPublic === UNKNOWN ? "perhaps" : isPublic,
      };
    }),
  );
}

function subnetsOf(
  resource: ResourceNode,
  kind: Kind,
  graph: ResourceGraph,
  { subnets, links }: Surroundings,
): Subnet[] {
  const direct = links.many(resource, [SUBNET, ...SUBNET_GROUPS], ...kind.subnets);
  const urns = direct.flatMap((key) => {
    const group = graph.get(key);
    return group !== undefined && SUBNET_GROUPS.includes(group.type) ? links.many(group, [SUBNET], "subnetIds") : [key];
  });
  return subnets.filter((subnet) => urns.includes(subnet.resource.urn));
}

/** Without a group of its own it is in the network's default one; only a network load balancer has none at all then. */
function groupsOf(resource: ResourceNode, kind: Kind, vpc: string, { groups, links }: Surroundings): SecurityGroup[] {
  const keys = links.many(resource, ANY_GROUP, ...kind.groups);
  const unfiltered = resource.type === BALANCER && !isApplication(resource);
  const own = keys.length > 0 || unfiltered ? keys : [vpc];
  return own.map((key) => groups.get(key) ?? (key === vpc ? defaultGroup(vpc) : foreignGroup(key)));
}

function isApplication({ inputs }: ResourceNode): boolean {
  return [undefined, "application"].includes(readText(inputs, "loadBalancerType")?.toString());
}
