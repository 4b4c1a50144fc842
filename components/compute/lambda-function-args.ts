import type * as pulumi from "@pulumi/pulumi";
import type { PlatformArgs } from "../shared/component";
import type { Grant } from "../shared/iam";
import type { FunctionCode } from "./function-code";
import type { Queue } from "./queue";

/** Where a function has its network interfaces. Without one it runs outside of every VPC. */
export interface FunctionNetwork {
  /** Subnets, one a zone at least. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly securityGroupId: pulumi.Input<string>;
}

/** When a function is called by the clock. */
export interface FunctionSchedule {
  /** `rate(15 minutes)` or `cron(0 3 * * ? *)`, as EventBridge Scheduler reads them. */
  readonly expression: string;
  /** Time zone of a cron expression. @default "Asia/Tokyo" */
  readonly timezone?: string;
  /** What the function is called with. @default {} */
  readonly input?: Readonly<Record<string, unknown>>;
}

/** A queue whose messages a function works through. */
export interface FunctionQueue {
  /** Its visibility timeout must be at least six times the function's, so that no message is worked on twice. */
  readonly queue: Queue;
  /** Messages in one call, 1-10. @default 1 */
  readonly batchSize?: number;
  /** How many calls may run at once, 2-1000; no more than the reserved concurrency. @default - as many as are reserved */
  readonly maximumConcurrency?: number;
}

export interface LambdaFunctionArgs extends PlatformArgs {
  /** Region of the function. Changing it replaces the function. */
  readonly region: string;
  /** AWS account, 12 digits. */
  readonly accountId: string;
  /** Start of the function's name, its role's and its log group's. */
  readonly namePrefix: string;
  /** Rest of the names: lower-case letters, digits and dashes. Changing it replaces the function. */
  readonly functionName: string;
  /** What it does, in one sentence; 256 characters at most. */
  readonly description: string;
  /** What it runs, from `functionCode`. */
  readonly code: FunctionCode;
  /** What the code may do, besides writing its log and traces and working through its queue. */
  readonly grants: readonly Grant[];
  /** Variables of the code. A secret does not belong here: give its ARN, and let the code read it. @default {} */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Seconds after which a call is ended, 1-900. @default 60 */
  readonly timeout?: number;
  /** Memory in MiB, 128-10240; the processor grows with it. @default 256 */
  readonly memory?: number;
  /** Calls that may run at once, 1-1000, taken out of the account's pool: it limits and guarantees at the same time. */
  readonly reservedConcurrency: number;
  /** @default - outside of every VPC, with the internet and without the platform's network */
  readonly network?: FunctionNetwork;
  /** Calls by the clock. @default - none */
  readonly schedule?: FunctionSchedule;
  /** Messages to work through. @default - none */
  readonly consumes?: FunctionQueue;
  /** Where calls end up that failed on every attempt. @default - they are lost, and only counted */
  readonly failures?: Queue;
  /**
   * Key of the environment, of the code at rest and of the schedule; it must be usable through Lambda and, with a
   * schedule, as `scheduler` of `Keys`.
   */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Key of the log group. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days the log is kept; a period CloudWatch offers. @default 30 */
  readonly logRetention?: number;
}
