import { LOG_RETENTION_DAYS } from "../shared/log-retention";
import { isAccountId, type Problems } from "../shared/validate";
import type { ContainerHealthCheck } from "./fargate-service-args";
import type { FargateServiceSpec } from "./fargate-service-spec";
import { allowedMemory, FARGATE_CPU_UNITS } from "./fargate-sizes";
import type { TaskSpec } from "./task-spec";
import type { TelemetryArgs } from "./telemetry-sidecar";

/** More sizes than this read better as a range. */
const LONGEST_LIST = 8;

/** What a single task is made of. */
export function checkTask(spec: TaskSpec, problems: Problems): void {
  problems.unless(isAccountId(spec.accountId), `accountId must have 12 digits, got "${spec.accountId}".`);
  if (typeof spec.image === "string") checkImage("image", spec.image, problems);
  checkSize(spec.cpu, spec.memory, problems);
  problems.oneOf("logRetention", spec.logRetention, LOG_RETENTION_DAYS);
  checkEnvironment(spec, problems);
  for (const path of spec.writablePaths) {
    problems.unless(/^\/[^:]+$/.test(path), `writablePaths must be absolute paths below "/", got "${path}".`);
  }
  if (spec.telemetry !== undefined) checkTelemetry(spec.telemetry, problems);
}

/** How the container of a service is called and watched. */
export function checkContainer(spec: FargateServiceSpec, problems: Problems): void {
  problems.range("port", spec.port, 1024, 65_535);
  problems.oneOf("targetProtocol", spec.targetProtocol, ["HTTPS", "HTTP"]);
  if (spec.serviceConnect?.port !== undefined)
    problems.range("serviceConnect.port", spec.serviceConnect.port, 1, 65_535);
  if (spec.containerHealthCheck !== undefined) checkContainerHealth(spec.containerHealthCheck, problems);
}

function checkImage(argument: string, image: string, problems: Problems): void {
  problems.unless(
    /@sha256:[0-9a-f]{64}$/.test(image),
    `${argument} must be pinned by digest (…@sha256:<64 hex>), got "${image}".`,
  );
}

function checkSize(cpu: number, memory: number, problems: Problems): void {
  const sizes = allowedMemory(cpu);
  problems.oneOf("cpu", cpu, FARGATE_CPU_UNITS);
  problems.unless(
    sizes.length === 0 || sizes.includes(memory),
    `Fargate does not offer ${cpu} CPU units with ${memory} MiB. Allowed for ${cpu}: ${describeSizes(sizes)}.`,
  );
}

function describeSizes(sizes: readonly number[]): string {
  const [first = 0, second = 0] = sizes;
  if (sizes.length <= LONGEST_LIST) return sizes.join(", ");
  return `${first} to ${sizes.at(-1)} in steps of ${second - first}`;
}

function checkEnvironment({ environment, secrets }: TaskSpec, problems: Problems): void {
  for (const variable of [...Object.keys(environment), ...Object.keys(secrets)]) {
    problems.unless(
      /^[A-Za-z_][A-Za-z0-9_]*$/.test(variable),
      `"${variable}" is no name of a variable: use letters, digits and underscores, and start with a letter.`,
    );
  }
  for (const variable of Object.keys(secrets)) {
    problems.unless(
      !Object.hasOwn(environment, variable),
      `"${variable}" is both in environment and in secrets; keep it in secrets.`,
    );
  }
}

function checkContainerHealth(check: ContainerHealthCheck, problems: Problems): void {
  const { command, interval = 15, timeout = 5, retries = 3, startPeriod = 60 } = check;
  problems.unless(
    command.length > 1 && ["CMD", "CMD-SHELL"].includes(command[0] ?? ""),
    `containerHealthCheck.command must be "CMD" or "CMD-SHELL" and what to run, got ${JSON.stringify(command)}.`,
  );
  problems.range("containerHealthCheck.interval", interval, 5, 300, "seconds");
  problems.range("containerHealthCheck.timeout", timeout, 2, 120, "seconds");
  problems.range("containerHealthCheck.retries", retries, 1, 10);
  problems.range("containerHealthCheck.startPeriod", startPeriod, 0, 300, "seconds");
}

function checkTelemetry({ collectorImage, samplingRatio = 0 }: TelemetryArgs, problems: Problems): void {
  checkImage("telemetry.collectorImage", collectorImage, problems);
  problems.unless(
    samplingRatio >= 0 && samplingRatio <= 1,
    `telemetry.samplingRatio must be within 0-1, got ${samplingRatio}.`,
  );
}
