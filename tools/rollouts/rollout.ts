import type { Service } from "@aws-sdk/client-ecs";
import type { ExpectedService } from "./expected";

/** The latest events tell of the last deployment; ECS keeps 100. */
const SHOWN_EVENTS = 10;

/** How the deployment of a service went. */
export interface Rollout {
  /** Whether the service runs what it was told to run, and nothing is on its way. */
  readonly deployed: boolean;
  /** One line, and where something is wrong what ECS says about it. */
  readonly lines: readonly string[];
}

/**
 * Compares what a service was told to run with what ECS says it runs.
 * @param service undefined where ECS knows no such service
 */
export function judgeRollout({ name, wanted }: ExpectedService, service: Service | undefined): Rollout {
  if (service === undefined || service.status === "INACTIVE") {
    return { deployed: false, lines: [`${name}: does not exist any more`] };
  }
  const running = service.taskDefinition ?? "";
  const primary = service.deployments?.find(({ status }) => status === "PRIMARY");
  if (running !== wanted) {
    return failed(
      `${name}: does not run what was deployed: ${revision(running)} instead of ${revision(wanted)}`,
      service,
    );
  }
  if (primary?.rolloutState === "IN_PROGRESS") {
    return failed(`${name}: is still on its way to ${revision(wanted)}`, service);
  }
  // With nothing to roll back to ECS gives up, and goes on naming the revision that does not start
  // (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentCircuitBreaker.html).
  if (primary?.rolloutState === "FAILED") {
    return failed(`${name}: was told to run ${revision(wanted)}, and ECS has given up`, service);
  }
  return { deployed: true, lines: [`${name}: runs ${revision(wanted)}, as deployed`] };
}

function failed(headline: string, { deployments = [], events = [] }: Service): Rollout {
  const reasons = deployments
    .filter(({ rolloutStateReason }) => rolloutStateReason !== undefined)
    .map(
      ({ taskDefinition = "", rolloutState, rolloutStateReason }) =>
        `  deployment of ${revision(taskDefinition)}, ${rolloutState}: ${rolloutStateReason}`,
    );
  const latest = [...events]
    .sort((a, b) => (a.createdAt?.getTime() ?? 0) - (b.createdAt?.getTime() ?? 0))
    .slice(-SHOWN_EVENTS)
    .map(({ createdAt, message }) => `  ${createdAt?.toISOString().slice(0, 19)}Z ${message}`);
  return { deployed: false, lines: [headline, ...reasons, ...latest] };
}

/** `family:8` of the ARN of a task definition. */
function revision(arn: string): string {
  return arn.split("/").at(-1) ?? arn;
}
