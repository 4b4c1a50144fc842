import type * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";

/** A read-only copy of the cluster in another region, kept within about a second of it by Aurora's own storage. */
export interface AuroraReplicaArgs {
  /** Another region than the cluster's. Changing it replaces the copy. */
  readonly region: string;
  /** Data subnets of that region, in two zones at least. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Group of the copy's instances in that region. */
  readonly securityGroupId: pulumi.Input<string>;
  /** Key of that region for data, insights and the copy of the master secret. Changing it replaces the copy. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Key of that region for the log groups. */
  readonly logsKeyArn: pulumi.Input<string>;
  /**
   * Instances of the copy, 0-15. Without one only storage is paid for, and a failover first has to start an instance;
   * an upgrade of the engine needs one too.
   * @default 1
   */
  readonly readers?: number;
  /** Class of these instances; memory-optimised. @default - that of the cluster's first instance */
  readonly instanceClass?: string;
}

/** How many readers there are, by their load. */
export interface ReaderScaling {
  /** Fewest readers, 0-15, those of `instances` included. */
  readonly min: number;
  /** Most readers, 1-15. */
  readonly max: number;
  /** Average processor load of the readers to aim at, 1-100 percent. @default 60 */
  readonly cpu?: number;
}

/** How the proxy shares the cluster's connections. */
export interface ProxyPool {
  /** Share of the cluster's connections the proxy may open, 1-100 percent. @default 90 - the rest is for people */
  readonly maxConnections?: number;
  /** Share of them it keeps open while idle, 0-100 percent, no more than the above. @default 50 */
  readonly maxIdleConnections?: number;
  /** Seconds a client waits for a free connection, 0-300. @default 30 */
  readonly borrowTimeout?: number;
  /** Seconds after which an idle client is disconnected, 1-28800. @default 1800 */
  readonly idleClientTimeout?: number;
}

/**
 * Last resort for what no argument offers: each function gets what would be created and gives what is created instead.
 * It can undo any default of the component, the secure ones too; the policies still look at the result. The copy in
 * another region is created by the same functions.
 */
export interface AuroraTransforms {
  readonly cluster?: (args: rds.ClusterArgs) => rds.ClusterArgs;
  readonly instance?: (args: rds.ClusterInstanceArgs) => rds.ClusterInstanceArgs;
  readonly parameterGroup?: (args: rds.ClusterParameterGroupArgs) => rds.ClusterParameterGroupArgs;
  readonly proxy?: (args: rds.ProxyArgs) => rds.ProxyArgs;
}
