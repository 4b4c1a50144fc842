import type { PlainValue, ResourceGraph, ResourceNode } from "../../../plan/graph";
import { notApplicable, PASS, type Rule, violation } from "../../core/rule";
import { withId } from "../../lib/graph/references";

const TYPES = ["aws:rds/clusterInstance:ClusterInstance"];

/** What Aurora takes for a member: what stands on the member itself, else on its cluster. */
function effective(instance: ResourceNode, graph: ResourceGraph, property: string): PlainValue | undefined {
  const cluster = withId("aws:rds/cluster:Cluster", instance.inputs.clusterIdentifier, graph);
  return instance.inputs[property] ?? cluster?.inputs[property];
}

/** Each member of a database shows which statements its load comes from. */
export const DATABASE_INSIGHTS: Rule = {
  id: "resilience-database-has-insights",
  title: "Performance Insights is on",
  why: "Without them nobody sees which statement the load comes from.",
  fix: "set performanceInsightsEnabled of the cluster to true",
  severity: "low",
  pack: "resilience",
  controls: ["CKV_AWS_353"],
  types: TYPES,
  judge(instance, graph) {
    const on = effective(instance, graph, "performanceInsightsEnabled") === true;
    return on ? PASS : violation("performanceInsightsEnabled", `performance insights are off; ${this.fix}`);
  },
};

/** What insights keep, which is statements with their data, is under a key of our own. */
export const DATABASE_INSIGHTS_KEY: Rule = {
  id: "encryption-database-insights-under-own-key",
  title: "Performance Insights is under a key of our own",
  why: "Insights hold statements, and statements hold data.",
  fix: "set performanceInsightsKmsKeyId of the cluster",
  severity: "low",
  pack: "encryption",
  controls: ["CKV_AWS_354"],
  types: TYPES,
  judge(instance, graph) {
    if (effective(instance, graph, "performanceInsightsEnabled") !== true) return notApplicable("insights are off");
    const key = effective(instance, graph, "performanceInsightsKmsKeyId");
    const own = typeof key === "string" && key !== "";
    return own ? PASS : violation("performanceInsightsKmsKeyId", `insights are under no key of ours; ${this.fix}`);
  },
};
