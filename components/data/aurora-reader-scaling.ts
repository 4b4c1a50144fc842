import * as appautoscaling from "@pulumi/aws/appautoscaling";
import * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import type { ReaderScaling } from "./aurora-options";

/** Seconds of rest after readers were added or taken away: a new one takes minutes to warm its cache. */
const COOLDOWN = 300;

export interface ReaderScalingArgs extends PlatformArgs {
  readonly clusterIdentifier: pulumi.Input<string>;
  readonly scaling: ReaderScaling;
  /** What has to exist before a reader can be added. */
  readonly instances: readonly pulumi.Resource[];
}

/**
 * Keeps the load of a cluster's readers at a target by adding and removing readers. Those fixed in the program count, and
 * are never removed.
 */
export class AuroraReaderScaling extends PlatformComponent {
  constructor(name: string, args: ReaderScalingArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:data:AuroraReaderScaling", name, args, options);
    const { min, max, cpu = 60 } = args.scaling;
    const target = new appautoscaling.Target(
      this.childName("target"),
      {
        region: this.region,
        serviceNamespace: "rds",
        scalableDimension: "rds:cluster:ReadReplicaCount",
        resourceId: pulumi.interpolate`cluster:${args.clusterIdentifier}`,
        minCapacity: min,
        maxCapacity: max,
        tags: this.tagsFor("target"),
      },
      this.child({ dependsOn: [...args.instances] }),
    );
    new appautoscaling.Policy(
      this.childName("cpu"),
      {
        region: this.region,
        serviceNamespace: target.serviceNamespace,
        scalableDimension: target.scalableDimension,
        resourceId: target.resourceId,
        policyType: "TargetTrackingScaling",
        targetTrackingScalingPolicyConfiguration: {
          targetValue: cpu,
          predefinedMetricSpecification: { predefinedMetricType: "RDSReaderAverageCPUUtilization" },
          disableScaleIn: false,
          scaleInCooldown: COOLDOWN,
          scaleOutCooldown: COOLDOWN,
        },
      },
      this.child(),
    );
    this.registerOutputs({});
  }
}
