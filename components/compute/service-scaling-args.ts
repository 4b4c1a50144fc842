import type * as pulumi from "@pulumi/pulumi";

/** Bounds of the scaler, in tasks. */
export interface TaskCount {
  /** Fewest tasks; 0 only without a load balancer. In production at least one for each zone. */
  readonly min: number;
  /** Most tasks: protects the bill and the database behind. */
  readonly max: number;
  /** Tasks at the first deployment; afterwards the scaler owns the number. */
  readonly desired: number;
}

/** From a moment on, other bounds. */
export interface ScalingSchedule {
  /** Letters, digits and hyphens, unique within the service; the identity of the schedule. */
  readonly name: string;
  /** With the six fields of an AWS cron expression: `cron(0 22 * * ? *)`. */
  readonly cron: string;
  /** Zone the expression is meant in. @default "Asia/Tokyo" - the service's own default, UTC, is nine hours off */
  readonly timezone?: string;
  /** Fewest tasks from then on; 0 stops the service, behind a load balancer too. */
  readonly min: number;
  /** Most tasks from then on. */
  readonly max: number;
}

/** What the number of tasks follows. With several targets, the one that asks for most tasks wins. */
export interface ScalingArgs {
  /** Average CPU to keep, 10-90 %. @default 60 - a second task has room to start before the first is saturated */
  readonly cpu?: number | "off";
  /** Average memory to keep, 10-90 %. @default 70 */
  readonly memory?: number | "off";
  /** Requests per minute and task to keep; rolling deployments behind a load balancer only. @default - not followed */
  readonly requestsPerTarget?: number;
  /**
   * Messages that may wait for each running task. The cluster must collect Container Insights.
   * @default - not followed
   */
  readonly backlogPerTask?: { readonly queueName: pulumi.Input<string>; readonly target: number };
  /**
   * Scaling ahead of the daily pattern of CPU. It needs 24 hours of data, learns from two weeks, and never takes tasks
   * away. `forecastOnly` shows what it would do.
   * @default "off"
   */
  readonly predictive?: "off" | "forecastOnly" | "on";
  /**
   * A night stop is two schedules: to `{ min: 0, max: 0 }`, and back. With schedules, `count` holds the bounds of the
   * first deployment only; later ones are set by the schedule that comes next.
   * @default []
   */
  readonly schedules?: readonly ScalingSchedule[];
}
