import type { ResourceGraph, ResourceNode } from "../graph";
import { analyticsStores } from "./analytics-stores";
import { bucketStores } from "./bucket-stores";
import { readersOf } from "./readers";

/** One place data is kept in: where its copies are, who reads it, and what a failure costs. */
export interface DataStore {
  readonly store: string;
  readonly copies: readonly string[];
  readonly readers: readonly string[];
  /** What is lost at most, and how long it takes to be back, when a node or a zone is lost. */
  readonly objectives: string;
  /** The same when the region is. */
  readonly regionObjectives: string;
}

/** Every store of the platform, read off the graph; the times are those the services' own documents give (2026-11). */
export function dataStores(graph: ResourceGraph): DataStore[] {
  return [...databases(graph), ...caches(graph), ...domains(graph), ...bucketStores(graph), ...analyticsStores(graph)];
}

function* databases(graph: ResourceGraph): Iterable<DataStore> {
  const clusters = graph.ofType("aws:rds/cluster:Cluster");
  const isCopy = ({ inputs }: ResourceNode) =>
    inputs.globalClusterIdentifier !== undefined && inputs.databaseName === undefined;
  for (const cluster of clusters.filter((candidate) => !isCopy(candidate))) {
    const instances = instancesOf(graph, cluster);
    const copies = clusters
      .filter(isCopy)
      .map((copy) => `${count(instancesOf(graph, copy), "reader")} in ${copy.region}`);
    const retention = cluster.inputs.backupRetentionPeriod;
    yield {
      store: `${nameOf(graph, cluster)}, Aurora ${cluster.inputs.engineVersion}`,
      copies: [count(instances, "instance"), ...copies, `PITR ${retention} d`, ...vaults(graph)],
      readers: connecting(graph),
      // RDS user guide: a reader takes over within a minute, a new instance takes ten; restorable until five minutes ago.
      objectives: `nothing, ${instances > 1 ? "1 min" : "10 min"}`,
      regionObjectives: copies.length > 0 ? "about 1 s, by hand" : withoutCopy(graph, cluster),
    };
  }
}

function instancesOf(graph: ResourceGraph, cluster: ResourceNode): number {
  const identifier = cluster.outputs.clusterIdentifier;
  return graph
    .ofType("aws:rds/clusterInstance:ClusterInstance")
    .filter(({ inputs }) => inputs.clusterIdentifier === identifier).length;
}

/** Roles with a token for a database user, and the proxy where there is one. */
function connecting(graph: ResourceGraph): string[] {
  const policies = graph.ofType("aws:iam/rolePolicy:RolePolicy");
  const users = policies.flatMap(({ inputs }) => String(inputs.policy).match(/arn:aws:rds-db:[^"]+/g) ?? []);
  return [...new Set(users.flatMap((user) => readersOf(graph, ["rds-db:connect"], user)))].sort();
}

/** What a region takes with it where the database has no copy that runs. */
function withoutCopy(graph: ResourceGraph, { region }: ResourceNode): string {
  const elsewhere = graph.ofType("aws:backup/vault:Vault").some((vault) => vault.region !== region);
  return elsewhere ? "since the last copy, hours" : "everything";
}

function vaults(graph: ResourceGraph): string[] {
  const vaults = graph.ofType("aws:backup/vault:Vault").length;
  return vaults === 0 ? [] : [count(vaults, "vault")];
}

function* caches(graph: ResourceGraph): Iterable<DataStore> {
  for (const group of graph.ofType("aws:elasticache/replicationGroup:ReplicationGroup")) {
    const replicas = Number(group.inputs.replicasPerNodeGroup ?? 0);
    const snapshots = Number(group.inputs.snapshotRetentionLimit ?? 0);
    yield {
      store: `${nameOf(graph, group)}, Valkey ${group.inputs.engineVersion}`,
      copies: [
        `${count(Number(group.inputs.numNodeGroups), "shard")} of ${count(1 + replicas, "node")}`,
        ...(snapshots > 0 ? [`snapshots ${snapshots} d`] : []),
      ],
      readers: readersOf(graph, ["elasticache:Connect"], String(group.outputs.arn)),
      // Replication within a shard is asynchronous; ElastiCache promotes a replica in seconds.
      objectives: replicas > 0 ? "seconds, 1 min" : "everything, minutes",
      regionObjectives: "everything",
    };
  }
}

function* domains(graph: ResourceGraph): Iterable<DataStore> {
  for (const domain of graph.ofType("aws:opensearch/domain:Domain")) {
    const config = domain.inputs.clusterConfig;
    const { instanceCount, multiAzWithStandbyEnabled } =
      config !== null && typeof config === "object" && !Array.isArray(config) ? config : {};
    const nodes = Number(instanceCount ?? 1);
    yield {
      store: `${nameOf(graph, domain)}, ${String(domain.inputs.engineVersion).replace("_", " ")}`,
      // The service takes a snapshot every hour and keeps those of 14 days, within the domain's own region.
      copies: [count(nodes, "node"), "snapshots 14 d"],
      readers: readersOf(graph, ["es:ESHttpGet", "es:ESHttpPost"], String(domain.outputs.arn)),
      objectives: nodes > 1 ? `nothing, ${multiAzWithStandbyEnabled === true ? "1 min" : "minutes"}` : "1 h, hours",
      regionObjectives: "indexed anew",
    };
  }
}

/** The component a user knows it by. */
function nameOf(graph: ResourceGraph, resource: ResourceNode): string {
  return graph.rootComponentOf(resource).name;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
