import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { PlatformComponent } from "../shared/component";
import type { Tags } from "../shared/tags";
import { EDGE_REGION } from "./edge-args";

export interface EdgeLoggingArgs {
  /** Start of the names of the delivery source and destination, and end of the log group's. */
  readonly namePrefix: string;
  readonly distributionArn: pulumi.Input<string>;
  /** Days the log is kept. */
  readonly retention: number;
  /** KMS key in us-east-1 for the log. */
  readonly logsKeyArn: pulumi.Input<string>;
  readonly tags?: Tags;
}

/** What is logged of a request. The query string and cookies are left out: both carry tokens and personal data. */
const FIELDS = [
  "date",
  "time",
  "x-edge-location",
  "sc-bytes",
  "c-ip",
  "cs-method",
  "cs(Host)",
  "cs-uri-stem",
  "sc-status",
  "cs(User-Agent)",
  "x-edge-result-type",
  "x-edge-request-id",
  "time-taken",
  "ssl-protocol",
  "ssl-cipher",
  "x-edge-response-result-type",
  "cs-protocol-version",
  "x-edge-detailed-result-type",
];

/**
 * Access logs of a distribution, by CloudFront's second log delivery. The first one needs a bucket with access control
 * lists, which the platform forbids.
 */
export class EdgeLogging extends PlatformComponent {
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: EdgeLoggingArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:network:EdgeLogging", name, { region: EDGE_REGION, tags: args.tags }, options);
    const group = new cloudwatch.LogGroup(
      this.childName("group"),
      {
        region: EDGE_REGION,
        name: `/aws/vendedlogs/cloudfront/${args.namePrefix}`,
        retentionInDays: args.retention,
        kmsKeyId: args.logsKeyArn,
        tags: this.tagsFor("group"),
      },
      this.child(),
    );
    const source = new cloudwatch.LogDeliverySource(
      this.childName("source"),
      {
        region: EDGE_REGION,
        name: `${args.namePrefix}-cloudfront`,
        logType: "ACCESS_LOGS",
        resourceArn: args.distributionArn,
        tags: this.tagsFor("source"),
      },
      this.child(),
    );
    const destination = new cloudwatch.LogDeliveryDestination(
      this.childName("destination"),
      {
        region: EDGE_REGION,
        name: `${args.namePrefix}-cloudfront`,
        outputFormat: "json",
        deliveryDestinationConfiguration: { destinationResourceArn: group.arn },
        tags: this.tagsFor("destination"),
      },
      this.child(),
    );
    new cloudwatch.LogDelivery(
      this.childName("delivery"),
      {
        region: EDGE_REGION,
        deliverySourceName: source.name,
        deliveryDestinationArn: destination.arn,
        recordFields: FIELDS,
        tags: this.tagsFor("delivery"),
      },
      this.child(),
    );
    this.logGroupName = group.name;
    this.registerOutputs({ logGroupName: this.logGroupName });
  }
}
