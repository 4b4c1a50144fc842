import type * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";

export const DEPLOYMENT_STRATEGIES = ["ROLLING", "BLUE_GREEN", "CANARY", "LINEAR"] as const;
export type DeploymentStrategy = (typeof DEPLOYMENT_STRATEGIES)[number];

/** How a new version replaces the old one. */
export interface DeploymentArgs {
  /**
   * `ROLLING` replaces task by task. The others start a second set of tasks and shift the traffic: `BLUE_GREEN` at
   * once, `CANARY` a step and then the rest, `LINEAR` in equal steps; each needs a load balancer.
   *
   * A running service may change from `ROLLING` to another strategy, or back: it gets another listener rule, and keeps
   * the old one until its tasks have moved.
   * @default "ROLLING"
   */
  readonly strategy?: DeploymentStrategy;
  /** Minutes the old tasks are kept after all traffic has shifted, 0-1440: a rollback until then is instant. @default 10 */
  readonly bake?: number;
  /** Per cent of the traffic in the canary, or in each linear step. @default 10 */
  readonly stepPercent?: number;
  /** Minutes the canary, or each linear step, is watched. @default 3 */
  readonly stepBake?: number;
  /**
   * Alarms that roll a deployment back, besides the service's own on failed requests and unhealthy tasks.
   * One that is already in alarm when the deployment starts is ignored for that deployment. @default []
   */
  readonly alarmNames?: readonly pulumi.Input<string>[];
}

/** The same, with nothing left open. */
export type DeploymentSpec = Required<DeploymentArgs>;

export const DEPLOYMENT_DEFAULTS: DeploymentSpec = {
  strategy: "ROLLING",
  bake: 10,
  stepPercent: 10,
  stepBake: 3,
  alarmNames: [],
};

/** Minutes of an ordinary deployment: pulling the image, passing health checks, draining. */
const ROLLOUT_MINUTES = 20;

/** Whether two sets of tasks stand side by side while traffic moves from one to the other. */
export function shiftsTraffic(strategy: DeploymentStrategy): boolean {
  return strategy !== "ROLLING";
}

type Settings = Pick<
  ecs.ServiceArgs,
  | "alarms"
  | "deploymentCircuitBreaker"
  | "deploymentConfiguration"
  | "deploymentMaximumPercent"
  | "deploymentMinimumHealthyPercent"
>;

/** The service's properties for a strategy; `alarmNames` are all the alarms that may roll it back. */
export function deploymentSettings(spec: DeploymentSpec, alarmNames: readonly pulumi.Input<string>[]): Settings {
  const rolling = !shiftsTraffic(spec.strategy);
  return {
    alarms: alarmNames.length === 0 ? undefined : { enable: true, rollback: true, alarmNames: [...alarmNames] },
    // The circuit breaker counts tasks that fail to start, and only rolling deployments have one.
    deploymentCircuitBreaker: rolling ? { enable: true, rollback: true } : undefined,
    deploymentConfiguration: rolling ? { strategy: spec.strategy } : trafficShift(spec),
    // Zone rebalancing needs more than 100 %: it starts the new task before it stops the old one.
    deploymentMaximumPercent: 200,
    deploymentMinimumHealthyPercent: 100,
  };
}

/** How long to wait for a deployment, as the options of a resource spell it. */
export function deploymentTimeout({ strategy, bake, stepPercent, stepBake }: DeploymentSpec): string {
  const steps = { ROLLING: 0, BLUE_GREEN: 0, CANARY: 1, LINEAR: Math.ceil(100 / stepPercent) }[strategy];
  return `${ROLLOUT_MINUTES + (shiftsTraffic(strategy) ? bake + steps * stepBake : 0)}m`;
}

/**
 * ECS counts a service as steady after it has rolled a deployment back, too, and so does the provider
 * (https://github.com/hashicorp/terraform-provider-aws/issues/19519): only the revision it runs tells the difference.
 * @param service its ARN
 * @throws RunError if that is not the one that was to be deployed
 */
export function assertDeployed(service: string, running: string, wanted: string): void {
  if (running === wanted) return;
  const [, , , region, , resource = service] = service.split(":");
  const [, cluster, name = service] = resource.split("/");
  throw new pulumi.RunError(
    `ECS rolled the deployment of service ${name} back: it runs ${running}, not ${wanted}. Its events say why: ` +
      `aws ecs describe-services --region ${region} --cluster ${cluster} --services ${name} ` +
      "--query 'services[0].events[:10].[createdAt,message]' --output text",
  );
}

function trafficShift({ strategy, bake, stepPercent, stepBake }: DeploymentSpec): Settings["deploymentConfiguration"] {
  return {
    strategy,
    bakeTimeInMinutes: String(bake),
    canaryConfiguration:
      strategy === "CANARY" ? { canaryPercent: stepPercent, canaryBakeTimeInMinutes: String(stepBake) } : undefined,
    linearConfiguration: strategy === "LINEAR" ? { stepPercent, stepBakeTimeInMinutes: String(stepBake) } : undefined,
  };
}
