import { LOG_RETENTION_DAYS } from "../shared/log-retention";
import { physicalName } from "../shared/naming";
import { Problems } from "../shared/validate";
import type { CacheArgs } from "./cache-args";
import { checkedId, checkUsers } from "./cache-users";
import { windowProblems } from "./utc-windows";

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Shards.html */
const MAX_NODES = 500;

/** A cache's arguments with nothing left open, and the names that follow from them. */
export type CacheSpec = Readonly<ReturnType<typeof withDefaults>>;

/**
 * Fills in defaults and checks the rest.
 * @throws ArgumentError naming everything that is wrong
 */
export function resolveCache(name: string, args: CacheArgs): CacheSpec {
  const problems = new Problems();
  const cacheId = checkedId(() => physicalName("replicationGroup", args.namePrefix, name), problems);
  const spec = withDefaults(cacheId, args);
  checkSize(spec, problems);
  checkSettings(spec, problems);
  checkUsers(spec.namePrefix, spec.users, problems);
  problems.throwFor(`Cache "${name}"`);
  return spec;
}

/** Settings of the server; every one but the first can be changed while it runs. */
export function serverParameters(spec: CacheSpec): { readonly name: string; readonly value: string }[] {
  return [
    { name: "cluster-enabled", value: "yes" },
    { name: "maxmemory-policy", value: spec.maxmemoryPolicy },
    { name: "slowlog-log-slower-than", value: String(spec.slowCommandMicroseconds) },
  ];
}

function withDefaults(cacheId: string, args: CacheArgs) {
  const engineVersion = args.engineVersion ?? "8.2";
  return {
    ...args,
    /** Name of the replication group and of its group of users; tokens are signed for it. */
    cacheId,
    engineVersion,
    /** Family of the parameter group: `valkey8`. */
    family: `valkey${engineVersion.split(".")[0]}`,
    nodeType: args.nodeType ?? "cache.t4g.micro",
    shards: args.shards ?? 1,
    replicasPerShard: args.replicasPerShard ?? 0,
    maxmemoryPolicy: args.maxmemoryPolicy ?? "volatile-lru",
    slowCommandMicroseconds: args.slowCommandMicroseconds ?? 10_000,
    snapshotRetention: args.snapshotRetention ?? 1,
    snapshotWindow: args.snapshotWindow ?? "18:00-19:00",
    maintenanceWindow: args.maintenanceWindow ?? "sun:19:30-sun:20:30",
    logRetention: args.logRetention ?? 30,
    protect: args.protect ?? true,
  };
}

function checkSize({ nodeType, shards, replicasPerShard, subnetIds }: CacheSpec, problems: Problems): void {
  const [, family, size = ""] = /^cache\.([a-z]\d+g[a-z]*)\.(\w+)$/.exec(nodeType) ?? [];
  problems.unless(
    family !== undefined,
    `nodeType must be a type on ARM, such as "cache.t4g.micro" or "cache.r7g.large", got "${nodeType}".`,
  );
  problems.unless(
    family !== "t4g" || ["micro", "small", "medium"].includes(size),
    `nodeType "${nodeType}" does not exist; t4g comes as micro, small and medium.`,
  );
  problems.unless(
    family !== "r6gd",
    `nodeType "${nodeType}" keeps part of the data on a disk, which this component does not turn on; choose r7g.`,
  );
  problems.range("shards", shards, 1, MAX_NODES);
  problems.range("replicasPerShard", replicasPerShard, 0, 5);
  const perShard = 1 + replicasPerShard;
  problems.unless(
    shards * perShard <= MAX_NODES,
    `a cache has at most ${MAX_NODES} nodes, got ${shards} shards x ${perShard} nodes = ${shards * perShard}.`,
  );
  problems.count("subnetIds", subnetIds, replicasPerShard > 0 ? 2 : 1, 20);
}

function checkSettings(spec: CacheSpec, problems: Problems): void {
  problems.unless(
    /^(?:7\.2|[89]\.\d)$/.test(spec.engineVersion),
    `engineVersion must be a major and minor version from "7.2" to "9.9", got "${spec.engineVersion}".`,
  );
  problems.range("slowCommandMicroseconds", spec.slowCommandMicroseconds, 1, 60_000_000);
  problems.range("snapshotRetention", spec.snapshotRetention, 0, 35, "days");
  problems.oneOf("logRetention", spec.logRetention, LOG_RETENTION_DAYS);
  problems.add(windowProblems(spec.snapshotWindow, spec.maintenanceWindow));
}
