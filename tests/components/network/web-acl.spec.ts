import { expect } from "chai";
import { INCLUDED_CAPACITY, type WafRulesArgs, wafRules } from "../../../components/network/waf-rules";
import { WebAcl, type WebAclArgs } from "../../../components/network/web-acl";
import { register } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";
import { LOGS_KEY } from "./edge-fixture";

// Mocks cannot show what the managed rules find, nor how many capacity units the service counts.

const ACL = "aws:wafv2/webAcl:WebAcl";
const RULES: WafRulesArgs = { mode: "block", rateLimit: 2000, loginRateLimit: 100, loginPath: "/Login", geoAllow: [] };

function build(overrides: Partial<WebAclArgs> = {}): () => WebAcl {
  return () =>
    new WebAcl("firewall", {
      ...RULES,
      namePrefix: "kumiki-dev",
      logRetention: 90,
      logQueryStrings: false,
      logsKeyArn: LOGS_KEY,
      ...overrides,
    });
}

function ruleNamed(name: string, overrides: Partial<WafRulesArgs> = {}) {
  const found = wafRules({ ...RULES, ...overrides }).find(({ rule }) => rule.name === name);
  if (found === undefined) throw new Error(`there is no rule ${name}`);
  return found.rule;
}

function capacity(overrides: Partial<WafRulesArgs>): number {
  return wafRules({ ...RULES, ...overrides }).reduce((sum, rule) => sum + rule.capacity, 0);
}

describe("rules of the firewall", () => {
  it("are evaluated from the cheapest to the dearest, each with a priority of its own", () => {
    expect(wafRules(RULES).map(({ rule, capacity }) => [rule.priority, rule.name, capacity])).to.deep.equal([
      [0, "IpReputation", 25],
      [1, "LoginRate", 34],
      [2, "Rate", 2],
      [3, "KnownBadInputs", 200],
      [4, "Common", 700],
      [5, "SqlInjection", 200],
    ]);
  });

  it("stay within the capacity the price includes", () => {
    expect(capacity({})).to.equal(1161);
    expect(capacity({ geoAllow: ["JP"] })).to.equal(1162);
    expect(capacity({ geoAllow: ["JP"] })).to.be.below(INCLUDED_CAPACITY);
  });

  it("are AWS's own against bad addresses, bad inputs, cross-site scripting and SQL injection", () => {
    const groups = ["IpReputation", "KnownBadInputs", "Common", "SqlInjection"].map((name) => ruleNamed(name));
    expect(groups.map(({ statement, overrideAction }) => ({ statement, overrideAction }))).to.deep.equal(
      [
        ["AWSManagedRulesAmazonIpReputationList", []],
        ["AWSManagedRulesKnownBadInputsRuleSet", []],
        ["AWSManagedRulesCommonRuleSet", [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }]],
        ["AWSManagedRulesSQLiRuleSet", []],
      ].map(([name, ruleActionOverrides]) => ({
        statement: { managedRuleGroupStatement: { vendorName: "AWS", name, ruleActionOverrides } },
        overrideAction: { none: {} },
      })),
    );
  });

  it("answer 429 to an address that asks too often", () => {
    expect(ruleNamed("Rate")).to.deep.equal({
      name: "Rate",
      priority: 2,
      action: { block: { customResponse: { responseCode: 429 } } },
      statement: { rateBasedStatement: { limit: 2000, evaluationWindowSec: 300, aggregateKeyType: "IP" } },
      visibilityConfig: { metricName: "Rate", cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true },
    });
  });

  it("answer it sooner where passwords are guessed, however the path is written", () => {
    const { action, statement } = ruleNamed("LoginRate");
    expect({ action, statement }).to.deep.equal({
      action: { block: { customResponse: { responseCode: 429 } } },
      statement: {
        rateBasedStatement: {
          limit: 100,
          evaluationWindowSec: 300,
          aggregateKeyType: "IP",
          scopeDownStatement: {
            byteMatchStatement: {
              searchString: "/login",
              positionalConstraint: "STARTS_WITH",
              fieldToMatch: { uriPath: {} },
              textTransformations: [
                { priority: 0, type: "URL_DECODE" },
                { priority: 1, type: "NORMALIZE_PATH" },
                { priority: 2, type: "LOWERCASE" },
              ],
            },
          },
        },
      },
    });
  });

  it("only count while false alarms are looked for", () => {
    const effects = wafRules({ ...RULES, mode: "count" }).map(({ rule }) => rule.overrideAction ?? rule.action);
    expect(effects).to.deep.equal(Array(6).fill({ count: {} }));
  });

  for (const mode of ["block", "count"] as const) {
    it(`refuse other countries than those allowed first of all, in mode ${mode}`, () => {
      const [first] = wafRules({ ...RULES, mode, geoAllow: ["JP", "US"] });
      expect(first?.rule).to.deep.equal({
        name: "Countries",
        priority: 0,
        action: { block: {} },
        statement: { notStatement: { statement: { geoMatchStatement: { countryCodes: ["JP", "US"] } } } },
        visibilityConfig: { metricName: "Countries", cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true },
      });
    });
  }

  it("have metrics of their own, each", () => {
    const rules = wafRules({ ...RULES, geoAllow: ["JP"] }).map(({ rule }) => rule);
    expect(rules.map(({ visibilityConfig }) => visibilityConfig)).to.deep.equal(
      rules.map(({ name }) => ({ metricName: name, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true })),
    );
  });
});

