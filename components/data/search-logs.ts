import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as inputs from "@pulumi/aws/types/input";
import * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { resourcePolicy } from "../shared/iam";

/** What a domain logs, by the service's name for it. */
const LOG_TYPES = {
  application: "ES_APPLICATION_LOGS",
  audit: "AUDIT_LOGS",
  indexSlow: "INDEX_SLOW_LOGS",
  searchSlow: "SEARCH_SLOW_LOGS",
} as const;

export type SearchLog = keyof typeof LOG_TYPES;
const LOGS: readonly SearchLog[] = ["application", "audit", "indexSlow", "searchSlow"];

export interface SearchLogsArgs extends PlatformArgs {
  readonly region: string;
  /** AWS account, 12 digits. */
  readonly accountId: string;
  readonly domainName: string;
  /** ARN of the domain, known before it exists. */
  readonly domainArn: string;
  /** Days each log is kept; one of the values CloudWatch Logs accepts. */
  readonly retention: number;
  /** KMS key of the log groups; its policy must admit CloudWatch Logs. */
  readonly logsKeyArn: pulumi.Input<string>;
}

/**
 * The four logs of a domain, in encrypted groups that exist, with the right to write to them, before the domain does:
 * the service refuses to publish to a group it cannot write to.
 *
 * The right is one policy for the account's region, of which there may be ten
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html): one for all four groups, and
 * for this domain only.
 */
export class SearchLogs extends PlatformComponent {
  /** What the domain is told. */
  readonly publishing: inputs.opensearch.DomainLogPublishingOption[];
  readonly groupNames: Readonly<Record<SearchLog, pulumi.Output<string>>>;

  constructor(name: string, args: SearchLogsArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:data:SearchLogs", name, args, options);
    const groups = {
      application: this.createGroup("application", args),
      audit: this.createGroup("audit", args),
      indexSlow: this.createGroup("index-slow", args),
      searchSlow: this.createGroup("search-slow", args),
    };
    this.admitDomain(
      LOGS.map((log) => groups[log].arn),
      args,
    );
    this.publishing = LOGS.map((log) => ({
      logType: LOG_TYPES[log],
      cloudwatchLogGroupArn: groups[log].arn,
      enabled: true,
    }));
    this.groupNames = {
      application: groups.application.name,
      audit: groups.audit.name,
      indexSlow: groups.indexSlow.name,
      searchSlow: groups.searchSlow.name,
    };
    this.registerOutputs({ groupNames: this.groupNames });
  }

  private createGroup(suffix: string, args: SearchLogsArgs): cloudwatch.LogGroup {
    return new cloudwatch.LogGroup(
      this.childName(suffix),
      {
        region: this.region,
        name: `/aws/opensearch/domains/${args.domainName}/${suffix}`,
        retentionInDays: args.retention,
        kmsKeyId: args.logsKeyArn,
        tags: this.tagsFor(suffix),
      },
      this.child(),
    );
  }

  private admitDomain(groupArns: readonly pulumi.Output<string>[], args: SearchLogsArgs): void {
    new cloudwatch.LogResourcePolicy(
      this.childName("policy"),
      {
        region: this.region,
        policyName: `${args.domainName}-domain-logs`,
        policyDocument: resourcePolicy([
          {
            sid: "WrittenByDomain",
            principal: { service: "es.amazonaws.com" },
            actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:PutLogEventsBatch"],
            resources: groupArns.map((arn) => pulumi.interpolate`${arn}:*`),
            conditions: {
              StringEquals: { "aws:SourceAccount": args.accountId },
              ArnLike: { "aws:SourceArn": args.domainArn },
            },
          },
        ]),
      },
      this.child(),
    );
  }
}
