import { awsRegion, cidr, emailAddress, httpsUrl, logRetentionDays, schedule, zoneName } from "../formats";
import { key } from "../key";
import { messages } from "../messages";
import {
  accepted,
  anyNumber,
  choice,
  digits,
  flag,
  group,
  integer,
  list,
  mapOf,
  matching,
  nonEmpty,
  numberFrom,
} from "../values";

export const analytics = group({
  schedule: key("How often documents move from the search domain to BigQuery.", schedule().default("rate(1 hour)")),
  mergeSchedule: key(
    "How often what has moved is merged into the final tables, in BigQuery's own words.",
    matching(/^every (?:(?:[5-9]|[1-9]\d+) minutes|(?:[1-9]|1\d|2[0-4]) hours|day \d{2}:\d{2})$/, {
      en: '"every <5 or more> minutes", "every <1-24> hours" or "every day <HH:MM>"',
      ja: ' "every <5以上> minutes"、"every <1-24> hours"、"every day <HH:MM>" のいずれか',
    }).default("every 1 hours"),
    { addition: "The merge has a clock of its own at Google, apart from the transfer's." },
  ),
});

export const observability = group({
  grafana: key("Where Grafana runs.", choice(["none", "selfHosted", "managed"]).default("none")),
  grafanaAuth: key("How people sign in to managed Grafana.", choice(["AWS_SSO", "SAML"]).default("AWS_SSO"), {
    refusal: (_, { grafana }) => (grafana === "managed" ? messages.E30() : undefined),
  }),
  tracing: key("Where traces are stored.", choice(["memory", "opensearch"]).default("memory")),
  containerInsights: key(
    "How closely CloudWatch watches the containers; enhanced adds each task and container.",
    choice(["enabled", "enhanced", "disabled"]).default("enabled"),
    { addition: "Row 1.2-1 of the design gives dev and prod different values." },
  ),
  collectorImage: key(
    "The OpenTelemetry collector beside each task, pinned by digest; unset runs none.",
    matching(/^[a-z0-9][a-z0-9._:/-]*@sha256:[0-9a-f]{64}$/, {
      en: "an image reference pinned by digest",
      ja: "ダイジェストで固定されたイメージ参照",
    }).optional(),
    {
      addition: "The collector is an image like any other: which one runs is decided by the stack, not by the code.",
      isShipped: (value) => /@sha256:(.)\1{63}$/.test(String(value)),
      replaceWith: "<registry>/<image>@sha256:<64 hex>",
    },
  ),
  logRetentionDays: key("How long application logs are kept.", logRetentionDays().default(30), { unit: "days" }),
  sampling: key("The share of requests that is traced.", numberFrom(0, 1).default(0.1)),
  canary: key("Probe the public address from outside every five minutes.", flag().default(false)),
});

export const ops = group({
  oidc: key(
    "The identity provider in front of Grafana and Jaeger; the interfaces are published only behind it.",
    group({
      issuer: key("The issuer.", httpsUrl(), shippedUrl()),
      clientId: key("The client id registered for this stack.", nonEmpty()),
      authorizationEndpoint: key("Where people sign in.", httpsUrl(), shippedUrl()),
      tokenEndpoint: key("Where the load balancer exchanges the code.", httpsUrl(), shippedUrl()),
      userInfoEndpoint: key("Where it reads who signed in.", httpsUrl(), shippedUrl()),
    }).optional(),
  ),
});

export const alerting = group({
  slackTeamId: key(
    "The Slack workspace, authorised once by hand in the console.",
    matching(/^T[A-Z0-9]{8,12}$/, {
      en: 'a workspace id such as "T0123ABCD"',
      ja: ' "T0123ABCD" のようなワークスペース ID',
    }).optional(),
    { isShipped: (value) => value === "T00000000", replaceWith: "<workspace id>" },
  ),
  slackChannelId: key(
    "The channel alarms are posted to.",
    matching(/^[CG][A-Z0-9]{8,12}$/, {
      en: 'a channel id such as "C0123ABCD"',
      ja: ' "C0123ABCD" のようなチャンネル ID',
    }).optional(),
    { isShipped: (value) => value === "C00000000", replaceWith: "<channel id>" },
  ),
  emails: key("Addresses that receive alarms and budget warnings.", list(emailAddress()).default([]), {
    isShipped: (value) => Array.isArray(value) && value.some((address) => String(address).endsWith("@example.com")),
    replaceWith: "<address>",
  }),
  thresholds: key(
    "Alarm thresholds that differ from the table in the code, by name of the alarm.",
    mapOf(anyNumber()).default({}),
  ),
});