describe("WebAcl", () => {
  it("is for CloudFront, in us-east-1, and admits what no rule refuses", async () => {
    const graph = await register(build({ tags: { Owner: "platform" } }));
    const acl = graph.one(ACL);
    const { scope, defaultAction, visibilityConfig, rules } = acl.inputs;
    expect({ region: acl.region, scope, defaultAction, visibilityConfig }).to.deep.equal({
      region: "us-east-1",
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      visibilityConfig: { metricName: "firewall", cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true },
    });
    expect(rules).to.deep.equal(wafRules(RULES).map(({ rule }) => rule));
    expect(acl.outputs.arn).to.match(/^arn:aws:wafv2:us-east-1:123456789012:global\/webacl\/firewall-acl-/);
    expectWellFormed(graph, ["Owner", "Component", "Name"]);
  });

  it("logs to an encrypted group in us-east-1, under the name the service asks for", async () => {
    const graph = await register(build());
    const group = graph.one("aws:cloudwatch/logGroup:LogGroup");
    expect(group.inputs).to.deep.equal({
      region: "us-east-1",
      name: "aws-waf-logs-kumiki-dev",
      retentionInDays: 90,
      kmsKeyId: LOGS_KEY,
      tags: { Component: "WebAcl", Name: "firewall-log-group" },
    });
    expect(graph.one("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration").inputs).to.deep.equal({
      region: "us-east-1",
      resourceArn: graph.one(ACL).outputs.arn,
      logDestinationConfigs: [group.outputs.arn],
      redactedFields: [
        { singleHeader: { name: "authorization" } },
        { singleHeader: { name: "cookie" } },
        { singleHeader: { name: "referer" } },
        { queryString: {} },
      ],
    });
  });

  it("masks credentials and query strings in samples too, which redaction of the log does not reach", async () => {
    expect((await register(build())).one(ACL).inputs.dataProtectionConfig).to.deep.equal({
      dataProtections: [
        {
          action: "SUBSTITUTION",
          field: { fieldType: "SINGLE_HEADER", fieldKeys: ["authorization", "cookie", "referer"] },
        },
        { action: "SUBSTITUTION", field: { fieldType: "SINGLE_COOKIE" } },
        { action: "SUBSTITUTION", field: { fieldType: "QUERY_STRING" } },
      ],
    });
  });

  it("shows query strings if asked, never credentials", async () => {
    const graph = await register(build({ logQueryStrings: true }));
    const { redactedFields } = graph.one("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration").inputs;
    expect(redactedFields).to.deep.equal([
      { singleHeader: { name: "authorization" } },
      { singleHeader: { name: "cookie" } },
    ]);
    expect(graph.one(ACL).inputs.dataProtectionConfig).to.deep.equal({
      dataProtections: [
        { action: "SUBSTITUTION", field: { fieldType: "SINGLE_HEADER", fieldKeys: ["authorization", "cookie"] } },
        { action: "SUBSTITUTION", field: { fieldType: "SINGLE_COOKIE" } },
      ],
    });
  });
});
