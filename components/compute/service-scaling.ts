import * as appautoscaling from "@pulumi/aws/appautoscaling";
import type { input } from "@pulumi/aws/types";
import * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { backlogPerTask } from "./backlog-metric";
import type { ScalingSpec } from "./fargate-service-spec";
import type { ScalingSchedule, TaskCount } from "./service-scaling-args";

/** Seconds of rest after tasks were added or taken away: out quickly, in slowly, or the two chase each other. */
const SCALE_OUT_COOLDOWN = 60;
const SCALE_IN_COOLDOWN = 300;
/** Seconds by which predicted tasks start ahead. */
const PREDICTIVE_LEAD = 300;
const DEFAULT_TIMEZONE = "Asia/Tokyo";

type TargetTracking = Omit<
  input.appautoscaling.PolicyTargetTrackingScalingPolicyConfiguration,
  "scaleInCooldown" | "scaleOutCooldown"
>;

export interface ServiceScalingArgs extends PlatformArgs {
  /** Cluster of the service. */
  readonly clusterName: pulumi.Input<string>;
  /** The service whose tasks are counted. */
  readonly serviceName: pulumi.Input<string>;
  /** Bounds; the number at the first deployment is the service's own business. */
  readonly count: TaskCount;
  /** What the number follows, with nothing left open. */
  readonly scaling: ScalingSpec;
  /** `app/<name>/<id>/targetgroup/<name>/<id>`: whose requests are counted. @default - none are */
  readonly requestLabel?: pulumi.Input<string>;
}

/** Keeps the number of a service's tasks at its targets, within bounds that may follow the clock. */
export class ServiceScaling extends PlatformComponent {
  private readonly target: appautoscaling.Target;

  constructor(
    name: string,
    private readonly args: ServiceScalingArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("kumiki:compute:ServiceScaling", name, args, options);
    this.target = this.createTarget();
    this.createTracking();
    this.createPrediction();
    for (const schedule of args.scaling.schedules) this.createSchedule(schedule);
    this.registerOutputs({});
  }

  private createTarget(): appautoscaling.Target {
    const { clusterName, serviceName, count, scaling } = this.args;
    return new appautoscaling.Target(
      this.childName("target"),
      {
        serviceNamespace: "ecs",
        scalableDimension: "ecs:service:DesiredCount",
        resourceId: pulumi.interpolate`service/${clusterName}/${serviceName}`,
        minCapacity: count.min,
        maxCapacity: count.max,
        region: this.region,
        tags: this.tagsFor("target"),
      },
      // A schedule sets the bounds as well: a refresh at night would otherwise find them changed and start every task.
      this.child(scaling.schedules.length > 0 ? { ignoreChanges: ["minCapacity", "maxCapacity"] } : {}),
    );
  }

  private createTracking(): void {
    const { scaling, requestLabel, clusterName, serviceName } = this.args;
    const { cpu, memory, requestsPerTarget, backlogPerTask: backlog } = scaling;
    if (cpu !== "off") this.track("cpu", predefined("ECSServiceAverageCPUUtilization", cpu));
    if (memory !== "off") this.track("memory", predefined("ECSServiceAverageMemoryUtilization", memory));
    if (requestsPerTarget !== undefined) {
      this.track("requests", predefined("ALBRequestCountPerTarget", requestsPerTarget, requestLabel));
    }
    if (backlog !== undefined) {
      this.track("backlog", {
        targetValue: backlog.target,
        customizedMetricSpecification: backlogPerTask({ ...backlog, clusterName, serviceName }),
      });
    }
  }

  private track(suffix: string, configuration: TargetTracking): void {
    this.createPolicy(suffix, {
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        ...configuration,
        disableScaleIn: false,
        scaleInCooldown: SCALE_IN_COOLDOWN,
        scaleOutCooldown: SCALE_OUT_COOLDOWN,
      },
    });
  }

  private createPrediction(): void {
    const { predictive, cpu } = this.args.scaling;
    if (predictive === "off") return;
    this.createPolicy("prediction", {
      policyType: "PredictiveScaling",
      predictiveScalingPolicyConfiguration: {
        mode: predictive === "on" ? "ForecastAndScale" : "ForecastOnly",
        // A forecast may not spend more than the bound allows.
        maxCapacityBreachBehavior: "HonorMaxCapacity",
        schedulingBufferTime: PREDICTIVE_LEAD,
        metricSpecifications: [
          {
            targetValue: String(cpu),
            predefinedMetricPairSpecification: { predefinedMetricType: "ECSServiceCPUUtilization" },
          },
        ],
      },
    });
  }

  private createPolicy(
    suffix: string,
    policy: Pick<
      appautoscaling.PolicyArgs,
      "policyType" | "predictiveScalingPolicyConfiguration" | "targetTrackingScalingPolicyConfiguration"
    >,
  ): void {
    new appautoscaling.Policy(this.childName(suffix), { ...this.scalable(), ...policy }, this.child());
  }

  private createSchedule({ name, cron, timezone = DEFAULT_TIMEZONE, min, max }: ScalingSchedule): void {
    new appautoscaling.ScheduledAction(
      this.childName(name),
      {
        ...this.scalable(),
        schedule: cron,
        timezone,
        scalableTargetAction: { minCapacity: min, maxCapacity: max },
      },
      this.child(),
    );
  }

  /** Taken from the target, which must exist first. */
  private scalable(): Pick<
    appautoscaling.PolicyArgs,
    "region" | "resourceId" | "scalableDimension" | "serviceNamespace"
  > {
    const { resourceId, scalableDimension, serviceNamespace } = this.target;
    return { region: this.region, resourceId, scalableDimension, serviceNamespace };
  }
}

function predefined(metric: string, targetValue: number, resourceLabel?: pulumi.Input<string>): TargetTracking {
  return { targetValue, predefinedMetricSpecification: { predefinedMetricType: metric, resourceLabel } };
}
