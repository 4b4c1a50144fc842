import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import type { Links } from "./links";
import { type Read, readFlag, UNKNOWN } from "./read";
import { ENDPOINT } from "./types";

/** How a type of resource says where its network interfaces are. */
export interface Kind {
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

function opposite(value: Read<boolean>): Read<boolean> {
  return value === UNKNOWN ? UNKNOWN : !(value ?? false);
}

function anyOf(values: readonly Read<boolean>[]): Read<boolean> {
  if (values.includes(true)) return true;
  return values.includes(UNKNOWN) ? UNKNOWN : false;
}
