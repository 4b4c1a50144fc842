import type { ResourceNode } from "../../../plan/graph";
import { readPath } from "../../core/property-path";
import { notApplicable, PASS, type Rule, violation } from "../../core/rule";
import { namesOf } from "../../lib/graph/references";
import { matches } from "../../lib/iam/glob";
import { objectOf } from "../../lib/values/objects";

/** A selection names resources by ARN, with wildcards, and narrows them by tags; all of its conditions must hold. */
function selects({ inputs }: ResourceNode, cluster: ResourceNode): boolean {
  const named = readPath(inputs, "resources[]").some(
    ({ value }) => typeof value === "string" && namesOf(cluster).some((name) => matches(value, name)),
  );
  const keys = readPath(inputs, "conditions[].stringEquals[].key", ["conditions"]);
  const values = readPath(inputs, "conditions[].stringEquals[].value", ["conditions"]);
  return named && keys.every(({ value }, index) => tagOf(cluster, value) === values[index]?.value);
}

function tagOf({ inputs }: ResourceNode, condition: unknown): unknown {
  const tag = String(condition).replace(/^aws:ResourceTag\//, "");
  return objectOf(inputs.tags)[tag];
}

/** The database has copies that do not go with it. */
export const BACKED_UP: Rule = {
  id: "resilience-database-backed-up",
  title: "A database is selected by a backup plan",
  why: "Snapshots of the database itself share its fate: its account, its key, its administrators.",
  fix: "turn on backup and give the cluster the tag that the plan selects",
  severity: "medium",
  pack: "resilience",
  controls: ["CKV2_AWS_8"],
  types: ["aws:rds/cluster:Cluster"],
  judge(cluster, graph) {
    if (typeof cluster.inputs.replicationSourceIdentifier === "string" || isSecondary(cluster))
      return notApplicable("it is a copy of a cluster that is judged itself");
    const selected = graph.ofType("aws:backup/selection:Selection").some((selection) => selects(selection, cluster));
    return selected ? PASS : violation("missing", `no backup plan selects it; ${this.fix}`);
  },
};

/** A member of a global database that was given no master user is one that follows. */
function isSecondary({ inputs }: ResourceNode): boolean {
  return inputs.globalClusterIdentifier !== undefined && inputs.masterUsername === undefined;
}
