import type * as elasticache from "@pulumi/aws/elasticache";
import type * as pulumi from "@pulumi/pulumi";
import type { PlatformArgs } from "../shared/component";
import type { CacheUser } from "./cache-access";

/** What the server removes when its memory is full; `volatile` spares keys without a time to live. */
export const MAXMEMORY_POLICIES = [
  "volatile-lru",
  "volatile-lfu",
  "volatile-ttl",
  "volatile-random",
  "allkeys-lru",
  "allkeys-lfu",
  "allkeys-random",
  "noeviction",
] as const;

export type MaxmemoryPolicy = (typeof MAXMEMORY_POLICIES)[number];

/**
 * Last resort for what no argument offers: each function gets what would be created and gives what is created instead.
 * It can undo any default of the component, the secure ones too; the policies still look at the result.
 */
export interface CacheTransforms {
  readonly replicationGroup?: (args: elasticache.ReplicationGroupArgs) => elasticache.ReplicationGroupArgs;
  readonly parameterGroup?: (args: elasticache.ParameterGroupArgs) => elasticache.ParameterGroupArgs;
}

export interface CacheArgs extends PlatformArgs {
  /**
   * First part of the names others know it by: the cache is `<namePrefix>-<name>`, a user `<namePrefix>-<user>`, 40
   * characters each. Clients sign their tokens for these two names. Changing it replaces everything, contents included.
   */
  readonly namePrefix: string;
  /** Private subnets, in as many zones as a shard has nodes. Moving to other zones replaces the nodes. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** The group `cache` of `SecurityGroups`. */
  readonly securityGroupId: pulumi.Input<string>;
  /** Key of what is written to disk: snapshots, and the data on its way to replicas. Changing it replaces the cache. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Key of the two log groups. */
  readonly logsKeyArn: pulumi.Input<string>;
  /**
   * Who may connect, one user for each purpose, 1-100. Nobody else can: there is no user of the name `default`, which
   * the server would let in without authentication. A new name replaces the user.
   */
  readonly users: readonly CacheUser[];
  /** Node type on ARM, such as `cache.r7g.large`; a change is made without interruption. @default "cache.t4g.micro" */
  readonly nodeType?: string;
  /**
   * Valkey's major and minor version, 7.2 or later. Going back is not possible: the provider would replace the cache.
   * @default "8.2"
   */
  readonly engineVersion?: string;
  /** Shards the keys are spread over, 1-500; changed while the cache serves. @default 1 */
  readonly shards?: number;
  /**
   * Replicas of each shard, 0-5, in other zones. 500 nodes is the most of all shards, and more than 90 take a higher
   * quota. @default 0 - a failed node comes back empty
   */
  readonly replicasPerShard?: number;
  /**
   * What is removed when memory is full. `volatile-lru` logs users out under pressure, if sessions and cached values
   * share a cache: watch the evictions, or give sessions a cache of their own with `noeviction`.
   * @default "volatile-lru" - what has a time to live is meant to go; the rest is not lost silently
   */
  readonly maxmemoryPolicy?: MaxmemoryPolicy;
  /** From how many microseconds on a command is logged as slow, 1-60000000. @default 10000 */
  readonly slowCommandMicroseconds?: number;
  /** Days an automatic snapshot is kept, 0-35; 0 takes none. AWS Backup has none of this service. @default 1 */
  readonly snapshotRetention?: number;
  /** When the daily snapshot is taken, UTC, an hour at least. @default "18:00-19:00" - at night in Japan */
  readonly snapshotWindow?: string;
  /** When AWS may patch nodes, UTC, an hour at least, apart from the snapshot. @default "sun:19:30-sun:20:30" */
  readonly maintenanceWindow?: string;
  /** Days the slow log and the engine's log are kept; a period CloudWatch offers. @default 30 */
  readonly logRetention?: number;
  /** Topic of the same account and region for failovers and maintenance. @default - nobody is told */
  readonly notificationTopicArn?: pulumi.Input<string>;
  /**
   * Whether the contents are worth protecting: Pulumi refuses to delete or replace the cache, a last snapshot is taken
   * should it be deleted all the same, and changes that interrupt wait for the maintenance window.
   * @default true
   */
  readonly protect?: boolean;
  /** Changes to what the component creates. @default - none */
  readonly transform?: CacheTransforms;
}
