import { expect } from "chai";
import { DnsFirewall } from "../../../components/network/dns-firewall";
import { Vpc } from "../../../components/network/vpc";
import type { ResourceGraph } from "../../../plan/graph";
import { register } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show that a query is refused; they show the lists, the order of the rules and what happens on failure.

const RULE = "aws:route53/resolverFirewallRule:ResolverFirewallRule";
const LIST = "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList";
const ASSOCIATION = "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation";
const FAILURE = "aws:route53/resolverFirewallConfig:ResolverFirewallConfig";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";

const KEY = "arn:aws:kms:ap-northeast-3:123456789012:key/11111111-2222-4333-a444-555555555555";

function build(mode: "alert" | "block", allowDomains: readonly string[] = ["*.amazonaws.com"]): Promise<ResourceGraph> {
  return register(
    () =>
      new DnsFirewall("dns", {
        region: "ap-northeast-3",
        vpcId: "vpc-0123456789abcdef0",
        mode,
        allowDomains,
        logGroupName: "/aws/vendedlogs/route53resolver/kumiki-test/vpc",
        retention: 90,
        logsKeyArn: KEY,
      }),
  );
}

/** Rules in the order they are evaluated: action, answer, names. */
function verdicts(graph: ResourceGraph): unknown[] {
  return graph
    .ofType(RULE)
    .sort((a, b) => Number(a.inputs.priority) - Number(b.inputs.priority))
    .map(({ inputs }) => [
      inputs.action,
      inputs.blockResponse,
      graph.ofType(LIST).find(({ id }) => id === inputs.firewallDomainListId)?.inputs.domains,
    ]);
}

describe("DnsFirewall", () => {
  it("lets the listed names through and reports every other one in alert mode", async () => {
    expect(verdicts(await build("alert"))).to.deep.equal([
      ["ALLOW", undefined, ["*.amazonaws.com."]],
      ["ALERT", undefined, ["*."]],
    ]);
  });

  it("answers every other name with no data in block mode", async () => {
    expect(verdicts(await build("block"))).to.deep.equal([
      ["ALLOW", undefined, ["*.amazonaws.com."]],
      ["BLOCK", "NODATA", ["*."]],
    ]);
  });

  it("writes names as the service stores them, so that a second run finds nothing to change", async () => {
    const graph = await build("block", ["api.example.com", "*.example.org."]);
    expect(graph.one(LIST, "dns-allowed-domains").inputs.domains).to.deep.equal(["api.example.com.", "*.example.org."]);
  });

  it("follows an allowed name wherever its owner redirects it", async () => {
    const rule = (await build("block")).one(RULE, "dns-allowed");
    expect(rule.inputs.firewallDomainRedirectionAction).to.equal("TRUST_REDIRECTION_DOMAIN");
  });

  for (const [mode, failOpen] of [
    ["alert", "ENABLED"],
    ["block", "DISABLED"],
  ] as const) {
    it(`has fail-open ${failOpen} in ${mode} mode`, async () => {
      expect((await build(mode)).one(FAILURE).inputs).to.deep.equal({
        region: "ap-northeast-3",
        resourceId: "vpc-0123456789abcdef0",
        firewallFailOpen: failOpen,
      });
    });
  }

  it("applies to the network, and does not stand in the way of destroying it", async () => {
    const graph = await build("block");
    const association = graph.one(ASSOCIATION).inputs;
    expect([association.vpcId, association.priority, association.mutationProtection]).to.deep.equal([
      "vpc-0123456789abcdef0",
      101,
      "DISABLED",
    ]);
    expect(association.firewallRuleGroupId).to.equal(
      graph.one("aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup").id,
    );
  });

  it("logs every query of the network to an encrypted group", async () => {
    const graph = await build("alert");
    const group = graph.one(GROUP);
    expect([group.inputs.name, group.inputs.kmsKeyId, group.inputs.retentionInDays]).to.deep.equal([
      "/aws/vendedlogs/route53resolver/kumiki-test/vpc",
      KEY,
      90,
    ]);
    const config = graph.one("aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig");
    expect(config.inputs.destinationArn).to.equal(group.outputs.arn);
    expect(
      graph.one("aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation").inputs,
    ).to.deep.equal({
      region: "ap-northeast-3",
      resolverQueryLogConfigId: config.id,
      resourceId: "vpc-0123456789abcdef0",
    });
  });

  it("puts its region on every regional resource", async () => {
    const graph = await build("block");
    expect([...new Set(graph.resources.map(({ region }) => region))]).to.have.members([undefined, "ap-northeast-3"]);
    expectWellFormed(graph);
  });
});

describe("Vpc's DNS firewall", () => {
  const ARGS = {
    region: "ap-northeast-1",
    accountId: "123456789012",
    namePrefix: "kumiki-test",
    availabilityZoneNames: ["ap-northeast-1a", "ap-northeast-1c"],
    s3BucketNamePatterns: ["kumiki-test-*"],
    logsKeyArn: KEY,
  };

  it("reports what is outside the API domains of both clouds by default", async () => {
    expect(verdicts(await register(() => new Vpc("vpc", ARGS)))).to.deep.equal([
      ["ALLOW", undefined, ["*.amazonaws.com.", "*.api.aws.", "*.googleapis.com."]],
      ["ALERT", undefined, ["*."]],
    ]);
  });

  it("does not exist when it is off, and neither does the log of queries", async () => {
    const graph = await register(() => new Vpc("vpc", { ...ARGS, dnsFirewall: { mode: "off", allowDomains: [] } }));
    expect(graph.resources.filter(({ type }) => type.startsWith("aws:route53/"))).to.deep.equal([]);
  });
});
