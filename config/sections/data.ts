import { key } from "../key";
import { messages } from "../messages";
import {
  anyNumber,
  choice,
  digits,
  flag,
  group,
  integer,
  list,
  matching,
  multipleOf,
  numberFrom,
  numberOf,
} from "../values";

/** Half an Aurora capacity unit is the step of Serverless v2; the lower end is judged by E15 together with the upper. */
const halfUnits = () => multipleOf(0.5, 1, 256);

const clusterName = () =>
  matching(/^[A-Za-z][A-Za-z0-9:-]{0,254}$/, {
    en: 'an identifier such as "kumiki-prod-db-g1"',
    ja: ' "kumiki-prod-db-g1" のような識別子',
  });

export const aurora = group({
  mode: key(
    "Capacity that follows the load, or instances of a fixed class.",
    choice(["serverless", "provisioned"]).default("serverless"),
  ),
  engineVersion: key(
    "The version of Aurora PostgreSQL, pinned; an upgrade is a pull request. Quote it: unquoted, 17.10 is the number 17.1.",
    matching(/^\d{2}\.\d{1,2}$/, {
      en: 'a quoted version such as "17.7"',
      ja: ' "17.7" のような引用符で囲んだバージョン',
    }).default("17.7"),
  ),
  minAcu: key(
    "The least capacity; 0 pauses an idle cluster, and with dr.mode it is at least 8.",
    anyNumber().default(0),
    {
      unit: "ACU",
      allowed: "0-256 in steps of 0.5",
    },
  ),
  maxAcu: key("The most capacity.", halfUnits().default(2), { unit: "ACU", allowed: "1-256 in steps of 0.5" }),
  autoPauseSeconds: key(
    "How long a cluster with minAcu 0 must be idle before it pauses.",
    integer(300, 86_400).default(300),
    { unit: "seconds" },
  ),
  instanceClass: key(
    "The class of provisioned instances.",
    matching(/^db\.[a-z][a-z0-9]*\.[a-z0-9]+$/, {
      en: 'an instance class such as "db.r7g.large"',
      ja: ' "db.r7g.large" のようなインスタンスクラス',
    }).default("db.r7g.large"),
  ),
  instances: key("Writer and readers together; the second one is the failover target.", integer(1, 16).default(1), {
    unit: "instances",
  }),
  backupRetentionDays: key("How far back the cluster can be restored to any second.", integer(7, 35).default(7), {
    unit: "days",
    refusal: messages.E18,
  }),
  proxy: key("Put RDS Proxy between application and cluster.", flag().default(false)),
  insights: key("The mode of Database Insights.", choice(["standard", "advanced"]).default("standard")),
  deletionProtection: key("Refuse to delete the cluster.", flag().default(true)),
  generation: key(
    "Which cluster this is, part of its identifier. A higher one makes a new cluster, which restoreFrom fills.",
    integer(1, 9999).default(1),
    { addition: "Row 3.2-2 of the design: a restore makes a new cluster, and two of one identifier cannot exist." },
  ),
  restoreFrom: key(
    "What the cluster of a new generation begins with; read only while it is made.",
    group({
      snapshotIdentifier: key("A snapshot, by name or ARN.", clusterName().optional()),
      sourceClusterIdentifier: key("A cluster to copy as it was at a time.", clusterName().optional()),
      time: key(
        'The second to go back to in UTC, or "latest".',
        matching(/^(?:latest|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/, {
          en: '"latest" or a time such as "2026-11-26T03:04:05Z"',
          ja: ' "latest" または "2026-11-26T03:04:05Z" のような時刻',
        }).optional(),
      ),
    }).optional(),
    { addition: "Row 3.2-2 of the design names it, the table of keys does not." },
  ),
  readerScaling: key(
    "Readers added and removed by load; those of instances count and stay.",
    group({
      min: key("The fewest readers.", integer(0, 15), { unit: "readers" }),
      max: key("The most readers.", integer(1, 15), { unit: "readers" }),
      cpu: key("The average processor load of the readers to aim at.", integer(1, 100).default(60), {
        unit: "percent",
      }),
    }).optional(),
    { addition: "Row 4.1-2 of the design: off unless asked for." },
  ),
});

export const cache = group({
  nodeType: key(
    "The node type of Valkey.",
    matching(/^cache\.[a-z][a-z0-9]*\.[a-z0-9]+$/, {
      en: 'a node type such as "cache.t4g.micro"',
      ja: ' "cache.t4g.micro" のようなノードタイプ',
    }).default("cache.t4g.micro"),
  ),
  shards: key("Shards the keys are spread over.", integer(1, 500).default(1), { unit: "shards" }),
  replicas: key("Replicas of each shard, in other zones; 0 means no failover.", integer(0, 5).default(0), {
    unit: "replicas",
  }),
});

const searchType = () =>
  matching(/^[a-z][a-z0-9]*\.[a-z0-9]+\.search$/, {
    en: 'an instance type such as "r7g.large.search"',
    ja: ' "r7g.large.search" のようなインスタンスタイプ',
  });

export const search = group({
  engineVersion: key(
    "The version of the search engine.",
    matching(/^(?:OpenSearch|Elasticsearch)_\d+\.\d+$/, {
      en: 'an engine version such as "OpenSearch_3.5"',
      ja: ' "OpenSearch_3.5" のようなエンジンバージョン',
    }).default("OpenSearch_3.5"),
    { addition: "The rule E24 judges it; extended support doubles the price of a domain." },
  ),
  dataType: key("The instance type of data nodes.", searchType().default("t3.small.search")),
  dataCount: key("Data nodes.", integer(1, 80).default(1), { unit: "nodes" }),
  masterType: key("The instance type of dedicated masters.", searchType().default("m7g.large.search"), {
    addition: "The table writes number and type of the masters into one cell.",
  }),
  masters: key("Dedicated masters; an even number cannot win a vote.", numberOf([0, 3, 5]).default(0), {
    unit: "nodes",
  }),
  standby: key("Multi-AZ with standby: a third zone takes over within a minute.", flag().default(false)),
  volumeGiB: key("The volume of each data node.", integer(10, 24_576).default(10), { unit: "GiB" }),
  logDays: key(
    "How long log indices stay searchable; the archive in S3 keeps them longer.",
    integer(1, 3650).default(7),
    { unit: "days" },
  ),
});

export const storage = group({
  replicate: key(
    "Buckets copied to the recovery region.",
    list(choice(["static", "lake", "backup", "logs"])).default([]),
  ),
  objectLockDays: key(
    "How long objects in the backup bucket cannot be deleted; 0 turns the lock off.",
    integer(0, 36_500).default(0),
    { unit: "days" },
  ),
  athenaScanLimitGiB: key("How much one query over the lake may read.", integer(1, 10_240).default(1), {
    unit: "GiB",
    addition: "Row 1.3-8 of the design gives dev and prod different values.",
  }),
  objectLockMode: key("The mode of that lock.", choice(["governance"]).default("governance"), {
    addition: "The rule E36 refuses compliance mode by name.",
    refusal: (value) => (value === "compliance" ? messages.E36() : undefined),
  }),
});

const location = () =>
  matching(/^[a-z]+-[a-z]+\d$/, {
    en: 'a Google Cloud region such as "asia-northeast1"',
    ja: ' "asia-northeast1" のような Google Cloud リージョン',
  });

export const gcp = group({
  enabled: key(
    "Create the Google Cloud side. The other keys of the section stay required, so that turning it on is one word.",
    flag().default(true),
    {
      addition: "The text of E08 offers to disable the section.",
    },
  ),
  projectId: key(
    "The id of the project.",
    matching(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, {
      en: "a project id of 6 to 30 lower-case letters, digits and hyphens",
      ja: "英小文字、数字、ハイフンからなる6文字以上30文字以内のプロジェクト ID",
    }),
    { isShipped: (value) => String(value).startsWith("example-"), replaceWith: "<project id>" },
  ),
  projectNumber: key(
    "The number of the project; the names of Google's service agents contain it.",
    digits(/^\d{6,20}$/, { en: "digits", ja: "数字" }),
    {
      refusal: messages.E25,
      isShipped: (value) => ["123456789012", "210987654321"].includes(String(value)),
      replaceWith: "<project number>",
    },
  ),
  location: key("The region of datasets, endpoints and keys.", location().default("asia-northeast1")),
  cmekLocation: key("The region of the encryption key.", location().default("<gcp.location>"), {
    addition: "The rule E26 compares it with gcp.location, for projects that bring a key ring of their own.",
  }),
  vertexEndpoint: key("Create a Vertex AI endpoint.", flag().default(false)),
  cmek: key("Encrypt with a key of this stack.", flag().default(true)),
  billingAccount: key(
    "The billing account the budget watches.",
    matching(/^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/, {
      en: 'a billing account such as "0A1B2C-3D4E5F-6A7B8C"',
      ja: ' "0A1B2C-3D4E5F-6A7B8C" のような請求先アカウント',
    }).optional(),
    { isShipped: (value) => value === "000000-000000-000000", replaceWith: "<billing account>" },
  ),
  readers: key(
    "Who may read the final tables.",
    list(
      matching(/^(?:group|user|domain|serviceAccount):[^\s:]+$/, {
        en: 'a member of Google Cloud such as "group:analysts@example.com"',
        ja: ' "group:analysts@example.com" のような Google Cloud のメンバー',
      }),
    ).default([]),
    {
      addition: "Row 2.2-2 of the design: people read the dataset, not the project.",
      isShipped: (value) => Array.isArray(value) && value.some((member) => String(member).endsWith("@example.com")),
      replaceWith: "group:<address>",
    },
  ),
  budgetUsd: key("The monthly budget of the project; 0 creates none.", numberFrom(0, 10_000_000).default(0), {
    unit: "USD per month",
    addition: "In another currency where gcp.budgetCurrency names one.",
  }),
  budgetCurrency: key(
    "The currency of the billing account; Google refuses a budget in any other.",
    matching(/^[A-Z]{3}$/, { en: 'a currency code such as "USD"', ja: ' "USD" のような通貨コード' }).default("USD"),
    { addition: "A billing account in Japan is usually in JPY." },
  ),
});
