import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { defaultGroup, foreignGroup, type SecurityGroup } from "./groups";
import type { Links } from "./links";
import type { Placement, Subnet } from "./model";
import { type Read, readFlag, readText, UNKNOWN } from "./read";
import { ANY_GROUP, ENDPOINT, SUBNET, SUBNET_GROUPS } from "./types";

/** How a type of resource says where its network interfaces are. */
interface Kind {
  /** Path of the subnets, or of a subnet group. */
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  /** Whether the internet has an address of it. @default - never */
  readonly isPublic?: (resource: ResourceNode, graph: ResourceGraph, links: Links) => Read<boolean>;
}

const INSTANCES = "aws:rds/clusterInstance:ClusterInstance";
const CLUSTER = "aws:rds/cluster:Cluster";
export const BALANCER = "aws:lb/loadBalancer:LoadBalancer";

/** Every type that has network interfaces in a subnet of its owner's. */
export const KINDS: Readonly<Record<string, Kind>> = {
  [BALANCER]: {
    subnets: ["subnets"],
    groups: ["securityGroups"],
    isPublic: ({ inputs }) => opposite(readFlag(inputs, "internal")),
  },
  "aws:ecs/service:Service": {
    subnets: ["networkConfiguration", "subnets"],
    groups: ["networkConfiguration", "securityGroups"],
    isPublic: ({ inputs }) => readFlag(inputs, "networkConfiguration", "assignPublicIp"),
  },
  "aws:lambda/function:Function": {
    subnets: ["vpcConfig", "subnetIds"],
    groups: ["vpcConfig", "securityGroupIds"],
  },
  [CLUSTER]: {
    subnets: ["dbSubnetGroupName"],
    groups: ["vpcSecurityGroupIds"],
    isPublic: (cluster, graph, links) =>
      anyOf(
        graph
          .ofType(INSTANCES)
          .filter((instance) => links.one(instance, [CLUSTER], "clusterIdentifier") === cluster.urn)
          .map((instance) => readFlag(instance.inputs, "publiclyAccessible")),
      ),
  },
  "aws:rds/instance:Instance": {
    subnets: ["dbSubnetGroupName"],
    groups: ["vpcSecurityGroupIds"],
    isPublic: ({ inputs }) => readFlag(inputs, "publiclyAccessible"),
  },
  "aws:rds/proxy:Proxy": { subnets: ["vpcSubnetIds"], groups: ["vpcSecurityGroupIds"] },
  "aws:rds/proxyEndpoint:ProxyEndpoint": { subnets: ["vpcSubnetIds"], groups: ["vpcSecurityGroupIds"] },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    subnets: ["subnetGroupName"],
    groups: ["securityGroupIds"],
  },
  "aws:opensearch/domain:Domain": {
    subnets: ["vpcOptions", "subnetIds"],
    groups: ["vpcOptions", "securityGroupIds"],
  },
  "aws:codebuild/project:Project": {
    subnets: ["vpcConfig", "subnets"],
    groups: ["vpcConfig", "securityGroupIds"],
  },
  [ENDPOINT]: { subnets: ["subnetIds"], groups: ["securityGroupIds"] },
};

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

function opposite(value: Read<boolean>): Read<boolean> {
  return value === UNKNOWN ? UNKNOWN : !(value ?? false);
}

function anyOf(values: readonly Read<boolean>[]): Read<boolean> {
  if (values.includes(true)) return true;
  return values.includes(UNKNOWN) ? UNKNOWN : false;
}
