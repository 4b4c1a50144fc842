import type { input } from "@pulumi/aws/types";
import type * as pulumi from "@pulumi/pulumi";

type MetricSpecification =
  input.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecification;

/** Whose messages wait, and who works on them. */
export interface Backlog {
  readonly queueName: pulumi.Input<string>;
  /** Messages that may wait for each running task. */
  readonly target: number;
  readonly clusterName: pulumi.Input<string>;
  readonly serviceName: pulumi.Input<string>;
}

/**
 * Messages that wait for each running task. The depth of the queue alone would oscillate: twice the tasks do not halve
 * it at once, so the scaler would double them again.
 */
export function backlogPerTask({ queueName, target, clusterName, serviceName }: Backlog): MetricSpecification {
  return {
    metrics: [
      {
        id: "m1",
        label: "Messages waiting",
        metricStat: {
          metric: {
            namespace: "AWS/SQS",
            metricName: "ApproximateNumberOfMessagesVisible",
            dimensions: [{ name: "QueueName", value: queueName }],
          },
          stat: "Average",
        },
        returnData: false,
      },
      {
        id: "m2",
        label: "Tasks running",
        metricStat: {
          metric: {
            namespace: "ECS/ContainerInsights",
            metricName: "RunningTaskCount",
            dimensions: [
              { name: "ClusterName", value: clusterName },
              { name: "ServiceName", value: serviceName },
            ],
          },
          stat: "Average",
        },
        returnData: false,
      },
      { id: "e1", label: "Backlog per task", expression: backlogExpression(target), returnData: true },
    ],
  };
}

/**
 * SQS stops reporting a queue nobody has used for six hours, hence the fillings with 0. Without a running task there is
 * nothing to divide by: a single message then counts as more than the target, or it would wait until enough others
 * have come.
 */
export function backlogExpression(target: number): string {
  const waiting = "FILL(m1, 0)";
  const withoutTasks = `IF(${waiting} > ${target}, ${waiting}, IF(${waiting} > 0, ${target + 1}, 0))`;
  return `IF(FILL(m2, 0) > 0, ${waiting} / FILL(m2, 1), ${withoutTasks})`;
}
