import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as route53 from "@pulumi/aws/route53";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";

export interface DnsFirewallArgs extends PlatformArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Whether a query for any other name is reported or refused. */
  readonly mode: "alert" | "block";
  /** Names that may be resolved; a leading `*.` covers every name below. */
  readonly allowDomains: readonly string[];
  /** Name of the log group of all queries. */
  readonly logGroupName: string;
  /** Days the queries are kept. */
  readonly retention: number;
  readonly logsKeyArn: pulumi.Input<string>;
}

/** Every name, as the service stores it. */
const EVERY_NAME = "*.";

/**
 * Which names the network may resolve, and a log of every query. Data that leaves through DNS is the way around every
 * egress rule, because the resolver itself is always reachable.
 *
 * Every query is judged, also for names that only the network knows: a private hosted zone has to be on the list too.
 * A firewall that blocks refuses what it cannot judge while the service is impaired, and one that only reports lets it
 * through, because watching must not stop anybody from working.
 */
export class DnsFirewall extends PlatformComponent {
  constructor(name: string, args: DnsFirewallArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:network:DnsFirewall", name, args, options);
    const group = new route53.ResolverFirewallRuleGroup(
      this.childName("rules"),
      { region: this.region, tags: this.tagsFor("rules") },
      this.child(),
    );
    this.rule("allowed", 100, group, args.allowDomains.map(absoluteName), {
      action: "ALLOW",
      // A CNAME may lead to a name outside the list; only the name the workload asked for is judged.
      firewallDomainRedirectionAction: "TRUST_REDIRECTION_DOMAIN",
    });
    this.rule(
      "others",
      200,
      group,
      [EVERY_NAME],
      // NODATA says "no such record" at once; a dropped query would make every client wait for a time-out.
      args.mode === "block" ? { action: "BLOCK", blockResponse: "NODATA" } : { action: "ALERT" },
    );
    new route53.ResolverFirewallRuleGroupAssociation(
      this.childName("association"),
      {
        region: this.region,
        vpcId: args.vpcId,
        firewallRuleGroupId: group.id,
        priority: 101, // 100 and 9000 are reserved for Firewall Manager
        mutationProtection: "DISABLED", // enabled, the network could not be destroyed without a manual step
        tags: this.tagsFor("association"),
      },
      this.child(),
    );
    new route53.ResolverFirewallConfig(
      this.childName("failure-mode"),
      {
        region: this.region,
        resourceId: args.vpcId,
        firewallFailOpen: args.mode === "block" ? "DISABLED" : "ENABLED",
      },
      this.child(),
    );
    this.logQueries(args);
    this.registerOutputs({});
  }

  private rule(
    suffix: string,
    priority: number,
    group: route53.ResolverFirewallRuleGroup,
    domains: readonly string[],
    verdict: Pick<route53.ResolverFirewallRuleArgs, "action" | "blockResponse" | "firewallDomainRedirectionAction">,
  ): void {
    const list = new route53.ResolverFirewallDomainList(
      this.childName(`${suffix}-domains`),
      { region: this.region, domains: [...domains], tags: this.tagsFor(`${suffix}-domains`) },
      this.child(),
    );
    new route53.ResolverFirewallRule(
      this.childName(suffix),
      {
        region: this.region,
        firewallRuleGroupId: group.id,
        firewallDomainListId: list.id,
        priority,
        ...verdict,
      },
      this.child(),
    );
  }

  private logQueries(args: DnsFirewallArgs): void {
    const group = new cloudwatch.LogGroup(
      this.childName("queries"),
      {
        region: this.region,
        name: args.logGroupName,
        retentionInDays: args.retention,
        kmsKeyId: args.logsKeyArn,
        tags: this.tagsFor("queries"),
      },
      this.child(),
    );
    const config = new route53.ResolverQueryLogConfig(
      this.childName("query-log"),
      { region: this.region, destinationArn: group.arn, tags: this.tagsFor("query-log") },
      this.child(),
    );
    new route53.ResolverQueryLogConfigAssociation(
      this.childName("query-log-association"),
      { region: this.region, resolverQueryLogConfigId: config.id, resourceId: args.vpcId },
      this.child(),
    );
  }
}

/** The service stores names with the dot of the root; without it, every later run would find the list changed. */
function absoluteName(domain: string): string {
  return domain.endsWith(".") ? domain : `${domain}.`;
}
