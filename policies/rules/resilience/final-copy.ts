import type { ResourceNode } from "../../../plan/graph";
import { type Finding, notApplicable, type Rule, violations } from "../../core/rule";
import { isProduction } from "../../lib/facts/tags";

export const FINAL_COPY: Rule = {
  id: "resilience-final-copy",
  title: "Removing a store of production leaves its content behind",
  why: "Whoever removes the wrong stack needs something to restore from.",
  fix: "set `protection.enabled` in the stack file: it sets `finalSnapshot` and clears `forceDestroy`",
  severity: "high",
  pack: "resilience",
  controls: [],
  types: [
    "aws:rds/cluster:Cluster",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:s3/bucket:Bucket",
    "aws:backup/vault:Vault",
    "aws:ecr/repository:Repository",
    "gcp:bigquery/dataset:Dataset",
  ],
  judge: (resource) =>
    isProduction(resource) ? violations(findings(resource)) : notApplicable("it is not production"),
};

function findings({ type, inputs }: ResourceNode): Finding[] {
  if (type === "aws:rds/cluster:Cluster" && inputs.skipFinalSnapshot !== false) {
    return [{ key: "skipFinalSnapshot", message: "skipFinalSnapshot is not false; no snapshot is taken at the end" }];
  }
  if (type === "aws:elasticache/replicationGroup:ReplicationGroup" && inputs.finalSnapshotIdentifier === undefined) {
    return [{ key: "finalSnapshotIdentifier", message: "finalSnapshotIdentifier is not set; name the last snapshot" }];
  }
  return ["forceDestroy", "forceDelete", "deleteContentsOnDestroy"]
    .filter((property) => inputs[property] === true)
    .map((property) => ({ key: property, message: `${property} is on, so that it is emptied when it is removed` }));
}
