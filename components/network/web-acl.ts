import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as wafv2 from "@pulumi/aws/wafv2";
import type * as pulumi from "@pulumi/pulumi";
import { PlatformComponent } from "../shared/component";
import type { Tags } from "../shared/tags";
import { EDGE_REGION } from "./edge-args";
import { dataProtections, redactedFields } from "./waf-privacy";
import { visibility, type WafRulesArgs, wafRules } from "./waf-rules";

export interface WebAclArgs extends WafRulesArgs {
  /** End of the log group's name, which has to start with `aws-waf-logs-`. */
  readonly namePrefix: string;
  /** Days the log is kept. */
  readonly logRetention: number;
  /** Whether logs and samples contain query strings. */
  readonly logQueryStrings: boolean;
  /** KMS key in `us-east-1` for the log. */
  readonly logsKeyArn: pulumi.Input<string>;
  readonly tags?: Tags;
}

/**
 * The firewall of a CloudFront distribution: SQL injection, cross-site scripting, known bad inputs and addresses, rate
 * limits. It is in `us-east-1`, the only region that has firewalls for CloudFront, and is attached by the distribution,
 * through its ARN.
 *
 * Cost: 5 USD a month, 1 USD a rule and 0.60 USD for a million requests (2026). The rules use less than the 1,500
 * capacity units the price includes.
 *
 * It inspects the first 16 KB of a body. What comes after passes unseen: whoever takes uploads has to check them.
 */
export class WebAcl extends PlatformComponent {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: WebAclArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:network:WebAcl", name, { region: EDGE_REGION, tags: args.tags }, options);
    const acl = this.createAcl(args);
    this.log(acl, args);
    this.arn = acl.arn;
    this.registerOutputs({ arn: this.arn });
  }

  private createAcl(args: WebAclArgs): wafv2.WebAcl {
    return new wafv2.WebAcl(
      this.childName("acl"),
      {
        region: this.region,
        scope: "CLOUDFRONT",
        description: "Filters what reaches the platform from the internet.",
        defaultAction: { allow: {} },
        rules: wafRules(args).map(({ rule }) => rule),
        dataProtectionConfig: { dataProtections: dataProtections(args.logQueryStrings) },
        visibilityConfig: visibility(this.logicalName),
        tags: this.tagsFor("acl"),
      },
      this.child(),
    );
  }

  private log(acl: wafv2.WebAcl, args: WebAclArgs): void {
    const group = new cloudwatch.LogGroup(
      this.childName("log-group"),
      {
        region: this.region,
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
        region: this.region,
        resourceArn: acl.arn,
        logDestinationConfigs: [group.arn],
        redactedFields: redactedFields(args.logQueryStrings),
      },
      this.child(),
    );
  }
}
