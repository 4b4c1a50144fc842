import * as scheduler from "@pulumi/aws/scheduler";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { awsArn } from "../shared/naming";
import { ServiceRole } from "../shared/service-role";
import type { FunctionSchedule } from "./lambda-function-args";

export interface FunctionTimerArgs extends PlatformArgs {
  /** Region of the function and its schedule. */
  readonly region: string;
  /** AWS account, 12 digits. */
  readonly accountId: string;
  readonly functionArn: pulumi.Input<string>;
  /** Key the schedule's input is encrypted by; it must be usable through the scheduler and for schedules. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly schedule: FunctionSchedule;
}

/** Calls one function by the clock, with a role that can call that function and nothing else. */
export class FunctionTimer extends PlatformComponent {
  constructor(name: string, args: FunctionTimerArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:compute:FunctionTimer", name, args, options);
    const { region, accountId, schedule, functionArn, kmsKeyArn } = args;
    const scheduleName = this.childName("schedule");
    const role = new ServiceRole(
      this.childName("role"),
      {
        accountId,
        service: "scheduler.amazonaws.com",
        description: "Lets the scheduler call one function.",
        grants: [
          { sid: "CallFunction", actions: ["lambda:InvokeFunction"], resources: [functionArn] },
          {
            sid: "DecryptInput",
            actions: ["kms:Decrypt"],
            resources: [kmsKeyArn],
            conditions: {
              // The schedule comes after its role, and its name is the logical one with something random behind it.
              ArnLike: {
                "kms:EncryptionContext:aws:scheduler:schedule:arn": awsArn(
                  "scheduler",
                  region,
                  accountId,
                  `schedule/default/${scheduleName}-*`,
                ),
              },
            },
          },
        ],
        ...this.inherited,
      },
      { parent: this },
    );
    new scheduler.Schedule(
      scheduleName,
      {
        region,
        scheduleExpression: schedule.expression,
        scheduleExpressionTimezone: schedule.timezone ?? "Asia/Tokyo",
        flexibleTimeWindow: { mode: "OFF" },
        kmsKeyArn,
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
