import type { Raw } from "./fixtures";

/** Reads a raw value by its dotted path, with the default the design gives the key. */
type Read = (path: string) => unknown;

/** The defaults of section 4 of the design, copied by hand: the oracle must not learn them from the schema. */
const DEFAULTS: Raw = {
  "account.owner": false,
  "account.createOpenSearchRole": false,
  "network.cidrBlock": "10.0.0.0/16",
  "network.zoneIds": [],
  "network.natStrategy": "single",
  "edge.originMode": "publicAlb",
  "service.cpu": 256,
  "service.memory": 1024,
  "service.min": 1,
  "service.max": 2,
  "service.desired": 1,
  "service.capacity.onDemandBase": 1,
  "service.deployment": "ROLLING",
  "functions.reservedConcurrency.indexer": 5,
  "aurora.mode": "serverless",
  "aurora.minAcu": 0,
  "aurora.maxAcu": 2,
  "aurora.instanceClass": "db.r7g.large",
  "aurora.proxy": false,
  "aurora.insights": "standard",
  "aurora.deletionProtection": true,
  "cache.replicas": 0,
  "search.engineVersion": "OpenSearch_3.5",
  "search.dataType": "t3.small.search",
  "search.dataCount": 1,
  "search.masters": 0,
  "search.standby": false,
  "gcp.enabled": true,
  "gcp.location": "asia-northeast1",
  "gcp.cmekLocation": "asia-northeast1",
  "observability.grafana": "none",
  "dr.mode": "none",
  "cost.enforce": false,
  "cost.activateTags": false,
};

/** Task sizes as the ECS documentation lists them, GiB by CPU, cut to what the generator uses. */
const MEMORY: Readonly<Record<number, readonly number[]>> = {
  256: [512, 1024, 2048],
  512: [1024, 2048, 3072, 4096],
  1024: [2048, 3072, 4096, 5120, 6144, 7168, 8192],
};

interface Expectation {
  readonly holds: (read: Read) => boolean;
  readonly text: (read: Read) => string;
}

/**
 * The rules of the design once more, written against raw values and without the code under test: one predicate and one
 * text each. It presumes that every single value has the right type and range.
 */
