import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as lb from "@pulumi/aws/lb";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";

/** Per cent of requests a new version may fail. */
const FAILED_PERCENT = 5;
/** Requests in a minute below which a percentage means nothing: two failures of ten would roll back. */
const FEWEST_REQUESTS = 50;
const MINUTES = 3;
const MINUTE = 60; // seconds

export interface RollbackAlarmsArgs extends PlatformArgs {
  /** `app/<name>/<id>` of the load balancer. */
  readonly albArnSuffix: pulumi.Input<string>;
  /** One or two, the one in the service's own entry first. */
  readonly targetGroups: readonly lb.TargetGroup[];
}

/**
 * Alarms that end a deployment: each target group's share of failed requests, and its unhealthy tasks. They tell
 * nobody; what a person should hear of is alarmed on elsewhere. Without traffic both are silent.
 */
export class RollbackAlarms extends PlatformComponent {
  /** For the `alarms` of the service. */
  readonly alarmNames: readonly pulumi.Output<string>[];

  constructor(
    name: string,
    private readonly args: RollbackAlarmsArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("kumiki:compute:RollbackAlarms", name, args, options);
    this.alarmNames = args.targetGroups.flatMap((group, index) => {
      const color = index === 0 ? "blue" : "green";
      return [this.failedRequests(color, group), this.unhealthyTasks(color, group)].map((alarm) => alarm.name);
    });
    this.registerOutputs({});
  }

  private failedRequests(color: string, group: lb.TargetGroup): cloudwatch.MetricAlarm {
    const sum = (id: string, metricName: string) => ({
      id,
      metric: {
        namespace: "AWS/ApplicationELB",
        metricName,
        dimensions: this.dimensions(group),
        period: MINUTE,
        stat: "Sum",
      },
      returnData: false,
    });
    return this.alarm(`${color}-failed-requests`, {
      alarmDescription: `More than ${FAILED_PERCENT} % of at least ${FEWEST_REQUESTS} requests a minute fail: the deployment is rolled back.`,
      comparisonOperator: "GreaterThanThreshold",
      threshold: FAILED_PERCENT,
      metricQueries: [
        {
          id: "failed",
          expression: `IF(requests >= ${FEWEST_REQUESTS}, 100 * FILL(errors, 0) / requests, 0)`,
          label: "Failed requests (%)",
          returnData: true,
        },
        sum("errors", "HTTPCode_Target_5XX_Count"),
        sum("requests", "RequestCount"),
      ],
    });
  }

  private unhealthyTasks(color: string, group: lb.TargetGroup): cloudwatch.MetricAlarm {
    return this.alarm(`${color}-unhealthy-tasks`, {
      alarmDescription: `A task fails its health check for ${MINUTES} minutes: the deployment is rolled back.`,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      namespace: "AWS/ApplicationELB",
      metricName: "UnHealthyHostCount",
      dimensions: this.dimensions(group),
      period: MINUTE,
      statistic: "Maximum",
    });
  }

  private alarm(suffix: string, args: cloudwatch.MetricAlarmArgs): cloudwatch.MetricAlarm {
    return new cloudwatch.MetricAlarm(
      this.childName(suffix),
      {
        ...args,
        evaluationPeriods: MINUTES,
        datapointsToAlarm: MINUTES,
        // A target group without traffic or tasks reports nothing: the green one, most of the time.
        treatMissingData: "notBreaching",
        region: this.region,
        tags: this.tagsFor(suffix),
      },
      this.child(),
    );
  }

  private dimensions(group: lb.TargetGroup): Record<string, pulumi.Input<string>> {
    return { LoadBalancer: this.args.albArnSuffix, TargetGroup: group.arnSuffix };
  }
}
