import { functionCode } from "../components/compute/function-code";
import { AuroraCluster } from "../components/data/aurora-cluster";
import { restoreSource } from "../components/data/aurora-restore";
import { backupTag } from "../components/data/backup-tag";
import { Cache } from "../components/data/cache";
import { MasterPasswordRotation } from "../components/data/master-password-rotation";
import type { Foundation } from "./foundation";
import type { Network } from "./network";
import type { Recovery } from "./recovery";

/** Database users that sign in by IAM token, one for each kind of workload. None of them is the master user. */
export const DATABASE_USERS = { app: "application", worker: "background", migration: "migration" } as const;

/** Cache users: whoever computes values cannot see who is signed in. */
export const CACHE_USERS = { sessions: "session", values: "cache" } as const;

/** Where rows and cached values are. */
export interface Data {
  readonly database: AuroraCluster;
  readonly cache: Cache;
}

const DATABASE = "db";

export function createData(foundation: Foundation, network: Network, recovery: Recovery | undefined): Data {
  return { database: createDatabase(foundation, network, recovery), cache: createCache(foundation, network) };
}

function createDatabase(
  foundation: Foundation,
  { vpc, groups }: Network,
  recovery: Recovery | undefined,
): AuroraCluster {
  const { config, common, options, keys, protect } = foundation;
  const { aurora, backup, observability } = config;
  return new AuroraCluster(
    DATABASE,
    {
      ...common,
      // The plan of backups finds what it backs up by this tag.
      tags: backup.enabled ? { ...common.tags, ...backupTag() } : common.tags,
      subnetIds: [...vpc.dataSubnetIds],
      securityGroupId: groups.id("db"),
      kmsKeyArn: keys.arn("data"),
      logsKeyArn: keys.arn("logs"),
      logRetention: observability.logRetentionDays,
      users: Object.values(DATABASE_USERS),
      engineVersion: aurora.engineVersion,
      mode: aurora.mode,
      acu: aurora.mode === "serverless" ? { min: aurora.minAcu, max: aurora.maxAcu } : undefined,
      autoPause: aurora.mode === "serverless" && aurora.minAcu === 0 ? aurora.autoPauseSeconds : undefined,
      instanceClass: aurora.mode === "provisioned" ? aurora.instanceClass : undefined,
      instances: aurora.instances,
      backupRetention: aurora.backupRetentionDays,
      deletionProtection: aurora.deletionProtection,
      finalSnapshot: protect,
      applyImmediately: !protect,
      generation: aurora.generation,
      restoreFrom: aurora.restoreFrom && restoreSource(aurora.restoreFrom),
      proxy: aurora.proxy,
      proxySecurityGroupId: aurora.proxy ? groups.id("proxy") : undefined,
      insights: aurora.insights,
      slowQuery: aurora.insights === "advanced" ? 1000 : 500,
      dataApi: true, // how the bootstrap sets up roles, without a driver and without a way to the port
      readerScaling: aurora.readerScaling,
      ...copyOf(foundation, recovery),
    },
    options,
  );
}

/** A global database keeps no password for us, so one is made here and rotated by a function of ours. */
function copyOf(foundation: Foundation, recovery: Recovery | undefined) {
  if (recovery === undefined) return {};
  const { config, common, options, keys } = foundation;
  const rotation = new MasterPasswordRotation(
    `${DATABASE}-rotation`,
    {
      ...common,
      clusterName: DATABASE,
      generation: config.aurora.generation,
      code: functionCode("rotate-master-password"),
      reservedConcurrency: config.functions.reservedConcurrency.rotation,
      kmsKeyArn: keys.arn("data"),
      logsKeyArn: keys.arn("logs"),
      logRetention: config.observability.logRetentionDays,
    },
    options,
  );
  return {
    rotationFunctionArn: rotation.functionArn,
    replica: {
      region: recovery.region,
      subnetIds: [...recovery.vpc.dataSubnetIds],
      securityGroupId: recovery.groups.id("db"),
      kmsKeyArn: keys.replicaArn("data"),
      logsKeyArn: keys.replicaArn("logs"),
      readers: config.dr.auroraReaders,
    },
  };
}

function createCache({ config, common, options, keys, protect }: Foundation, { vpc, groups }: Network): Cache {
  const { cache, observability } = config;
  return new Cache(
    "cache",
    {
      ...common,
      subnetIds: [...vpc.appSubnetIds],
      securityGroupId: groups.id("cache"),
      kmsKeyArn: keys.arn("data"),
      logsKeyArn: keys.arn("logs"),
      logRetention: observability.logRetentionDays,
      users: [
        { name: CACHE_USERS.sessions, keyPatterns: ["session:*"], commands: "readWrite" },
        { name: CACHE_USERS.values, keyPatterns: ["cache:*"], commands: "readWrite" },
      ],
      nodeType: cache.nodeType,
      shards: cache.shards,
      replicasPerShard: cache.replicas,
      snapshotRetention: protect ? 7 : 0,
      protect,
    },
    options,
  );
}