const EXPECTATIONS: readonly Expectation[] = [
  rule(
    (r) => ![2, 3].includes(zones(r).length) || zones(r).some((zone) => !/^ap-northeast-1[a-z]$/.test(zone)),
    (r) => `network.availabilityZones must list 2 or 3 zones of ap-northeast-1, got [${zones(r).join(", ")}].`,
  ),
  rule(
    (r) => new Set(zones(r)).size < zones(r).length,
    (r) => `network.availabilityZones contains "${zones(r)[0]}" twice.`,
  ),
  rule(
    (r) => isProd(r) && r("search.standby") === true && zones(r).length === 2,
    () => "prod needs 3 availability zones because search.standby is on; got 2.",
  ),
  rule(
    (r) => r("dr.cidrBlock") !== undefined && r("dr.cidrBlock") === r("network.cidrBlock"),
    (r) =>
      `dr.cidrBlock ${r("dr.cidrBlock")} overlaps network.cidrBlock ${r("network.cidrBlock")}; the two must stay routable in one table.`,
  ),
  rule(
    (r) => r("network.natStrategy") === "none" && r("gcp.enabled") === true,
    () =>
      'network.natStrategy "none" cuts the application off from Google APIs (design arrow ECS -> AI). Use "single" or "onePerAz", or disable the gcp section.',
  ),
  rule(
    (r) => isProd(r) && r("network.natStrategy") === "single",
    () => 'prod must not depend on one zone: set network.natStrategy to "onePerAz".',
  ),
  rule(
    (r) => !memoryOf(r).includes(Number(r("service.memory"))),
    (r) =>
      `Fargate does not offer ${r("service.cpu")} CPU units with ${r("service.memory")} MiB. Allowed for ${r("service.cpu")}: ${memoryOf(r).join(", ")}.`,
  ),
  rule(
    (r) => n(r, "service.min") > n(r, "service.desired") || n(r, "service.desired") > n(r, "service.max"),
    (r) => `service needs min <= desired <= max, got ${r("service.min")}/${r("service.desired")}/${r("service.max")}.`,
  ),
  rule(
    (r) => isProd(r) && r("service.capacity.onDemandBase") === 0,
    () => "service.capacity in prod needs onDemandBase >= 1: Fargate Spot has no fallback.",
  ),
  rule(
    (r) => r("service.scaling.requestsPerTarget") !== undefined && r("service.deployment") !== "ROLLING",
    (r) =>
      `service.scaling.requestsPerTarget cannot be combined with deployment "${r("service.deployment")}": the metric follows one target group only.`,
  ),
  rule(
    (r) =>
      n(r, "aurora.minAcu") < 0 ||
      n(r, "aurora.minAcu") > n(r, "aurora.maxAcu") ||
      (n(r, "aurora.minAcu") * 10) % 5 !== 0,
    (r) =>
      `aurora.minAcu must be 0-256 in steps of 0.5 and <= maxAcu, got ${r("aurora.minAcu")}/${r("aurora.maxAcu")}.`,
  ),
  rule(
    (r) => pauses(r) && r("aurora.proxy") === true,
    () => "aurora.minAcu 0 (auto-pause) never pauses together with aurora.proxy. Set minAcu to 0.5 or turn that off.",
  ),
  rule(
    (r) => pauses(r) && hasDr(r),
    () => "aurora.minAcu 0 (auto-pause) never pauses together with dr.mode. Set minAcu to 0.5 or turn that off.",
  ),
  rule(
    (r) =>
      hasDr(r) &&
      isServerless(r) &&
      n(r, "aurora.minAcu") > 0 &&
      n(r, "aurora.minAcu") < 8 &&
      (n(r, "aurora.minAcu") * 10) % 5 === 0 &&
      n(r, "aurora.minAcu") <= n(r, "aurora.maxAcu"),
    (r) =>
      `aurora.minAcu must be at least 8 with dr.mode, which makes the cluster the primary of a Global Database, got "${r("aurora.minAcu")}".`,
  ),
  rule(
    (r) => hasDr(r) && !isServerless(r) && !/^db\.r/.test(String(r("aurora.instanceClass"))),
    (r) =>
      `dr.mode "${r("dr.mode")}" uses Aurora Global Database, which needs a memory-optimised class (db.r*), got "${r("aurora.instanceClass")}".`,
  ),
  rule(
    (r) => isProd(r) && r("aurora.deletionProtection") === false,
    () => "aurora.deletionProtection must be true in prod.",
  ),
  rule(
    (r) => r("aurora.insights") === "advanced" && isServerless(r) && n(r, "aurora.minAcu") < 2,
    (r) => `aurora.insights "advanced" needs provisioned mode or minAcu >= 2, got minAcu ${r("aurora.minAcu")}.`,
  ),
  rule(
    (r) => isProd(r) && r("cache.replicas") === 0,
    () => "cache.replicas must be >= 1 in prod (automatic failover needs a replica).",
  ),
  rule(
    (r) =>
      r("search.standby") === true &&
      (n(r, "search.dataCount") % 3 > 0 || n(r, "search.masters") !== 3 || (!isProd(r) && zones(r).length !== 3)),
    (r) =>
      `search.standby needs 3 zones, a data-node count divisible by 3 and 3 dedicated masters; got ${r("search.dataCount")} nodes, ${r("search.masters")} masters.`,
  ),
  rule(
    (r) =>
      r("search.standby") === false &&
      n(r, "search.dataCount") !== 1 &&
      n(r, "search.dataCount") % 2 > 0 &&
      !(zones(r).length === 3 && n(r, "search.dataCount") % 3 === 0),
    (r) =>
      `search.dataCount must be 1, or a multiple of a number of zones above 1, because only evenly filled zones are used, got "${r("search.dataCount")}".`,
  ),
  rule(
    (r) => String(r("search.dataType")).startsWith("t3.") && (isProd(r) || r("search.standby") === true),
    (r) =>
      `search.dataType "${r("search.dataType")}" cannot be used with standby or in prod (no standby, no Auto-Tune).`,
  ),
  rule(
    (r) => !/^OpenSearch_(3\.[1-9]\d*|[4-9]\.\d+)$/.test(String(r("search.engineVersion"))),
    (r) =>
      `search engine "${r("search.engineVersion")}" is in or near paid extended support; use OpenSearch_3.1 or later.`,
  ),
  rule(
    (r) => r("gcp.enabled") === true && /^OpenSearch_3\.[12]$/.test(String(r("search.engineVersion"))),
    (r) =>
      `search.engineVersion must be OpenSearch_3.3 or later while gcp.enabled is true, because the export pages in a way older versions lack, got "${r("search.engineVersion")}".`,
  ),
  rule(
    (r) => r("gcp.cmekLocation") !== r("gcp.location"),
    (r) =>
      `gcp.location "${r("gcp.location")}" and the CMEK key location "${r("gcp.cmekLocation")}" must be identical.`,
  ),
  rule(
    (r) =>
      (r("observability.grafana") === "selfHosted" && r("ops.oidc") === undefined) ||
      (r("ops.oidc") === undefined) !== (r("opsOidcClientSecret") === undefined),
    () => "Grafana and Jaeger have no safe default login: set ops.oidc and opsOidcClientSecret, or disable the UI.",
  ),
  rule(
    (r) => r("edge.originMode") === "vpcOrigin" && (r("network.zoneIds") as string[]).includes("apne1-az3"),
    () => 'edge.originMode "vpcOrigin" cannot use availability zone id apne1-az3.',
  ),
  rule(
    (r) => isProd(r) && r("pagerDutyEndpoint") === undefined,
    () => "prod needs pagerDutyEndpoint (secret) so that sev1 alarms reach a person.",
  ),
  rule(
    (r) => r("cost.enforce") === true && r("environment") !== "dev",
    () => "cost.enforce would stop production when the budget is spent; it is allowed in dev only.",
  ),
  rule(
    (r) => r("account.createOpenSearchRole") === true && r("account.owner") === false,
    (r) =>
      `account.owner is false but account.createOpenSearchRole is account-wide; enable it in the owner stack of account ${r("account.id")}.`,
  ),
  rule(
    (r) => r("cost.activateTags") === true && r("account.owner") === false,
    (r) =>
      `account.owner is false but cost.activateTags is account-wide; enable it in the owner stack of account ${r("account.id")}.`,
  ),
  rule(
    (r) => n(r, "functions.reservedConcurrency.indexer") >= 894,
    (r) =>
      `Functions reserve ${n(r, "functions.reservedConcurrency.indexer") + 6} concurrent executions; keep the sum below 900 so that the account keeps 100 unreserved.`,
  ),
  rule(
    (r) => hasDr(r) && r("dr.cidrBlock") === undefined,
    () => 'Missing required configuration "dr.cidrBlock". Set it with: pulumi config set --path dr.cidrBlock <value>',
  ),
];

/** The texts that apply to a configuration whose values are all well-formed, in alphabetical order. */
export function expectedTexts(raw: Raw): string[] {
  const read: Read = (path) => rawValue(raw, path) ?? DEFAULTS[path];
  return EXPECTATIONS.filter(({ holds }) => holds(read))
    .map(({ text }) => text(read))
    .sort();
}

function rule(holds: (read: Read) => boolean, text: (read: Read) => string): Expectation {
  return { holds, text };
}

function rawValue(raw: Raw, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => (value as Raw | undefined)?.[name], raw) ?? undefined;
}

function zones(read: Read): string[] {
  return read("network.availabilityZones") as string[];
}

function n(read: Read, path: string): number {
  return Number(read(path));
}

function memoryOf(read: Read): readonly number[] {
  return MEMORY[n(read, "service.cpu")] ?? [];
}

function isProd(read: Read): boolean {
  return read("environment") === "prod";
}

function hasDr(read: Read): boolean {
  return read("dr.mode") !== "none";
}

function isServerless(read: Read): boolean {
  return read("aurora.mode") === "serverless";
}

function pauses(read: Read): boolean {
  return isServerless(read) && read("aurora.minAcu") === 0;
}
