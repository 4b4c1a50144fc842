import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { PlatformComponent } from "../shared/component";
import type { Tags } from "../shared/tags";
import { type AccessLogContent, accessLogFields } from "./access-log-fields";
import { EDGE_REGION } from "./edge-args";

export interface EdgeLoggingArgs extends AccessLogContent {
  /** End of the log group's name. */
  readonly namePrefix: string;
  /** The distribution whose requests are logged. */
  readonly distributionArn: pulumi.Input<string>;
  /** Bucket for the log. @default - a log group */
  readonly bucketArn?: pulumi.Input<string>;
  /** Days the log group keeps the log. */
  readonly retention: number;
  /** KMS key in `us-east-1` for the log group. */
  readonly logsKeyArn: pulumi.Input<string>;
  readonly tags?: Tags;
}

/** Hours, not minutes: CloudFront writes several files an hour, and queries pay for each they open. */
const BUCKET_PATH = "{DistributionId}/{yyyy}/{MM}/{dd}/{HH}";

/**
 * Access logs of a distribution, by CloudFront's second way of logging. The first one writes to buckets with access
 * control lists only, which the platform forbids.
 *
 * Everything about it is in `us-east-1`; elsewhere the service does not know the distribution. The deploying role needs
 * `logs:PutResourcePolicy`: CloudWatch Logs itself admits the delivery to the log group.
 */
export class EdgeLogging extends PlatformComponent {
  /** Name of the log group; undefined if the log goes to a bucket. */
  readonly logGroupName: pulumi.Output<string> | undefined;

  constructor(name: string, args: EdgeLoggingArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:network:EdgeLogging", name, { region: EDGE_REGION, tags: args.tags }, options);
    const source = this.createSource(args);
    if (args.bucketArn === undefined) {
      const group = this.createGroup(args);
      this.deliver(source, this.createDestination(group.arn), args);
      this.logGroupName = group.name;
    } else {
      this.deliver(source, this.createDestination(args.bucketArn), args);
    }
    this.registerOutputs({ logGroupName: this.logGroupName });
  }

  private createGroup({ namePrefix, retention, logsKeyArn }: EdgeLoggingArgs): cloudwatch.LogGroup {
    return new cloudwatch.LogGroup(
      this.childName("group"),
      {
        region: this.region,
        // The service's own prefix: groups that share it share a statement of the policy that admits deliveries.
        name: `/aws/vendedlogs/cloudfront/${namePrefix}`,
        retentionInDays: retention,
        kmsKeyId: logsKeyArn,
        tags: this.tagsFor("group"),
      },
      this.child(),
    );
  }

  /** Has a generated name: the API overwrites a source of the same name, so a replacement would delete itself. */
  private createSource({ distributionArn }: EdgeLoggingArgs): cloudwatch.LogDeliverySource {
    return new cloudwatch.LogDeliverySource(
      this.childName("source"),
      { region: this.region, logType: "ACCESS_LOGS", resourceArn: distributionArn, tags: this.tagsFor("source") },
      this.child(),
    );
  }

  private createDestination(destinationResourceArn: pulumi.Input<string>): cloudwatch.LogDeliveryDestination {
    return new cloudwatch.LogDeliveryDestination(
      this.childName("destination"),
      {
        region: this.region,
        outputFormat: "json",
        deliveryDestinationConfiguration: { destinationResourceArn },
        tags: this.tagsFor("destination"),
      },
      this.child(),
    );
  }

  private deliver(
    source: cloudwatch.LogDeliverySource,
    destination: cloudwatch.LogDeliveryDestination,
    args: EdgeLoggingArgs,
  ): void {
    new cloudwatch.LogDelivery(
      this.childName("delivery"),
      {
        region: this.region,
        deliverySourceName: source.name,
        deliveryDestinationArn: destination.arn,
        recordFields: accessLogFields(args),
        ...(args.bucketArn === undefined
          ? {}
          : { s3DeliveryConfigurations: [{ suffixPath: BUCKET_PATH, enableHiveCompatiblePath: false }] }),
        tags: this.tagsFor("delivery"),
      },
      this.child(),
    );
  }
}
