import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { notApplicable, PASS, type Rule, violation } from "../../core/rule";
import { isProduction } from "../../lib/facts/tags";

/**
 * What holds data, or without which data cannot be read, or what keeps others from deleting it. Keys of Google Cloud have
 * a rule of their own, because their provider can refuse as well.
 */
const STATEFUL = [
  "aws:backup/vault:Vault",
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
  "aws:backup/vaultPolicy:VaultPolicy",
  "aws:ecr/repository:Repository",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:kms/key:Key",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:opensearch/domain:Domain",
  "aws:rds/cluster:Cluster",
  "aws:rds/globalCluster:GlobalCluster",
  "aws:rds/instance:Instance",
  "aws:s3/bucket:Bucket",
  "aws:secretsmanager/secret:Secret",
  "gcp:bigquery/dataset:Dataset",
];

export const ENGINE_PROTECTION: Rule = {
  id: "resilience-engine-protection",
  title: "Pulumi itself refuses to delete or replace what holds production's data",
  why: "A changed property can mean a replacement, and a replaced database is an empty one.",
  fix: "set `protection.enabled` in the stack file, and pass the component `protect`",
  severity: "critical",
  pack: "resilience",
  controls: [],
  types: STATEFUL,
  judge: (resource, graph) => {
    if (!isProduction(vaultOf(resource, graph) ?? resource)) return notApplicable("it is not production");
    return resource.options.protect === true
      ? PASS
      : violation("protect", "the option protect is not set, so that an update may replace it; set it");
  },
};

/** A policy and a lock carry no tags; they matter as much as the vault they are on. */
function vaultOf({ inputs, region }: ResourceNode, graph: ResourceGraph): ResourceNode | undefined {
  return graph
    .ofType("aws:backup/vault:Vault")
    .find((vault) => vault.outputs.name === inputs.backupVaultName && vault.region === region);
}
