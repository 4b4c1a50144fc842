import type * as pulumi from "@pulumi/pulumi";
import type { PlatformArgs } from "../shared/component";
import type { Grant } from "../shared/iam";
import type { TelemetryArgs } from "./telemetry-sidecar";

/** What a task is made of, whether a service keeps it running or somebody starts it once. */
export interface TaskArgs extends PlatformArgs {
  /** Region of the task: its log driver has to be told. Changing it replaces everything. */
  readonly region: string;
  /** AWS account, 12 digits. */
  readonly accountId: string;
  /** First part of the names other systems refer to: of the task role, the task family and the log group. */
  readonly namePrefix: string;
  /** Key of the log group. */
  readonly logsKeyArn: pulumi.Input<string>;
  /**
   * Image, pinned by digest (`…@sha256:<64 hex>`): a tag may be moved, and a restart would then run what nobody tested.
   * An output is trusted to be a private ECR image the program has just built.
   */
  readonly image: pulumi.Input<string>;
  /** What the container runs. @default - what the image says */
  readonly command?: readonly string[];
  /** CPU units of a task (1024 are one vCPU), sidecar included; one of Fargate's sizes. @default 256 */
  readonly cpu?: number;
  /** MiB of memory of a task, sidecar included; one Fargate offers for that CPU. @default 1024 */
  readonly memory?: number;
  /** Variables of the container, in plain text: a secret is refused here. @default {} */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Variable to ARN of the secret in Secrets Manager it is filled from when a task starts; `<arn>:<json key>::` takes
   * one key of a JSON secret. Only the execution role may read them, only these. @default {}
   */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>>;
  /** What the application itself may do: the task role's whole policy. @default [] */
  readonly taskGrants?: readonly Grant[];
  /**
   * Directories the application may write to; all others are read-only. The image has to declare each as a `VOLUME`
   * that user 10001 may write to: Fargate takes the permissions over from there. @default ["/tmp"]
   */
  readonly writablePaths?: readonly string[];
  /** Days the log is kept; a period CloudWatch offers. @default 30 */
  readonly logRetention?: number;
  /** OpenTelemetry collector beside the application. @default - none */
  readonly telemetry?: TelemetryArgs;
  /** Lets people open a shell in a task (ECS Exec). @default false - a shell bypasses every review */
  readonly executeCommand?: boolean;
}