/** Secrets are flat keys, because the engine encrypts a key as a whole and would hide its plain neighbours with it. */
export const secrets = {
  pagerDutyEndpoint: key("The integration URL of PagerDuty, which is a credential.", secretText(), {
    allowed: "an https:// URL on events.pagerduty.com or events.eu.pagerduty.com",
    secret: {
      simulated: "https://events.pagerduty.com/integration/simulated/enqueue",
      shipped: "https://events.pagerduty.com/integration/example/enqueue",
    },
  }),
  opsOidcClientSecret: key("The client secret that belongs to ops.oidc.", secretText(), {
    secret: { simulated: "simulated-client-secret", shipped: "example-client-secret" },
  }),
};

export const backup = group({
  enabled: key(
    "Add AWS Backup to the native backups: longer retention and copies in the recovery region.",
    flag().default(false),
  ),
  lock: key(
    "Protect recovery points against deletion by people without a special permission.",
    choice(["none", "governance"]).default("none"),
  ),
  restoreTest: key("Restore a backup every month and measure how long it takes.", flag().default(false)),
});

export const dr = group({
  mode: key(
    "What stands ready in the recovery region: nothing, replicated data, or a smaller copy of the platform.",
    choice(["none", "data", "warmStandby"]).default("none"),
  ),
  region: key("The recovery region.", awsRegion().default("ap-northeast-3")),
  availabilityZones: key("Its zones by name.", list(zoneName()).default([]), {
    allowed: "2 or 3 zones of dr.region, unless dr.mode is none",
  }),
  cidrBlock: key("Its address range.", cidr().optional(), {
    allowed: "a private IPv4 block from /16 to /20 apart from network.cidrBlock; required unless dr.mode is none",
  }),
  auroraReaders: key("Aurora instances there; 0 replicates the storage only.", integer(0, 1).default(1), {
    unit: "instances",
  }),
});

export const delivery = group({
  mode: key(
    "Which of the two deploys this stack; never both.",
    choice(["githubActions", "codePipeline"]).default("githubActions"),
  ),
});

const githubId = () => digits(/^[1-9]\d*$/, { en: "digits", ja: "数字" });

export const github = group({
  repository: key(
    "The repository whose workflows may assume the roles of this stack.",
    matching(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[A-Za-z0-9._-]{1,100}$/, {
      en: '"<organisation>/<repository>"',
      ja: ' "<組織名>/<リポジトリ名>" ',
    }),
    {
      refusal: messages.E40,
      isShipped: (value) => String(value).startsWith("example/"),
      replaceWith: "<organisation>/<repository>",
    },
  ),
  ownerId: key("The numeric id of the organisation.", githubId(), {
    refusal: messages.E43,
    isShipped: (value) => String(value) === "1000001",
    replaceWith: "<organisation id>",
  }),
  repositoryId: key("The numeric id of the repository.", githubId(), {
    refusal: messages.E43,
    isShipped: (value) => String(value) === "1000002",
    replaceWith: "<repository id>",
  }),
});

export const cost = group({
  budgetUsd: key("The monthly budget of the stack on AWS.", numberFrom(1, 10_000_000), { unit: "USD per month" }),
  enforce: key("Deny new resources once the budget is spent.", flag().default(false)),
  activateTags: key("Activate the tags for the bill; works a day after their first use.", flag().default(false)),
});

const reservations = (what: string) =>
  key(`Reserved ${what}.`, list(group({ ...offeringOf(what), count: key("How many.", integer(1, 100)) })).default([]));

export const commitments = key(
  "Capacity to buy in advance. Applying it is the purchase, and deleting it refunds nothing.",
  group({
    acknowledge: key("The name of the stack, as the confirmation of the purchase.", nonEmpty().optional()),
    savingsPlans: key(
      "Savings plans.",
      list(
        group({
          ...offeringOf("plan"),
          commitment: key("The commitment.", numberFrom(0.001, 10_000), { unit: "USD per hour" }),
        }),
      ).default([]),
    ),
    rds: reservations("database instances"),
    cache: reservations("cache nodes"),
  }).optional(),
);

export const interop = group({
  prefix: key(
    "Where other tools find the ids of this stack in Parameter Store.",
    accepted((path) => /^(?:\/[a-zA-Z0-9_.-]+){1,10}$/.test(path) && !/^\/(?:aws|ssm)/i.test(path), {
      en: 'a path such as "/platform/dev" that does not begin with /aws or /ssm',
      ja: '/aws や /ssm で始まらない、 "/platform/dev" のようなパス',
    }).default("/platform/<environment>"),
  ),
});

function secretText() {
  return nonEmpty().optional();
}

function shippedUrl() {
  return {
    isShipped: (value: unknown) => String(value).startsWith("https://login.example.com"),
    replaceWith: "<https URL>",
  };
}

function offeringOf(what: string) {
  return { offeringId: key(`The offering of the ${what}, chosen in the console.`, nonEmpty()) };
}
