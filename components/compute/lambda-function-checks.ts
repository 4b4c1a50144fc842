import { LOG_RETENTION_DAYS } from "../shared/log-retention";
import { physicalName } from "../shared/naming";
import { Problems } from "../shared/validate";
import type { LambdaFunctionArgs } from "./lambda-function-args";

export const DEFAULTS = { timeout: 60, memory: 256, logRetention: 30 } as const;

/** What makes sure that a message is not handed out again while it is still worked on; AWS asks for six times. */
const VISIBILITY_FACTOR = 6;

const SCHEDULE = /^(?:rate\([1-9]\d* (?:minutes?|hours?|days?)\)|cron\(\S+(?: \S+){5}\))$/;

/** Checks the arguments. @returns the name of the function and its role @throws ArgumentError with every problem */
export function checkLambdaFunctionArgs(name: string, args: LambdaFunctionArgs): string {
  const { timeout = DEFAULTS.timeout, memory = DEFAULTS.memory, logRetention = DEFAULTS.logRetention } = args;
  const problems = new Problems();
  problems.accountId("accountId", args.accountId);
  problems.unless(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(args.functionName),
    `functionName must be lower-case letters, digits and single dashes, got "${args.functionName}".`,
  );
  problems.unless(
    args.description.length <= 256,
    `description may have 256 characters, got ${args.description.length}.`,
  );
  problems.range("timeout", timeout, 1, 900, "s");
  problems.range("memory", memory, 128, 10_240, "MiB");
  problems.range("reservedConcurrency", args.reservedConcurrency, 1, 1000);
  problems.oneOf("logRetention", logRetention, LOG_RETENTION_DAYS);
  if (args.network !== undefined) problems.count("network.subnetIds", args.network.subnetIds, 1, 16);
  if (args.schedule !== undefined) {
    problems.unless(
      SCHEDULE.test(args.schedule.expression),
      `schedule.expression must be such as "rate(15 minutes)" or "cron(0 3 * * ? *)", got "${args.schedule.expression}".`,
    );
  }
  if (args.consumes !== undefined) checkQueue(problems, args.consumes, timeout, args.reservedConcurrency);
  const fullName = named(problems, args);
  problems.throwFor(`LambdaFunction "${name}"`);
  return fullName;
}

function checkQueue(
  problems: Problems,
  { queue, batchSize = 1, maximumConcurrency }: NonNullable<LambdaFunctionArgs["consumes"]>,
  timeout: number,
  reserved: number,
): void {
  problems.range("consumes.batchSize", batchSize, 1, 10);
  if (maximumConcurrency !== undefined) {
    problems.range("consumes.maximumConcurrency", maximumConcurrency, 2, 1000);
    problems.unless(
      maximumConcurrency <= reserved,
      `consumes.maximumConcurrency must not exceed reservedConcurrency ${reserved}, got ${maximumConcurrency}.`,
    );
  }
  problems.unless(
    queue.visibilityTimeout >= VISIBILITY_FACTOR * timeout,
    `consumes.queue must hide a message for ${VISIBILITY_FACTOR} times the timeout, ${VISIBILITY_FACTOR * timeout} s, ` +
      `got ${queue.visibilityTimeout} s; set visibilityTimeout of the queue.`,
  );
}

function named(problems: Problems, { namePrefix, functionName }: LambdaFunctionArgs): string {
  try {
    return physicalName("iamRole", namePrefix, functionName);
  } catch (error) {
    problems.add([`functionName: ${error instanceof Error ? error.message : String(error)}`]);
    return "";
  }
}
