import { cronFields } from "../shared/cron";
import type { Problems } from "../shared/validate";
import { shiftsTraffic } from "./deployment";
import type { FargateServiceSpec } from "./fargate-service-spec";
import type { ScalingSchedule } from "./service-scaling-args";

/** Tasks of one service, a quota that can be raised; ours is far below the default of 5,000. */
const MAX_TASKS = 1000;
/** Highest weight of a capacity provider. */
const MAX_WEIGHT = 1000;

/** Where tasks run and how many there may be. */
export function checkCapacity(
  { capacity, count, loadBalancer, scaling }: FargateServiceSpec,
  problems: Problems,
): void {
  problems.range("capacity.onDemandBase", capacity.onDemandBase, 0, MAX_TASKS, "tasks");
  problems.range("capacity.onDemandWeight", capacity.onDemandWeight, 0, MAX_WEIGHT);
  problems.range("capacity.spotWeight", capacity.spotWeight, 0, MAX_WEIGHT);
  problems.unless(
    capacity.onDemandWeight + capacity.spotWeight > 0,
    "capacity needs a weight above 0: set onDemandWeight, spotWeight or both.",
  );
  const { min, max, desired } = count;
  problems.unless(min <= desired && desired <= max, `count needs min <= desired <= max, got ${min}/${desired}/${max}.`);
  problems.range("count.min", min, 0, MAX_TASKS, "tasks");
  problems.range("count.max", max, 1, MAX_TASKS, "tasks");
  problems.unless(
    min !== 0 || loadBalancer === undefined,
    "count.min may be 0 only without a load balancer, which would answer every request with 503; set it to 1.",
  );
  problems.unless(
    min !== 0 || loadBalancer !== undefined || scaling.backlogPerTask !== undefined,
    "count.min of 0 needs scaling.backlogPerTask: nothing else starts the first task again.",
  );
}

/** What the number of tasks follows. */
export function checkScaling({ scaling, deployment, loadBalancer }: FargateServiceSpec, problems: Problems): void {
  if (scaling.cpu !== "off") problems.range("scaling.cpu", scaling.cpu, 10, 90, "%");
  if (scaling.memory !== "off") problems.range("scaling.memory", scaling.memory, 10, 90, "%");
  problems.oneOf("scaling.predictive", scaling.predictive, ["off", "forecastOnly", "on"]);
  problems.unless(
    scaling.predictive === "off" || scaling.cpu !== "off",
    `scaling.predictive "${scaling.predictive}" forecasts the CPU: set scaling.cpu to the per cent to keep.`,
  );
  if (scaling.requestsPerTarget !== undefined) {
    problems.range("scaling.requestsPerTarget", scaling.requestsPerTarget, 1, 1_000_000, "requests per minute");
    problems.unless(
      !shiftsTraffic(deployment.strategy),
      `scaling.requestsPerTarget cannot be combined with deployment "${deployment.strategy}": the metric follows one target group only.`,
    );
    problems.unless(
      loadBalancer !== undefined,
      "scaling.requestsPerTarget needs loadBalancer: it counts the requests.",
    );
  }
  if (scaling.backlogPerTask !== undefined) {
    const { queueName, target } = scaling.backlogPerTask;
    problems.range("scaling.backlogPerTask.target", target, 1, 1_000_000, "messages");
    problems.unless(
      typeof queueName !== "string" || /^[\w-]{1,80}(\.fifo)?$/.test(queueName),
      `scaling.backlogPerTask.queueName must be the name of an SQS queue, got "${queueName}".`,
    );
  }
  for (const schedule of scaling.schedules) checkSchedule(schedule, problems);
  const names = scaling.schedules.map(({ name }) => name);
  problems.unless(
    new Set(names).size === names.length,
    `scaling.schedules must have different names, got ${names.join(", ")}.`,
  );
}

function checkSchedule({ name, cron, timezone, min, max }: ScalingSchedule, problems: Problems): void {
  const argument = `scaling.schedules "${name}"`;
  problems.unless(
    /^[a-zA-Z][\w-]{0,31}$/.test(name),
    `${argument}: the name must start with a letter and have at most 32 letters, digits, hyphens and underscores.`,
  );
  problems.unless(
    cronFields(cron) !== undefined,
    `${argument}: cron must have the six fields of an AWS cron expression, such as "cron(0 22 * * ? *)", got "${cron}".`,
  );
  problems.unless(
    timezone === undefined || isTimezone(timezone),
    `${argument}: timezone must be an IANA name such as "Asia/Tokyo", got "${timezone}".`,
  );
  problems.unless(
    Number.isInteger(min) && Number.isInteger(max) && min >= 0 && min <= max && max <= MAX_TASKS,
    `${argument} needs 0 <= min <= max <= ${MAX_TASKS}, got ${min}/${max}.`,
  );
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined && name.includes("/");
  } catch {
    return false;
  }
}
