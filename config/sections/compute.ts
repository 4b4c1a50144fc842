import { FARGATE_CPU_UNITS } from "../../components/compute/fargate-sizes";
import { FUNCTION_RESERVATIONS, type FunctionName } from "../checks/function-concurrency";
import { cron, schedule } from "../formats";
import { key } from "../key";
import { messages } from "../messages";
import { choice, flag, group, integer, list, matching, nonEmpty, numberOf } from "../values";

const MAX_TASKS = 1000;

const cpu = () => numberOf(FARGATE_CPU_UNITS);
const memory = () => integer(512, 122_880);

const cpuNotes = { unit: "CPU units (1024 = 1 vCPU)" };
const memoryNotes = { unit: "MiB", allowed: "a size Fargate offers for that CPU" };

export const service = group({
  image: key(
    "The container image, pinned so that a restart runs what was tested. An image built by service.build takes its place.",
    matching(/^[a-z0-9][a-z0-9._:/-]*@sha256:[0-9a-f]{64}$/, {
      en: "an image reference pinned by digest",
      ja: "ダイジェストで固定されたイメージ参照",
    }),
    {
      refusal: messages.E10,
      isShipped: (value) => /@sha256:(.)\1{63}$/.test(String(value)),
      replaceWith: "<registry>/<image>@sha256:<64 hex>",
    },
  ),
  build: key(
    "Build and push the image during `pulumi up`; needs a container daemon.",
    group({
      context: key("The folder that is sent to the build.", nonEmpty()),
      dockerfile: key("The Dockerfile, relative to the context.", nonEmpty().default("Dockerfile")),
    }).optional(),
    { addition: "Section 2.2 of the design makes the image build opt-in; this is the switch." },
  ),
  port: key("The port on which the task serves TLS.", integer(1024, 65_535).default(8443), {
    addition: "Images differ; ports below 1024 need root, which the task does not have.",
  }),
  healthCheckPath: key(
    "The path of the shallow health check; it must not touch a database.",
    matching(/^\/[A-Za-z0-9._~/-]{0,1023}$/, {
      en: 'a path such as "/healthz"',
      ja: ' "/healthz" のようなパス',
    }).default("/healthz"),
    { addition: "Images differ." },
  ),
  cpu: key("The CPU of one task.", cpu().default(256), cpuNotes),
  memory: key("The memory of one task.", memory().default(1024), memoryNotes),
  min: key("The fewest tasks the scaler may leave.", integer(1, MAX_TASKS).default(1), { unit: "tasks" }),
  max: key(
    "The most tasks the scaler may start; it protects the bill and the database.",
    integer(1, MAX_TASKS).default(2),
    {
      unit: "tasks",
    },
  ),
  desired: key(
    "The tasks at the first deployment; afterwards the scaler owns the number.",
    integer(1, MAX_TASKS).default(1),
    {
      unit: "tasks",
    },
  ),
  capacity: group({
    onDemandBase: key("Tasks that always run on demand.", integer(0, MAX_TASKS).default(1), { unit: "tasks" }),
    onDemandWeight: key("The share of further tasks on demand.", integer(0, 1000).default(1)),
    spotWeight: key(
      "The share of further tasks on Spot, which can be taken away at two minutes' notice.",
      integer(0, 1000).default(0),
    ),
  }),
  deployment: key(
    "How a new version replaces the old one.",
    choice(["ROLLING", "BLUE_GREEN", "LINEAR", "CANARY"]).default("ROLLING"),
  ),
  predictive: key(
    "Predictive scaling: off, forecasts to look at, or forecasts that add tasks.",
    choice(["off", "forecastOnly", "on"]).default("off"),
  ),
  scaling: group({
    memory: key(
      "Scale on memory besides CPU, keeping this average; unset scales without it.",
      integer(10, 90).optional(),
      {
        unit: "% of the memory of a task",
        addition: "Row 1.2-2 of the design lets dev follow CPU only and prod memory as well.",
      },
    ),
    requestsPerTarget: key(
      "Scale on requests besides, keeping this number; unset scales without it.",
      integer(1, 1_000_000).optional(),
      {
        unit: "requests per minute and task",
        addition: "The rule E14 names this key.",
      },
    ),
  }),
  nightStop: key(
    "When to stop the tasks for the night and start them again, in Asia/Tokyo.",
    group({
      stop: key("When to go to zero tasks.", cron()),
      start: key("When to return to the minimum.", cron()),
    }).optional(),
  ),
});

export const worker = group({
  min: key("The fewest queue workers; 0 lets them rest.", integer(0, MAX_TASKS).default(0), { unit: "tasks" }),
  max: key("The most queue workers.", integer(1, MAX_TASKS).default(2), { unit: "tasks" }),
  spot: key("Run workers on Spot; a message returns to the queue when its worker is taken away.", flag().default(true)),
});

export const batch = group({
  jobs: key(
    "Scheduled jobs that run to completion.",
    list(
      group({
        name: key(
          "The name of the job, unique within the stack.",
          matching(/^[a-z][a-z0-9-]{0,30}$/, {
            en: "1 to 31 lower-case letters, digits and hyphens, starting with a letter",
            ja: "英小文字で始まる31文字以内の文字列（英小文字、数字、ハイフン）",
          }),
        ),
        schedule: key("When it starts, in Asia/Tokyo.", schedule()),
        cpu: key("The CPU of the job.", cpu().default(256), cpuNotes),
        memory: key("The memory of the job.", memory().default(1024), memoryNotes),
        timeout: key("How long it may run before it is killed.", integer(60, 86_400).default(3600), {
          unit: "seconds",
        }),
      }),
    ).default([]),
  ),
});

const reservation = (name: FunctionName, purpose: string) =>
  key(`Executions kept for the ${purpose}.`, integer(1, 1000).default(FUNCTION_RESERVATIONS[name]), {
    unit: "executions",
    addition: "The rule E42 adds them up; a busy log pipeline needs more indexers without a change of code.",
  });

export const functions = group({
  reservedConcurrency: group({
    bootstrap: reservation("bootstrap", "bootstrap function"),
    indexer: reservation("indexer", "log indexer; it limits the writers of the search domain"),
    extract: reservation("extract", "export to the lake, whose checkpoint allows one"),
    load: reservation("load", "load into BigQuery"),
    rotation: reservation("rotation", "rotation of secrets"),
    nightStop: reservation("nightStop", "night stop"),
  }),
});
