import * as scheduler from "@pulumi/aws/scheduler";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { ServiceRole } from "../shared/service-role";
import type { FunctionSchedule } from "./lambda-function-args";

export interface FunctionTimerArgs extends PlatformArgs {
  /** Region of the function and its schedule. */
  readonly region: string;
  /** AWS account, 12 digits. */
  readonly accountId: string;
  readonly functionArn: pulumi.Input<string>;
  /** Key the schedule's input is encrypted by; its policy must admit the scheduler. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly schedule: FunctionSchedule;
}

/** Calls one function by the clock, with a role that can call that function and nothing else. */
export class FunctionTimer extends PlatformComponent {
  constructor(name: string, args: FunctionTimerArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:compute:FunctionTimer", name, args, options);
    const { schedule, functionArn } = args;
    const role = new ServiceRole(
      this.childName("role"),
      {
        accountId: args.accountId,
        service: "scheduler.amazonaws.com",
        description: "Lets the scheduler call one function.",
        grants: [
          { sid: "CallFunction", actions: ["lambda:InvokeFunction"], resources: [functionArn] },
          {
            // The scheduler reads the input it has encrypted in the name of this role.
            sid: "ReadInput",
            actions: ["kms:Decrypt"],
            resources: [args.kmsKeyArn],
            conditions: { StringEquals: { "kms:ViaService": `scheduler.${args.region}.amazonaws.com` } },
          },
        ],
        ...this.inherited,
      },
      { parent: this },
    );
    new scheduler.Schedule(
      this.childName("schedule"),
      {
        region: this.region,
        scheduleExpression: schedule.expression,
        scheduleExpressionTimezone: schedule.timezone ?? "Asia/Tokyo",
        flexibleTimeWindow: { mode: "OFF" },
        kmsKeyArn: args.kmsKeyArn,
        target: {
          arn: functionArn,
          roleArn: role.arn,
          input: JSON.stringify(schedule.input ?? {}),
          // The call itself is asynchronous and has attempts of its own; this is for the scheduler reaching Lambda at all.
          retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 900 },
        },
      },
      this.child({ dependsOn: [role] }),
    );
    this.registerOutputs({});
  }
}
