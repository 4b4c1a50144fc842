import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { AuroraInstances } from "./aurora-instances";
import type { AuroraReplicaArgs as ReplicaArgs } from "./aurora-options";
import { AuroraRegion } from "./aurora-region";
import { clusterOptions, clusterSettings, insightsSettings, kept } from "./aurora-settings";
import type { AuroraSpec } from "./aurora-spec";

export interface AuroraReplicaArgs extends PlatformArgs {
  readonly spec: AuroraSpec;
  readonly replica: ReplicaArgs;
  /** The cluster that is copied, with the instances without which it cannot be. */
  readonly primary: rds.Cluster;
  readonly primaryInstances: readonly rds.ClusterInstance[];
  /** Region of the primary. */
  readonly primaryRegion: string;
}

/**
 * What the API fills in at both clusters of a global database, and the program must leave alone: taking the first away
 * removes the cluster from the global one, taking the second away promotes it - after a switchover that would be the
 * primary of yesterday. The version is changed at the global cluster, which upgrades its members in the right order.
 */
export const FILLED_IN_BY_GLOBAL_DATABASE = ["globalClusterIdentifier", "replicationSourceIdentifier"] as const;
export const UPGRADED_BY_GLOBAL_DATABASE = ["engineVersion"] as const;

/** Days of Performance Insights of a copy, which is there for one bad day. */
const INSIGHTS_DAYS = 7;

/**
 * A read-only copy of a cluster in another region, as a member of the same global database: protected, encrypted, logged
 * and set up like the original. It has no master user of its own.
 */
export class AuroraReplica extends PlatformComponent {
  readonly clusterIdentifier: pulumi.Output<string>;
  readonly clusterArn: pulumi.Output<string>;
  readonly clusterResourceId: pulumi.Output<string>;
  readonly globalClusterIdentifier: pulumi.Output<string>;
  /** Undefined where nothing answers, because the copy has no instance. */
  readonly readerEndpoint: pulumi.Output<string> | undefined;

  constructor(
    name: string,
    private readonly args: AuroraReplicaArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("kumiki:data:AuroraReplica", name, args, options);
    const { spec, replica } = args;
    const globalCluster = this.createGlobalCluster();
    const ground = this.createGround();
    const cluster = this.createCluster(globalCluster, ground);
    const { readers = 1, instanceClass = spec.classes[0] ?? "" } = replica;
    this.createInstances(
      cluster,
      ground,
      Array.from({ length: readers }, () => instanceClass),
    );
    this.clusterIdentifier = cluster.clusterIdentifier;
    this.clusterArn = cluster.arn;
    this.clusterResourceId = cluster.clusterResourceId;
    this.globalClusterIdentifier = globalCluster.globalClusterIdentifier;
    this.readerEndpoint = readers === 0 ? undefined : cluster.readerEndpoint;
    this.registerOutputs({
      clusterIdentifier: this.clusterIdentifier,
      clusterArn: this.clusterArn,
      clusterResourceId: this.clusterResourceId,
      globalClusterIdentifier: this.globalClusterIdentifier,
      readerEndpoint: this.readerEndpoint,
    });
  }

  /**
   * Made from the primary, which the other way round could not join it later. Engine, database and encryption are the
   * primary's; the API refuses to be told them.
   */
  private createGlobalCluster(): rds.GlobalCluster {
    const { spec, primary, primaryInstances, primaryRegion } = this.args;
    return new rds.GlobalCluster(
      this.childName("global"),
      {
        region: primaryRegion,
        globalClusterIdentifier: spec.names.global,
        sourceDbClusterIdentifier: primary.arn,
        engineVersion: spec.engineVersion,
        engineLifecycleSupport: "open-source-rds-extended-support-disabled",
        deletionProtection: spec.deletionProtection,
        forceDestroy: true, // on its own end it lets its members go; it deletes none
        tags: this.tagsFor("global"),
      },
      this.child({ ...kept(spec), deleteBeforeReplace: false, dependsOn: [...primaryInstances] }),
    );
  }

  private createGround(): AuroraRegion {
    const { spec, replica } = this.args;
    return new AuroraRegion(
      this.childName("region"),
      {
        region: replica.region,
        spec,
        clusterIdentifier: spec.names.replica,
        subnetIds: replica.subnetIds,
        logsKeyArn: replica.logsKeyArn,
        ...this.inherited,
      },
      { parent: this },
    );
  }

  private createCluster(globalCluster: rds.GlobalCluster, ground: AuroraRegion): rds.Cluster {
    const { spec, replica, primaryRegion } = this.args;
    const { region, securityGroupId, kmsKeyArn, readers = 1 } = replica;
    const site = { region, identifier: spec.names.replica, ground, securityGroupId, kmsKeyArn };
    const args: rds.ClusterArgs = {
      ...clusterSettings(spec, site),
      // The provider sets the mode before the retention that `advanced` needs, so the copy starts with `standard`.
      ...insightsSettings("standard", readers > 0 && spec.insightsRetention > 0 ? INSIGHTS_DAYS : 0, kmsKeyArn),
      globalClusterIdentifier: globalCluster.id,
      sourceRegion: primaryRegion, // an encrypted copy has to be told where it comes from
      tags: this.tagsFor("cluster"),
    };
    return new rds.Cluster(
      this.childName("cluster"),
      spec.transform?.cluster?.(args) ?? args,
      this.child({
        ...clusterOptions(spec, [...FILLED_IN_BY_GLOBAL_DATABASE, ...UPGRADED_BY_GLOBAL_DATABASE]),
        dependsOn: [ground],
      }),
    );
  }

  private createInstances(cluster: rds.Cluster, site: AuroraRegion, classes: readonly string[]): void {
    new AuroraInstances(
      this.childName("instance"),
      {
        region: this.args.replica.region,
        spec: this.args.spec,
        classes,
        clusterIdentifier: cluster.clusterIdentifier,
        site,
        ...this.inherited,
      },
      { parent: this },
    );
  }
}
