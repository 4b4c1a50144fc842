import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { awsArn } from "../shared/naming";
import { ServiceRole } from "../shared/service-role";

export interface FlowLogsArgs extends PlatformArgs {
  readonly region: string;
  /** AWS account, 12 digits. */
  readonly accountId: string;
  /** Network whose traffic is logged. */
  readonly vpcId: pulumi.Input<string>;
  /** Name of the log group. */
  readonly logGroupName: string;
  /** Days the log is kept; one of the values CloudWatch Logs accepts. */
  readonly retention: number;
  /** KMS key of the log group; its policy must admit CloudWatch Logs. */
  readonly logsKeyArn: pulumi.Input<string>;
}

/** All accepted and rejected traffic of a network, in an encrypted log group. */
export class FlowLogs extends PlatformComponent {
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: FlowLogsArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:network:FlowLogs", name, args, options);
    const group = new cloudwatch.LogGroup(
      this.childName("group"),
      {
        region: this.region,
        name: args.logGroupName,
        retentionInDays: args.retention,
        kmsKeyId: args.logsKeyArn,
        tags: this.tagsFor("group"),
      },
      this.child(),
    );
    const role = new ServiceRole(
      this.childName("role"),
      {
        accountId: args.accountId,
        service: "vpc-flow-logs.amazonaws.com",
        sourceArn: awsArn("ec2", args.region, args.accountId, "vpc-flow-log/*"),
        description: `Writes the flow logs of ${args.logGroupName}.`,
        grants: [
          {
            sid: "WriteFlowLogs",
            actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            resources: [pulumi.interpolate`${group.arn}:*`],
          },
          {
            sid: "FindTheGroup",
            actions: ["logs:DescribeLogGroups"],
            // The action lists groups and cannot be limited to one, but it can be to an account and a region.
            resources: [awsArn("logs", args.region, args.accountId, "log-group:*")],
          },
        ],
        ...this.inherited,
      },
      this.child(),
    );
    new ec2.FlowLog(
      this.childName("log"),
      {
        region: this.region,
        vpcId: args.vpcId,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: group.arn,
        iamRoleArn: role.arn,
        maxAggregationInterval: 60, // seconds; the default of ten minutes is too coarse to follow an attack
        tags: this.tagsFor("log"),
      },
      this.child(),
    );
    this.logGroupName = group.name;
    this.registerOutputs({ logGroupName: this.logGroupName });
  }
}
