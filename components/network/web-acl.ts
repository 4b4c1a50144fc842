import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as wafv2 from "@pulumi/aws/wafv2";
import type * as pulumi from "@pulumi/pulumi";
import { PlatformComponent } from "../shared/component";
import type { Tags } from "../shared/tags";
import { EDGE_REGION } from "./edge-args";
import { visibility, type WafRulesArgs, wafRules } from "./waf-rules";

export interface WebAclArgs extends WafRulesArgs {
  /** End of the log group's name, which has to start with `aws-waf-logs-`. */
  readonly namePrefix: string;
  /** Days the log is kept. */
  readonly logRetention: number;
  /** KMS key in us-east-1 for the log. */
  readonly logsKeyArn: pulumi.Input<string>;
  readonly tags?: Tags;
}

/**
 * The firewall of a CloudFront distribution: SQL injection, cross-site scripting, known bad inputs and addresses, rate
 * limits. It lives in us-east-1 and is attached by the distribution, through its ARN.
 *
 * Cost: 5 USD a month, 1 USD a rule and 0.60 USD for a million requests (2026).
 */
export class WebAcl extends PlatformComponent {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: WebAclArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:network:WebAcl", name, { region: EDGE_REGION, tags: args.tags }, options);
    const acl = new wafv2.WebAcl(
      this.childName("acl"),
      {
        region: EDGE_REGION,
        scope: "CLOUDFRONT",
        description: "Filters what reaches the platform from the internet.",
        defaultAction: { allow: {} },
        rules: wafRules(args).map(({ rule }) => rule),
        visibilityConfig: visibility(name),
        tags: this.tagsFor("acl"),
      },
      this.child(),
    );
    this.createLogging(acl, args);
    this.arn = acl.arn;
    this.registerOutputs({ arn: this.arn });
  }

  private createLogging(acl: wafv2.WebAcl, args: WebAclArgs): void {
    const group = new cloudwatch.LogGroup(
      this.childName("log-group"),
      {
        region: EDGE_REGION,
        name: `aws-waf-logs-${args.namePrefix}`, // the service refuses a destination of any other name
        retentionInDays: args.logRetention,
        kmsKeyId: args.logsKeyArn,
        tags: this.tagsFor("log-group"),
      },
      this.child(),
    );
    new wafv2.WebAclLoggingConfiguration(
      this.childName("logging"),
      {
        region: EDGE_REGION,
        resourceArn: acl.arn,
        logDestinationConfigs: [group.arn],
        // Both carry what a session is worth; nobody needs either to understand an attack.
        redactedFields: [{ singleHeader: { name: "authorization" } }, { singleHeader: { name: "cookie" } }],
      },
      this.child(),
    );
  }
}
