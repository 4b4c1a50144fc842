import * as pulumi from "@pulumi/pulumi";
import { ArgumentError } from "../shared/validate";
import { canonicalJson, namedList } from "./canonical-json";
import type { TaskSpec } from "./task-spec";
import {
  COLLECTOR_CPU_UNITS,
  COLLECTOR_MEMORY_MIB,
  collectorConfig,
  DEFAULT_SAMPLING_RATIO,
  telemetryEnvironment,
} from "./telemetry-sidecar";

/** Name of the application's container and of its port. */
export const APP_CONTAINER = "app";
const COLLECTOR_CONTAINER = "collector";

/** User and group of every container; the image needs no such user, only files it may read. */
const UNPRIVILEGED_USER = "10001:10001";

/** Seconds between SIGTERM and SIGKILL: Spot gives 120, and the agent needs some of them itself. */
const STOP_TIMEOUT_SECONDS = 110;

/** Directories the agent of ECS Exec writes to, within the container. */
const EXEC_PATHS = ["/var/lib/amazon", "/var/log/amazon"];

/** A directory that may be written to, on the task's own encrypted disk. */
export interface TaskVolume {
  readonly name: string;
  readonly path: string;
}

export function taskVolumes({ writablePaths, executeCommand }: TaskSpec): TaskVolume[] {
  const paths = [...new Set([...writablePaths, ...(executeCommand ? EXEC_PATHS : [])])].sort();
  return paths.map((path) => ({ name: path.slice(1).replace(/[^\w-]/g, "-"), path }));
}

/**
 * The container definitions as ECS gives them back, with its defaults written out and in its order: the provider then
 * finds nothing to change on a second run.
 */
export function containerDefinitions(name: string, spec: TaskSpec): pulumi.Output<string> {
  const containers = [appContainer(name, spec), ...(spec.telemetry === undefined ? [] : [collector(name, spec)])];
  return pulumi.output(containers).apply(canonicalJson);
}

function appContainer(name: string, spec: TaskSpec) {
  const { telemetry, containerHealthCheck: check } = spec;
  const sampling = telemetry?.samplingRatio ?? DEFAULT_SAMPLING_RATIO;
  const environment = { ...(telemetry === undefined ? {} : telemetryEnvironment(name, sampling)), ...spec.environment };
  const shared = telemetry === undefined ? { cpu: 0, memory: 0 } : COLLECTOR_SIZE;
  return {
    ...hardened(spec, APP_CONTAINER),
    image: spec.image,
    essential: true,
    ...(spec.command === undefined ? {} : { command: [...spec.command] }),
    cpu: spec.cpu - shared.cpu,
    // The task's size is the hard limit. The reservation keeps the collector from living on the application's share.
    memoryReservation: spec.memory - shared.memory,
    environment: namedList(refusingSecrets(name, environment), "value"),
    secrets: namedList(spec.secrets, "valueFrom"),
    portMappings: portMappings(spec),
    mountPoints: taskVolumes(spec).map((volume) => ({
      containerPath: volume.path,
      readOnly: false,
      sourceVolume: volume.name,
    })),
    stopTimeout: STOP_TIMEOUT_SECONDS,
    // The one limit Fargate lets a task set; its own soft limit is too low for many open connections.
    ulimits: [{ name: "nofile", softLimit: 65_535, hardLimit: 65_535 }],
    ...(telemetry === undefined ? {} : { dependsOn: [{ condition: "START", containerName: COLLECTOR_CONTAINER }] }),
    ...(check === undefined
      ? {}
      : {
          healthCheck: {
            command: [...check.command],
            interval: check.interval ?? 15,
            retries: check.retries ?? 3,
            startPeriod: check.startPeriod ?? 60,
            timeout: check.timeout ?? 5,
          },
        }),
  };
}

function portMappings({ port }: TaskSpec) {
  return port === undefined ? [] : [{ containerPort: port, hostPort: port, name: APP_CONTAINER, protocol: "tcp" }];
}

const COLLECTOR_SIZE = { cpu: COLLECTOR_CPU_UNITS, memory: COLLECTOR_MEMORY_MIB };

function collector(name: string, spec: TaskSpec) {
  return {
    ...hardened(spec, COLLECTOR_CONTAINER),
    image: spec.telemetry?.collectorImage,
    // Losing telemetry is a nuisance; losing the task over it would be an outage.
    essential: false,
    ...COLLECTOR_SIZE,
    command: ["--config=env:COLLECTOR_CONFIG"],
    environment: namedList(
      {
        COLLECTOR_CONFIG: collectorConfig(spec.region, spec.telemetry?.ampRemoteWriteUrl),
        OTEL_RESOURCE_ATTRIBUTES: `service.name=${name}`,
      },
      "value",
    ),
    secrets: [],
    portMappings: [],
    mountPoints: [],
    // Longer than the batch timeout: what the application sent last still leaves.
    stopTimeout: STOP_TIMEOUT_SECONDS,
  };
}

/** What holds for every container, whatever runs in it. */
function hardened({ region, logGroupName }: TaskSpec, container: string) {
  return {
    name: container,
    user: UNPRIVILEGED_USER,
    privileged: false,
    readonlyRootFilesystem: true,
    // An init process reaps what the application leaves behind and passes SIGTERM on to it.
    linuxParameters: { capabilities: { drop: ["ALL"] }, initProcessEnabled: true },
    logConfiguration: awslogs(region, logGroupName, container),
    systemControls: [],
    volumesFrom: [],
  };
}

/**
 * Logs to CloudWatch, without ever holding the application up: with `blocking`, a disturbance of CloudWatch stops every
 * write to stdout, and with it the service. The price is that lines are dropped when the buffer is full; its default of
 * 10 MiB fills in seconds, so it is set, and so is the mode, whose default has changed once already (June 2025).
 */
export function awslogs(region: string, logGroupName: string, streamPrefix: string) {
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": logGroupName,
      "awslogs-region": region,
      "awslogs-stream-prefix": streamPrefix,
      "max-buffer-size": "25m",
      mode: "non-blocking",
    },
  };
}

/** Variables stand in the task definition in plain text, for everybody who may describe it. */
function refusingSecrets(service: string, environment: Readonly<Record<string, pulumi.Input<string>>>) {
  const refuse = (variable: string, value: pulumi.Input<string>): pulumi.Input<string> => {
    if (typeof value === "string") return value;
    const resolved = pulumi.output(value);
    return pulumi.output(pulumi.isSecret(resolved)).apply((secret) => {
      if (!secret) return resolved;
      throw new ArgumentError(`Task "${service}"`, [
        `environment.${variable} is a secret, and a task definition shows it in plain text; put it into Secrets Manager and name its ARN in secrets.`,
      ]);
    });
  };
  return Object.fromEntries(
    Object.entries(environment).map(([variable, value]) => [variable, refuse(variable, value)] as const),
  );
}
