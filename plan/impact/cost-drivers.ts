/** Properties the bill depends on, whether a price is known or not. */

import type { PlannedChange } from "./change";
import { isNotKnown, textAt, valueAt } from "./values";

export type Direction = "up" | "down" | "unclear";

/** Which way a change of the property moves the bill; undefined where it does not. */
type Driver = (change: PlannedChange, path: string) => Direction | undefined;

/** More of it costs more: a number, or `true` over `false`. */
const amount: Driver = ({ before, after }, path) => {
  if (isNotKnown(after, path)) return "unclear";
  const [old, now] = [rank(valueAt(before, path)), rank(valueAt(after, path))];
  if (old === undefined || now === undefined) return "unclear";
  return old === now ? undefined : now > old ? "up" : "down";
};

/** A class such as `db.r7g.2xlarge`: of one family the size decides, of two nobody can tell from the name. */
const size: Driver = ({ before, after }, path) => {
  const [old, now] = [sizeOf(textAt(before, path)), sizeOf(textAt(after, path))];
  if (!old || !now || old.family !== now.family) return "unclear";
  return old.size === now.size ? undefined : now.size > old.size ? "up" : "down";
};

/** Another choice has another price. */
const choice: Driver = () => "unclear";

export const COST_DRIVERS: Readonly<Record<string, Readonly<Record<string, Driver>>>> = {
  "aws:appautoscaling/target:Target": { maxCapacity: amount, minCapacity: amount },
  "aws:cloudfront/distribution:Distribution": { priceClass: choice },
  "aws:cloudwatch/logGroup:LogGroup": { logGroupClass: choice, retentionInDays: keptLonger },
  "aws:ec2/vpcEndpoint:VpcEndpoint": { subnetIds: choice },
  "aws:ecs/service:Service": { capacityProviderStrategies: choice, desiredCount: amount, launchType: choice },
  "aws:ecs/taskDefinition:TaskDefinition": { cpu: amount, memory: amount },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    nodeType: size,
    numCacheClusters: amount,
    numNodeGroups: amount,
    replicasPerNodeGroup: amount,
    snapshotRetentionLimit: amount,
  },
  "aws:lambda/function:Function": { "ephemeralStorage.size": amount, memorySize: amount },
  "aws:opensearch/domain:Domain": {
    "clusterConfig.dedicatedMasterCount": amount,
    "clusterConfig.dedicatedMasterEnabled": amount,
    "clusterConfig.dedicatedMasterType": size,
    "clusterConfig.instanceCount": amount,
    "clusterConfig.instanceType": size,
    "clusterConfig.warmCount": amount,
    "clusterConfig.warmEnabled": amount,
    "ebsOptions.iops": amount,
    "ebsOptions.throughput": amount,
    "ebsOptions.volumeSize": amount,
    "ebsOptions.volumeType": choice,
  },
  "aws:rds/cluster:Cluster": {
    backupRetentionPeriod: amount,
    databaseInsightsMode: choice,
    performanceInsightsRetentionPeriod: amount,
    "serverlessv2ScalingConfiguration.maxCapacity": amount,
    "serverlessv2ScalingConfiguration.minCapacity": amount,
    storageType: choice,
  },
  "aws:rds/clusterInstance:ClusterInstance": { instanceClass: size, performanceInsightsRetentionPeriod: amount },
  "aws:secretsmanager/secret:Secret": { replicas: choice },
  "aws:wafv2/webAcl:WebAcl": { rules: choice },
};

/** No number, and 0, mean "for ever". */
function keptLonger({ before, after }: PlannedChange, path: string): Direction | undefined {
  if (isNotKnown(after, path)) return "unclear";
  const days = (value: unknown) => (typeof value === "number" && value > 0 ? value : Number.POSITIVE_INFINITY);
  const [old, now] = [days(valueAt(before, path)), days(valueAt(after, path))];
  return old === now ? undefined : now > old ? "up" : "down";
}

function rank(value: unknown): number | undefined {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string" && value.trim() !== "") return Number.isNaN(Number(value)) ? undefined : Number(value);
  return typeof value === "number" ? value : value === undefined ? 0 : undefined;
}

const SIZES = ["nano", "micro", "small", "medium", "large"];

/** `db.r7g.2xlarge` -> family `db.r7g`, size 6; `r7g.large.search` -> family `r7g.search`, size 4. */
function sizeOf(name: string | undefined): { readonly family: string; readonly size: number } | undefined {
  const found = /\.(nano|micro|small|medium|large|(\d*)xlarge)\b/.exec(name ?? "");
  if (!name || !found) return undefined;
  const [all, word = "", times] = found;
  const size = times === undefined ? SIZES.indexOf(word) : SIZES.length - 1 + Number(times || 1);
  return { family: name.replace(all, ""), size };
}
