import { PASS, type Rule, violation } from "../../core/rule";
import { referring } from "../../lib/graph/references";

const INSTANCES = { type: "aws:rds/clusterInstance:ClusterInstance", path: "clusterIdentifier" };

/** Aurora puts each member of a cluster into another zone as long as there are zones left. */
export const DATABASE_MEMBERS: Rule = {
  id: "resilience-database-spans-zones",
  title: "A database cluster has members in more than one zone",
  why: "With one member, a failed zone means minutes without a database instead of seconds.",
  fix: "raise aurora.instances to 2 or more",
  severity: "medium",
  pack: "resilience",
  controls: ["RDS.15"],
  types: ["aws:rds/cluster:Cluster"],
  judge(cluster, graph) {
    const members = referring(INSTANCES, cluster, graph);
    return members.length >= 2 ? PASS : violation("members", `it has fewer than two members; ${this.fix}`);
  },
};
