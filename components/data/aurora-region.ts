import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import type { Grant } from "../shared/iam";
import { awsArn } from "../shared/naming";
import { ServiceRole } from "../shared/service-role";
import { databaseLogGroup } from "./aurora-names";
import { auroraParameters, parameterFamily } from "./aurora-parameters";
import type { AuroraSpec } from "./aurora-spec";

export interface AuroraRegionArgs extends PlatformArgs {
  readonly region: string;
  readonly spec: AuroraSpec;
  /** The cluster of this region. */
  readonly clusterIdentifier: string;
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly logsKeyArn: pulumi.Input<string>;
}

/** Where RDS writes measurements of the operating system: one group for all instances of an account and region. */
const METRICS_GROUP = "RDSOSMetrics";

/**
 * What a cluster stands on in one region: its subnets, its settings, its logs and the role that measures its instances.
 */
export class AuroraRegion extends PlatformComponent {
  readonly subnetGroupName: pulumi.Output<string>;
  readonly parameterGroupName: pulumi.Output<string>;
  /** @default - nothing is measured */
  readonly monitoringRoleArn: pulumi.Output<string> | undefined;
  /** Names of the log groups, one for each type. */
  readonly logGroupNames: readonly pulumi.Output<string>[];

  constructor(
    name: string,
    private readonly args: AuroraRegionArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("kumiki:data:AuroraRegion", name, args, options);
    this.subnetGroupName = this.createSubnetGroup();
    this.parameterGroupName = this.createParameterGroup();
    this.logGroupNames = args.spec.logTypes.map((type) => this.createLogGroup(type));
    this.monitoringRoleArn = args.spec.monitoringInterval === 0 ? undefined : this.createMonitoringRole();
    this.registerOutputs({
      subnetGroupName: this.subnetGroupName,
      parameterGroupName: this.parameterGroupName,
      monitoringRoleArn: this.monitoringRoleArn,
      logGroupNames: this.logGroupNames,
    });
  }

  private createSubnetGroup(): pulumi.Output<string> {
    return new rds.SubnetGroup(
      this.childName("subnets"),
      {
        region: this.region,
        description: `Subnets of ${this.args.clusterIdentifier}`,
        subnetIds: [...this.args.subnetIds],
        tags: this.tagsFor("subnets"),
      },
      this.child(),
    ).name;
  }

  private createParameterGroup(): pulumi.Output<string> {
    const { spec, clusterIdentifier } = this.args;
    const args: rds.ClusterParameterGroupArgs = {
      region: this.region,
      description: `Settings of ${clusterIdentifier}`,
      family: parameterFamily(spec.engineVersion),
      parameters: auroraParameters(spec),
      tags: this.tagsFor("parameters"),
    };
    return new rds.ClusterParameterGroup(
      this.childName("parameters"),
      spec.transform?.parameterGroup?.(args) ?? args,
      this.child(),
    ).name;
  }

  /** Created before anything writes to it: a group RDS creates itself has no key and keeps its lines for ever. */
  private createLogGroup(type: string): pulumi.Output<string> {
    const { spec, clusterIdentifier, logsKeyArn } = this.args;
    return new cloudwatch.LogGroup(
      this.childName(`log-${type}`),
      {
        region: this.region,
        name: databaseLogGroup(clusterIdentifier, type),
        kmsKeyId: logsKeyArn,
        retentionInDays: spec.logRetention,
        tags: this.tagsFor(`log-${type}`),
      },
      // The logs of a cluster that is left behind are what a restore is explained with.
      this.child(spec.deletionProtection ? { retainOnDelete: true } : {}),
    ).name;
  }

  private createMonitoringRole(): pulumi.Output<string> {
    const { region, spec, clusterIdentifier } = this.args;
    return new ServiceRole(
      this.childName("monitoring-role"),
      {
        accountId: spec.accountId,
        service: "monitoring.rds.amazonaws.com",
        sourceArn: awsArn("rds", region, spec.accountId, "db:*"),
        description: `Lets RDS write measurements of the operating systems below ${clusterIdentifier}.`,
        grants: measurementGrants(region, spec.accountId),
        ...this.inherited,
      },
      { parent: this },
    ).arn;
  }
}

/** What `AmazonRDSEnhancedMonitoringRole` allows, for this account and region only. */
function measurementGrants(region: string, accountId: string): Grant[] {
  const group = awsArn("logs", region, accountId, `log-group:${METRICS_GROUP}`);
  return [
    {
      sid: "KeepMeasurements",
      actions: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"],
      resources: [group, `${group}:*`],
    },
    {
      sid: "WriteMeasurements",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:PutLogEvents"],
      resources: [`${group}:log-stream:*`],
    },
  ];
}
