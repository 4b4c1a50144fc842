import { DATA_FIXTURES, recovery } from "./data-error-fixtures";
import { dev, type Fixture, inRegion, prod, reportedAt } from "./error-fixture";
import { minimal, production, type Raw } from "./fixtures";

const [A, C, D] = ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"];
const IMAGE_TAG = "registry.example.com/app:latest";
const FIND_PREFIX_LIST =
  "aws ec2 describe-managed-prefix-lists --region us-west-2 " +
  "--filters Name=prefix-list-name,Values=com.amazonaws.global.cloudfront.origin-facing " +
  '--query "PrefixLists[0].PrefixListId" --output text';
export const FIXTURES: readonly Fixture[] = [
  dev("E00", "edge.rateLimit", 9, 'edge.rateLimit must be a whole number from 10 to 2000000, got "9".'),
  dev(
    "E01",
    "account.id",
    undefined,
    'Missing required configuration "account.id". Set it with: pulumi config set --path account.id <value>',
  ),
  dev("E02", "account.id", "12345", 'account.id must be exactly 12 digits, got "12345".'),
  dev(
    "E03",
    "network.availabilityZones",
    [A],
    "network.availabilityZones must list 2 or 3 zones of ap-northeast-1, got [ap-northeast-1a].",
  ),
  dev("E04", "network.availabilityZones", [A, A, C], 'network.availabilityZones contains "ap-northeast-1a" twice.'),
  prod(
    "E05",
    "network.availabilityZones",
    [A, D],
    "prod needs 3 availability zones because search.standby is on; got 2.",
  ),
  dev(
    "E06",
    "network.cidrBlock",
    "8.8.0.0/16",
    'network.cidrBlock "8.8.0.0/16" must be a private range between /16 and /20.',
  ),
  dev(
    "E07",
    "dr.cidrBlock",
    "10.0.16.0/20",
    "dr.cidrBlock 10.0.16.0/20 overlaps network.cidrBlock 10.0.0.0/16; the two must stay routable in one table.",
  ),
  dev(
    "E08",
    "network.natStrategy",
    "none",
    'network.natStrategy "none" cuts the application off from Google APIs (design arrow ECS -> AI). Use "single" or "onePerAz", or disable the gcp section.',
  ),
  prod(
    "E09",
    "network.natStrategy",
    "single",
    'prod must not depend on one zone: set network.natStrategy to "onePerAz".',
  ),
  dev(
    "E10",
    "service.image",
    IMAGE_TAG,
    `service.image must be pinned by digest (…@sha256:<64 hex>), got "${IMAGE_TAG}".`,
  ),
  dev(
    "E11",
    "service.memory",
    4096,
    "Fargate does not offer 256 CPU units with 4096 MiB. Allowed for 256: 512, 1024, 2048.",
  ),
  reportedAt(dev("E12", "service.min", 2, "service needs min <= desired <= max, got 2/1/2."), "service"),
  reportedAt(
    prod(
      "E13",
      "service.capacity.onDemandBase",
      0,
      "service.capacity in prod needs onDemandBase >= 1: Fargate Spot has no fallback.",
    ),
    "service.capacity",
  ),
  reportedAt(
    dev(
      "E14",
      "service.deployment",
      "BLUE_GREEN",
      'service.scaling.requestsPerTarget cannot be combined with deployment "BLUE_GREEN": the metric follows one target group only.',
      {
        service: { ...(minimal().service as Raw), scaling: { requestsPerTarget: 500 } },
      },
    ),
    "service.scaling.requestsPerTarget",
  ),
  ...DATA_FIXTURES,
  dev(
    "E25",
    "gcp.projectNumber",
    "example-platform",
    'gcp.projectNumber must be the numeric project number, not the id "example-platform".',
  ),
  dev(
    "E26",
    "gcp.cmekLocation",
    "asia-northeast2",
    'gcp.location "asia-northeast1" and the CMEK key location "asia-northeast2" must be identical.',
  ),
  inRegion(
    "ap-northeast-3",
    ["ap-northeast-3a", "ap-northeast-3c"],
    dev(
      "E29",
      "observability.grafana",
      "managed",
      'observability.grafana "managed" is not available in ap-northeast-3; use "selfHosted".',
    ),
  ),
  dev(
    "E30",
    "observability.grafanaAuth",
    "PASSWORD",
    'observability.grafana "managed" needs IAM Identity Center or SAML: set observability.grafanaAuth.',
    {
      observability: { grafana: "managed" },
    },
  ),
  reportedAt(
    dev(
      "E31",
      "observability.grafana",
      "selfHosted",
      "Grafana and Jaeger have no safe default login: set ops.oidc and opsOidcClientSecret, or disable the UI.",
    ),
    "ops.oidc",
  ),
  reportedAt(
    dev(
      "E32",
      "edge.originMode",
      "vpcOrigin",
      'edge.originMode "vpcOrigin" cannot use availability zone id apne1-az3.',
      {
        network: { ...(minimal().network as Raw), zoneIds: ["apne1-az4", "apne1-az3"] },
      },
    ),
    "network.zoneIds",
  ),
  prod(
    "E33",
    "pagerDutyEndpoint",
    undefined,
    "prod needs pagerDutyEndpoint (secret) so that sev1 alarms reach a person.",
  ),
  {
    id: "E34",
    when: "pagerDutyEndpoint in plain text",
    raw: production(),
    options: { secretNames: [] },
    path: "pagerDutyEndpoint",
    text: '"pagerDutyEndpoint" must be a secret: pulumi config set --secret pagerDutyEndpoint',
  },
  dev(
    "E35",
    "pagerDutyEndpoint",
    "https://pagerduty.example.com/x",
    "pagerDutyEndpoint must be an https:// URL on events.pagerduty.com or events.eu.pagerduty.com.",
  ),
  dev(
    "E36",
    "storage.objectLockMode",
    "compliance",
    "storage.objectLockDays with compliance mode is irreversible; only governance is accepted here.",
  ),
  prod(
    "E37",
    "cost.enforce",
    true,
    "cost.enforce would stop production when the budget is spent; it is allowed in dev only.",
  ),
  reportedAt(
    dev(
      "E38",
      "commitments",
      { acknowledge: "dev", cache: [{ offeringId: "6a5e3b2c", count: 1 }] },
      'commitments buys non-refundable capacity: set commitments.acknowledge to "blue" to confirm.',
    ),
    "commitments.acknowledge",
  ),
  dev(
    "E39",
    "network.natStrategi",
    "single",
    'Unknown configuration key "network.natStrategi". Did you mean "network.natStrategy"?',
  ),
  {
    ...dev(
      "E39",
      "vpc",
      { id: "vpc-0123456789abcdef0" },
      'Unknown configuration key "vpc". docs/configuration.md lists every key.',
    ),
    textJa: '設定キー "vpc" は存在しません。使用できるキーの一覧は docs/configuration.md にあります。',
  },
  dev("E40", "github.repository", "kumiki", 'github.repository must be "<organisation>/<repository>", got "kumiki".'),
  dev(
    "E41",
    "account.createOpenSearchRole",
    true,
    "account.owner is false but account.createOpenSearchRole is account-wide; enable it in the owner stack of account 123456789012.",
  ),
  dev(
    "E41",
    "cost.activateTags",
    true,
    "account.owner is false but cost.activateTags is account-wide; enable it in the owner stack of account 123456789012.",
  ),
  reportedAt(
    dev(
      "E42",
      "functions.reservedConcurrency.indexer",
      894,
      "Functions reserve 900 concurrent executions; keep the sum below 900 so that the account keeps 100 unreserved.",
    ),
    "functions.reservedConcurrency",
  ),
  dev(
    "E43",
    "github.ownerId",
    "example",
    "github.ownerId and github.repositoryId must be numeric (gh api repos/<org>/<repo>); repositories created after 15 July 2026 need them in the OIDC subject.",
  ),
  reportedAt(
    dev(
      "E45",
      "aurora.restoreFrom",
      { snapshotIdentifier: "kumiki-dev-db-g1-final" },
      "aurora.restoreFrom makes a new cluster, which needs a new identifier: set aurora.generation to 2 or more, got 1.",
    ),
    "aurora.generation",
  ),
  dev(
    "E46",
    "aurora.readerScaling",
    { min: 3, max: 2 },
    "aurora.readerScaling needs 0 (the readers of aurora.instances) <= min <= max, got 3/2.",
  ),
  prod(
    "E46",
    "aurora.readerScaling",
    { min: 0, max: 2 },
    "aurora.readerScaling needs 1 (the readers of aurora.instances) <= min <= max, got 0/2.",
  ),
  inRegion("us-west-2", ["us-west-2a", "us-west-2b"], {
    ...dev(
      "E47",
      "network.cloudFrontPrefixListId",
      null,
      `network.cloudFrontPrefixListId must be set, because the addresses CloudFront calls from are not known for us-west-2. This prints the id: ${FIND_PREFIX_LIST}`,
    ),
    textJa: `us-west-2 については CloudFront の接続元アドレスのプレフィックスリストが登録されていないため、network.cloudFrontPrefixListId を設定してください。ID は次のコマンドで確認できます: ${FIND_PREFIX_LIST}`,
  }),
  dev(
    "E48",
    "dr.mode",
    "warmStandby",
    'dr.mode "warmStandby" is not built yet; "data" keeps the data ready in dr.region, and nothing runs there until somebody deploys it.',
    { dr: recovery.dr, aurora: { minAcu: 8, maxAcu: 16 } },
  ),
].map((fixture) => (fixture.id === "E38" ? { ...fixture, options: { stack: "blue" } } : fixture));
