/**
 * List prices of Tokyo, in USD, as far as one number says them: https://aws.amazon.com/pricing/ of each service, read in 2026.
 * They tell how large a step is, not what the bill will be: usage, discounts and taxes are not in them.
 */

import { objects } from "../../policies/lib/values/objects";
import type { PlainObject } from "../graph";
import { numberAt, textAt, valueAt } from "./values";

const HOURS = 730;

/** What a resource with these inputs costs in a month while nothing uses it; undefined where no price is known. */
export function monthlyPrice(type: string, inputs: PlainObject): number | undefined {
  return PRICES[type]?.(inputs);
}

type Price = (inputs: PlainObject) => number | undefined;

const PRICES: Readonly<Record<string, Price>> = {
  "aws:ec2/natGateway:NatGateway": () => 0.062 * HOURS,
  "aws:ec2/eip:Eip": () => 0.005 * HOURS,
  "aws:ec2/vpcEndpoint:VpcEndpoint": (inputs) => {
    if (textAt(inputs, "vpcEndpointType") !== "Interface") return 0;
    const subnets = valueAt(inputs, "subnetIds");
    return Array.isArray(subnets) ? 0.014 * HOURS * subnets.length : undefined;
  },
  "aws:lb/loadBalancer:LoadBalancer": (inputs) =>
    (textAt(inputs, "loadBalancerType") ?? "application") === "application" ? 0.0243 * HOURS : undefined,
  "aws:rds/clusterInstance:ClusterInstance": (inputs) => hourly(INSTANCES, textAt(inputs, "instanceClass")),
  "aws:elasticache/replicationGroup:ReplicationGroup": (inputs) => {
    const node = hourly(NODES, textAt(inputs, "nodeType"));
    const shards = numberAt(inputs, "numNodeGroups") ?? 1;
    const nodes =
      numberAt(inputs, "numCacheClusters") ?? shards * (1 + (numberAt(inputs, "replicasPerNodeGroup") ?? 0));
    return node === undefined ? undefined : node * nodes;
  },
  "aws:opensearch/domain:Domain": (inputs) => {
    const data = hourly(SEARCH_NODES, textAt(inputs, "clusterConfig.instanceType"));
    const masters = masterPrice(inputs);
    if (data === undefined || masters === undefined) return undefined;
    const count = numberAt(inputs, "clusterConfig.instanceCount") ?? 1;
    return data * count + masters + 0.146 * (numberAt(inputs, "ebsOptions.volumeSize") ?? 0) * count;
  },
  "aws:kms/key:Key": () => 1,
  "aws:kms/replicaKey:ReplicaKey": () => 1,
  "aws:secretsmanager/secret:Secret": (inputs) => 0.4 * (1 + objects(inputs.replicas).length),
  "aws:cloudwatch/metricAlarm:MetricAlarm": () => 0.1,
  "aws:wafv2/webAcl:WebAcl": (inputs) => 5 + objects(inputs.rules).length,
};

function masterPrice(inputs: PlainObject): number | undefined {
  if (valueAt(inputs, "clusterConfig.dedicatedMasterEnabled") !== true) return 0;
  const one = hourly(SEARCH_NODES, textAt(inputs, "clusterConfig.dedicatedMasterType"));
  return one === undefined ? undefined : one * (numberAt(inputs, "clusterConfig.dedicatedMasterCount") ?? 3);
}

const INSTANCES: Readonly<Record<string, number>> = { "db.r7g.large": 0.332 };
const NODES: Readonly<Record<string, number>> = { "cache.r7g.large": 0.2104, "cache.t4g.micro": 0.0157 };
const SEARCH_NODES: Readonly<Record<string, number>> = {
  "m7g.large.search": 0.162,
  "r7g.large.search": 0.214,
  "t3.small.search": 0.056,
};

/** Classes of one family double from size to size, so one price gives those of the whole family. */
function hourly(prices: Readonly<Record<string, number>>, name: string | undefined): number | undefined {
  const price = prices[name ?? ""];
  if (price !== undefined) return price * HOURS;
  const size = /\.(\d*)xlarge\b/.exec(name ?? "");
  const large = prices[(name ?? "").replace(/\.\d*xlarge\b/, ".large")];
  return size && large !== undefined ? large * HOURS * 2 * Number(size[1] || 1) : undefined;
}
