import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { type Finding, notApplicable, type Rule, violations } from "../../core/rule";
import { referring } from "../../lib/facts/links";
import { isProduction, objectOf } from "../../lib/facts/tags";

type Check = (resource: ResourceNode, graph: ResourceGraph) => readonly (Finding | false)[];

/** What each type needs, so that the loss of one zone is not the loss of the service. */
const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  [
    "aws:rds/cluster:Cluster",
    (cluster, graph) => [
      // A secondary of a global database is a copy already, and may have no instance at all.
      cluster.inputs.globalClusterIdentifier === undefined &&
        referring(graph, "aws:rds/clusterInstance:ClusterInstance", "clusterIdentifier", cluster).length < 2 && {
          key: "instances",
          message: "the cluster has fewer than two instances; raise `aurora.instances`",
        },
    ],
  ],
  [
    "aws:elasticache/replicationGroup:ReplicationGroup",
    ({ inputs }) =>
      ["multiAzEnabled", "automaticFailoverEnabled"].map(
        (property) => inputs[property] !== true && { key: property, message: `${property} is not on; add a replica` },
      ),
  ],
  [
    "aws:opensearch/domain:Domain",
    ({ inputs }) => [
      objectOf(inputs.clusterConfig).zoneAwarenessEnabled !== true && {
        key: "zoneAwarenessEnabled",
        message: "zoneAwarenessEnabled is not on; give the domain data nodes in several zones",
      },
    ],
  ],
]);

export const ZONES: Rule = {
  id: "resilience-zones",
  title: "Stores of production live in more than one availability zone",
  why: "A zone fails as a whole, and not so rarely that nobody would notice.",
  fix: "Raise `aurora.instances`, `cache.replicas` or `search.dataCount` in the stack file.",
  severity: "high",
  pack: "resilience",
  controls: ["RDS.15", "ElastiCache.3", "AwsSolutions-AEC4"],
  types: [...CHECKS.keys()],
  judge: (resource, graph) => {
    if (!isProduction(resource)) return notApplicable("it is not production");
    const found = CHECKS.get(resource.type)?.(resource, graph) ?? [];
    return violations(found.filter((finding) => finding !== false));
  },
};
