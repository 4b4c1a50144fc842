// Proves what the program gets to see. That the engine hands configuration over in this form only a real run shows.
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { loadConfig, parseConfig } from "../../config/load";
import { ConfigError, describeProblems } from "../../config/problem";
import { messagesOf, minimal, operatorLogin, PAGER_DUTY, production, type Raw, sourceOf, withValue } from "./fixtures";

function failure(run: () => unknown): ConfigError {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("The configuration was accepted.");
}

function parseFailure(raw: Raw): ConfigError {
  return failure(() => parseConfig(sourceOf(raw)));
}

function isDeeplyFrozen(value: unknown): boolean {
  if (typeof value !== "object" || value === null || pulumi.Output.isInstance(value)) return true;
  return Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen);
}

describe("loading configuration", () => {
  it("completes the least configuration with the defaults", () => {
    const config = parseConfig(sourceOf(minimal()));
    expect(config.region).to.equal("ap-northeast-1");
    expect(config.dataClassification).to.equal("internal");
    expect(config.account).to.deep.equal({ id: "123456789012", owner: false, createOpenSearchRole: false });
    expect(config.network).to.deep.equal({
      cidrBlock: "10.0.0.0/16",
      availabilityZones: ["ap-northeast-1a", "ap-northeast-1c"],
      zoneIds: [],
      natStrategy: "single",
      interfaceEndpoints: [],
      dnsFirewall: "alert",
      dnsFirewallAllowDomains: ["*.amazonaws.com", "*.api.aws", "*.googleapis.com"],
      cloudFrontPrefixListId: undefined,
      flowLogRetentionDays: 30,
      adopt: undefined,
    });
    expect(config.service.capacity).to.deep.equal({ onDemandBase: 1, onDemandWeight: 1, spotWeight: 0 });
    expect(config.aurora.deletionProtection).to.equal(true);
    expect(config.pagerDutyEndpoint).to.equal(undefined);
  });

  it("fills in defaults that follow another key", () => {
    const config = parseConfig(sourceOf(withValue(minimal(), "gcp.location", "asia-northeast2")));
    expect(config.gcp.cmekLocation).to.equal("asia-northeast2");
    expect(config.interop.prefix).to.equal("/platform/dev");
  });

  it("takes null for not set, at every depth", () => {
    const raw = withValue(withValue(minimal(), "network.cidrBlock", null), "commitments", null);
    expect(parseConfig(sourceOf(raw)).network.cidrBlock).to.equal("10.0.0.0/16");
    expect(messagesOf(withValue(minimal(), "account.id", null))).to.deep.equal([
      'Missing required configuration "account.id". Set it with: pulumi config set --path account.id <value>',
    ]);
  });

  it("asks for no confirmation of a purchase that is none", () => {
    const nothing = { acknowledge: null, savingsPlans: [], rds: [], cache: [] };
    expect(messagesOf(withValue(minimal(), "commitments", nothing))).to.deep.equal([]);
    expect(messagesOf(withValue(minimal(), "commitments", { ...nothing, acknowledge: "prod" }))).to.deep.equal([]);
  });

  it("takes digits as numbers and numbers as text, as `pulumi config set --path` stores them", () => {
    let raw = withValue(minimal(), "account.id", 123456789012);
    raw = withValue(raw, "github.ownerId", 42);
    raw = withValue(raw, "observability.sampling", "0.25");
    raw = withValue(raw, "aurora.maxAcu", "0012");
    raw = withValue(raw, "aurora.minAcu", "0.5");
    const config = parseConfig(sourceOf(raw));
    expect([config.account.id, config.github.ownerId]).to.deep.equal(["123456789012", "42"]);
    expect([config.observability.sampling, config.aurora.minAcu, config.aurora.maxAcu]).to.deep.equal([0.25, 0.5, 12]);
  });

  it("refuses an unquoted engine version, because 17.10 would arrive as 17.1", () => {
    expect(messagesOf(withValue(minimal(), "aurora.engineVersion", 17.1))).to.deep.equal([
      'aurora.engineVersion must be a quoted version such as "17.7", got "17.1".',
    ]);
  });

  it("freezes everything", () => {
    const config = parseConfig(sourceOf({ ...production(), ...operatorLogin() }));
    expect(isDeeplyFrozen(config)).to.equal(true);
  });

  it("reports every problem at once: keys first, then what does not fit together", () => {
    let raw = withValue(production(), "account.id", "1");
    raw = withValue(raw, "edge.wafMode", "off");
    raw = withValue(raw, "vpc", "x");
    raw = withValue(raw, "aurora.deletionProtection", false);
    expect(messagesOf(raw, { region: null })).to.deep.equal([
      'Missing required configuration "aws:region". Set it with: pulumi config set --path aws:region <value>',
      'account.id must be exactly 12 digits, got "1".',
      'edge.wafMode must be one of "block", "count", got "off".',
      'Unknown configuration key "vpc". docs/configuration.md lists every key.',
      "aurora.deletionProtection must be true in prod.",
    ]);
  });

  it("gives no verdict on keys that depend on a refused one", () => {
    const raw = withValue(minimal(), "network.cidrBlock", "10.0.0.1/16");
    expect(messagesOf(withValue(raw, "dr.cidrBlock", "10.0.0.0/16"))).to.deep.equal([
      'network.cidrBlock "10.0.0.1/16" must be a private range between /16 and /20.',
    ]);
    expect(messagesOf(withValue(minimal(), "gcp.location", "Tokyo"))).to.deep.equal([
      'gcp.location must be a Google Cloud region such as "asia-northeast1", got "Tokyo".',
    ]);
  });

  it("refuses a section that is no group of settings", () => {
    for (const value of ["10.0.0.0/16", "[1]", "{broken"]) {
      const expected = `edge must be a group of settings, each as "key: value" on an indented line, got "${value}".`;
      expect(messagesOf({ ...minimal(), edge: value })).to.deep.equal([expected]);
    }
  });

  it("names the item of a list", () => {
    const jobs = [
      { name: "report", schedule: "rate(1 hour)" },
      { name: "report", schedule: "hourly", cpus: 1 },
    ];
    expect(messagesOf(withValue(minimal(), "batch.jobs", jobs))).to.deep.equal([
      'batch.jobs[1].schedule must be a schedule of EventBridge such as "rate(1 hour)" or "cron(0 2 * * ? *)", got "hourly".',
      'Unknown configuration key "batch.jobs[1].cpus". Did you mean "batch.jobs[1].cpu"?',
      'batch.jobs[1].name must be different from the names of the other jobs, got "report".',
    ]);
  });

  it("says once what is wrong with two keys alike", () => {
    const raw = withValue(withValue(minimal(), "github.ownerId", "org"), "github.repositoryId", "repo");
    const found = parseFailure(raw).problems.map(({ id, path }) => [id, path]);
    expect(found).to.deep.equal([["E43", "github.ownerId"]]);
  });

  it("places each problem where the reader of a stack file finds it", () => {
    const { problems } = parseFailure(withValue(minimal(), "account.id", "1"));
    const text = describeProblems("dev", problems, (path) => `Pulumi.dev.yaml:${path.length}`);
    expect(text.split("\n")[1]).to.equal('  E02  Pulumi.dev.yaml:10: account.id must be exactly 12 digits, got "1".');
  });

  it("throws an error the engine prints without a stack trace, in both languages", () => {
    const error = parseFailure(withValue(minimal(), "account.id", "1"));
    expect(pulumi.RunError.isInstance(error)).to.equal(true);
    expect(error.message).to.equal(
      [
        'The configuration of stack "dev" has 1 problem (設定に1件の問題があります):',
        '  E02  account.id must be exactly 12 digits, got "1".',
        '       account.id は12桁の数字で指定してください（現在の値: "1"）。',
      ].join("\n"),
    );
  });

  it("reads the running program, secrets included", () => {
    const { values, secretKeys } = sourceOf(production(), { stack: "stack" });
    const before = pulumi.runtime.allConfig();
    pulumi.runtime.setAllConfig({ ...values }, [...secretKeys]);
    try {
      const config = loadConfig();
      expect(config.network.natStrategy).to.equal("onePerAz");
      expect(pulumi.Output.isInstance(config.pagerDutyEndpoint)).to.equal(true);
      pulumi.runtime.setAllConfig({ ...values, "kumiki:pagerDutyEndpoint": PAGER_DUTY }, []);
      expect(failure(loadConfig).problems.map(({ id }) => id)).to.deep.equal(["E34"]);
    } finally {
      pulumi.runtime.setAllConfig(before, []);
    }
  });
});
