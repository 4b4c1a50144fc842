// Proves the uniform text of values without an id of their own; the services have further limits of their own.
import { expect } from "chai";
import { listKeys } from "../../config/entries";
import { japaneseUnit } from "../../config/units";
import { messagesOf, minimal, problemsOf, production, type Raw, withValue } from "./fixtures";

const RECOVERY = {
  mode: "data",
  availabilityZones: ["ap-northeast-3a", "ap-northeast-3c"],
  cidrBlock: "10.1.0.0/16",
};

/** Prod, because its provisioned cluster goes together with a recovery region. */
function recovering(changes: Raw): Raw {
  return { ...production(), dr: { ...RECOVERY, ...changes } };
}

describe("values without an error id of their own", () => {
  const cases: readonly (readonly [raw: Raw, text: string])[] = [
    [
      withValue(minimal(), "network.flowLogRetentionDays", 8),
      'network.flowLogRetentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got "8".',
    ],
    [
      withValue(minimal(), "service.cpu", 300),
      'service.cpu must be one of 256, 512, 1024, 2048, 4096, 8192, 16384, got "300".',
    ],
    [
      withValue(withValue(minimal(), "service.cpu", 4096), "service.memory", 512),
      "Fargate does not offer 4096 CPU units with 512 MiB. Allowed for 4096: 8192 to 30720 in steps of 1024.",
    ],
    [
      withValue(minimal(), "service.capacity", { onDemandWeight: 0 }),
      'service.capacity.onDemandWeight must be at least 1 while spotWeight is 0, got "0".',
    ],
    [withValue(minimal(), "worker.min", 3), 'worker.min must be at most worker.max (2), got "3".'],
    [withValue(minimal(), "aurora.maxAcu", 0.5), halfUnitsText("0.5")],
    [
      withValue(minimal(), "observability.sampling", 1.5),
      'observability.sampling must be a number from 0 to 1, got "1.5".',
    ],
    [
      withValue(minimal(), "service.memory", "1GB"),
      'service.memory must be a whole number from 512 to 122880, got "1GB". Write the number alone; the unit is MiB.',
    ],
    [
      withValue(minimal(), "cost.budgetUsd", "1,000"),
      'cost.budgetUsd must be a number from 1 to 10000000, got "1,000". Write the number alone; the unit is USD per month.',
    ],
    [
      withValue(minimal(), "observability.sampling", "10%"),
      'observability.sampling must be a number from 0 to 1, got "10%". Write the number alone.',
    ],
    [
      withValue(minimal(), "edge.rateLimit", "many"),
      'edge.rateLimit must be a whole number from 10 to 2000000, got "many".',
    ],
    [
      withValue(minimal(), "alerting.emails", "ops@kumiki.dev"),
      'alerting.emails must be a list such as [first, second], got "ops@kumiki.dev".',
    ],
    [withValue(minimal(), "account.owner", "yes"), 'account.owner must be true or false, got "yes".'],
    [
      withValue(minimal(), "edge.geoAllow", ["JP", "Japan"]),
      'edge.geoAllow[1] must be a two-letter country code such as "JP", got "Japan".',
    ],
    [
      withValue(minimal(), "alerting.thresholds", { latency: "high" }),
      'alerting.thresholds.latency must be a number, got "high".',
    ],
    [
      withValue(minimal(), "interop.prefix", "/aws/platform"),
      'interop.prefix must be a path such as "/platform/dev" that does not begin with /aws or /ssm, got "/aws/platform".',
    ],
    [
      withValue(minimal(), "service.nightStop", { stop: "cron(0 20 * * * *)", start: "cron(0 8 * * ? *)" }),
      'service.nightStop.stop must be a cron expression of EventBridge such as "cron(0 20 * * ? *)", got "cron(0 20 * * * *)".',
    ],
    [
      withValue(minimal(), "analytics.schedule", "rate(1 hours)"),
      'analytics.schedule must be a schedule of EventBridge such as "rate(1 hour)" or "cron(0 2 * * ? *)", got "rate(1 hours)".',
    ],
    [withValue(minimal(), "alerting.slackTeamId", "T0123ABCD"), missing("alerting.slackChannelId")],
    [withValue(minimal(), "alerting.slackChannelId", "C0123ABCD"), missing("alerting.slackTeamId")],
    [withValue(minimal(), "gcp.budgetUsd", 20), missing("gcp.billingAccount")],
    [withValue(minimal(), "service.nightStop", { stop: "cron(0 20 * * ? *)" }), missing("service.nightStop.start")],
    [recovering({ cidrBlock: null }), missing("dr.cidrBlock")],
    [
      recovering({ cidrBlock: "10.1.0.0/24" }),
      'dr.cidrBlock must be a private range between /16 and /20, got "10.1.0.0/24".',
    ],
    [
      recovering({ availabilityZones: ["ap-northeast-3a", "ap-northeast-3a"] }),
      'dr.availabilityZones must be 2 or 3 different zones of ap-northeast-3, got "["ap-northeast-3a","ap-northeast-3a"]".',
    ],
    [
      recovering({ region: "ap-northeast-1", availabilityZones: ["ap-northeast-1a", "ap-northeast-1c"] }),
      'dr.region must be another region than aws:region, got "ap-northeast-1".',
    ],
  ];
  for (const [raw, text] of cases) {
    it(text, () => expect(messagesOf(raw)).to.deep.equal([text]));
  }

  it("have their units in Japanese too", () => {
    const units = listKeys().flatMap(({ notes }) => notes.unit ?? []);
    expect(
      units.filter((unit) => /[a-z]{3}/.test(japaneseUnit(unit).replace("MiB", "").replace("GiB", ""))),
    ).to.deep.equal([]);
    const problems = problemsOf(withValue(minimal(), "network.flowLogRetentionDays", "7 days"));
    expect(problems.map(({ messageJa }) => messageJa.slice(messageJa.indexOf("（")))).to.deep.equal([
      '（現在の値: "7 days"）。単位や区切り記号を付けず、数値だけを指定してください（単位: 日）。',
    ]);
  });

  it("are refused in the region as well", () => {
    expect(messagesOf(minimal(), { region: "tokyo" })).to.deep.equal([
      'aws:region must be the code of an AWS region such as "ap-northeast-1", got "tokyo".',
    ]);
  });

  it("are accepted at both ends of their ranges", () => {
    for (const [path, ends] of Object.entries({
      "edge.rateLimit": [100, 2_000_000],
      "edge.loginRateLimit": [10, 2000],
      "aurora.backupRetentionDays": [7, 35],
      "aurora.autoPauseSeconds": [300, 86_400],
      "aurora.generation": [1, 9999],
      "observability.sampling": [0, 1],
      "storage.objectLockDays": [0, 36_500],
      "search.volumeGiB": [10, 24_576],
    })) {
      expect(ends.flatMap((end) => messagesOf(withValue(minimal(), path, end)))).to.deep.equal([]);
    }
  });
});

function missing(key: string): string {
  return `Missing required configuration "${key}". Set it with: pulumi config set --path ${key} <value>`;
}

function halfUnitsText(value: string): string {
  return `aurora.maxAcu must be a number from 1 to 256 in steps of 0.5, got "${value}".`;
}
