import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import type { AuroraRegion } from "./aurora-region";
import { type AuroraSpec, classOf } from "./aurora-spec";

export interface AuroraInstancesArgs extends PlatformArgs {
  readonly spec: AuroraSpec;
  /** Class of each instance, the first one's first; serverless clusters count them only. */
  readonly classes: readonly string[];
  /** The cluster they serve. A change replaces them all. */
  readonly clusterIdentifier: pulumi.Input<string>;
  readonly site: AuroraRegion;
}

/** The last of the promotion tiers. */
const LAST_TIER = 15;

/**
 * The instances of one cluster. The first is created alone, because Aurora makes the first one the writer; the subnet
 * group spreads all of them over the zones.
 */
export class AuroraInstances extends PlatformComponent {
  /** The instances, in order of promotion. */
  readonly all: readonly rds.ClusterInstance[];
  readonly identifiers: readonly pulumi.Output<string>[];

  constructor(
    name: string,
    private readonly args: AuroraInstancesArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("kumiki:data:AuroraInstances", name, args, options);
    const created: rds.ClusterInstance[] = [];
    for (const [index, instanceClass] of args.classes.entries()) {
      created.push(this.createInstance(index, instanceClass, created.slice(0, 1)));
    }
    this.all = created;
    this.identifiers = created.map(({ identifier }) => identifier);
    this.registerOutputs({ identifiers: this.identifiers });
  }

  private createInstance(index: number, instanceClass: string, dependsOn: rds.ClusterInstance[]): rds.ClusterInstance {
    const { spec, site, clusterIdentifier } = this.args;
    const suffix = String(index + 1);
    const args: rds.ClusterInstanceArgs = {
      region: this.region,
      clusterIdentifier,
      engine: "aurora-postgresql",
      instanceClass: classOf(spec, instanceClass),
      dbSubnetGroupName: site.subnetGroupName,
      publiclyAccessible: false,
      // Tiers 0 and 1 of a serverless cluster grow with the writer, so that the first reader can take over at once.
      promotionTier: Math.min(index, LAST_TIER),
      caCertIdentifier: spec.certificateAuthority,
      autoMinorVersionUpgrade: false,
      copyTagsToSnapshot: true,
      // Instances have windows of their own; without one, RDS picks a day and an hour.
      preferredMaintenanceWindow: spec.maintenanceWindow,
      applyImmediately: spec.applyImmediately,
      monitoringInterval: spec.monitoringInterval,
      monitoringRoleArn: site.monitoringRoleArn,
      tags: this.tagsFor(suffix),
    };
    return new rds.ClusterInstance(
      this.childName(suffix),
      spec.transform?.instance?.(args) ?? args,
      this.child({ dependsOn }),
    );
  }
}
