import fc from "fast-check";
import { minimal, operatorLogin, PAGER_DUTY, type Raw } from "./fixtures";

const ZONES = ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"];
const SIZES = [
  { cpu: 256, memory: 512 },
  { cpu: 256, memory: 2048 },
  { cpu: 512, memory: 4096 },
  { cpu: 1024, memory: 8192 },
];

const choices = fc.record({
  isProd: fc.boolean(),
  isOwner: fc.boolean(),
  zoneCount: fc.constantFrom(2, 3),
  usesGoogle: fc.boolean(),
  onePerAz: fc.boolean(),
  block: fc.record({ second: fc.integer({ min: 0, max: 255 }), length: fc.integer({ min: 16, max: 20 }) }),
  size: fc.constantFrom(...SIZES),
  tasks: fc.tuple(...([1, 1, 1] as const).map((min) => fc.integer({ min, max: 20 }))),
  spotWeight: fc.integer({ min: 0, max: 4 }),
  deployment: fc.constantFrom("ROLLING", "BLUE_GREEN", "LINEAR", "CANARY"),
  countsRequests: fc.boolean(),
  isServerless: fc.boolean(),
  minAcu: fc.constantFrom(0, 0.5, 2, 8),
  wantsMore: fc.boolean(),
  hasDr: fc.boolean(),
  hasLogin: fc.boolean(),
  grafana: fc.constantFrom("none", "selfHosted", "managed"),
  hasStandby: fc.boolean(),
});

type Choices = typeof choices extends fc.Arbitrary<infer T> ? T : never;

/** Valid configurations of stack "dev", by construction: each choice is narrowed to what the earlier ones leave open. */
export const validConfigurations: fc.Arbitrary<Raw> = choices.map(toConfiguration);

function toConfiguration(chosen: Choices): Raw {
  const { isProd, isOwner, usesGoogle, hasDr, isServerless, wantsMore } = chosen;
  const hasStandby = chosen.hasStandby && chosen.zoneCount === 3;
  const [min, desired, max] = [...chosen.tasks].sort((a, b) => a - b);
  const minAcu = isServerless && hasDr ? Math.max(chosen.minAcu, 8) : chosen.minAcu;
  return {
    ...minimal(),
    environment: isProd ? "prod" : "dev",
    account: { id: "123456789012", owner: isOwner, createOpenSearchRole: isOwner && wantsMore },
    network: {
      availabilityZones: ZONES.slice(0, chosen.zoneCount),
      zoneIds: ["apne1-az4", "apne1-az1"],
      natStrategy: usesGoogle ? (isProd || chosen.onePerAz ? "onePerAz" : "single") : "none",
      cidrBlock: `10.${chosen.block.second}.0.0/${chosen.block.length}`,
    },
    edge: { originMode: wantsMore ? "vpcOrigin" : "publicAlb" },
    service: {
      ...(minimal().service as Raw),
      ...chosen.size,
      min,
      desired,
      max,
      capacity: { onDemandBase: isProd ? 1 : 0, onDemandWeight: 1, spotWeight: chosen.spotWeight },
      deployment: chosen.deployment,
      scaling: { requestsPerTarget: chosen.countsRequests && chosen.deployment === "ROLLING" ? 1000 : null },
    },
    aurora: {
      mode: isServerless ? "serverless" : "provisioned",
      minAcu,
      maxAcu: 16,
      proxy: wantsMore && !(isServerless && minAcu === 0),
      insights: !isServerless || minAcu >= 2 ? "advanced" : "standard",
      instanceClass: hasDr ? "db.r7g.large" : "db.t4g.medium",
    },
    cache: { replicas: isProd ? 1 : 0 },
    search: {
      dataType: isProd || hasStandby ? "r7g.large.search" : "t3.small.search",
      dataCount: hasStandby ? 3 : 2,
      masters: hasStandby ? 3 : 0,
      standby: hasStandby,
    },
    gcp: { ...(minimal().gcp as Raw), enabled: usesGoogle },
    observability: { grafana: chosen.grafana === "selfHosted" && !chosen.hasLogin ? "none" : chosen.grafana },
    ...(chosen.hasLogin ? operatorLogin() : {}),
    ...(isProd ? { pagerDutyEndpoint: PAGER_DUTY } : {}),
    dr: hasDr
      ? { mode: "data", availabilityZones: ["ap-northeast-3a", "ap-northeast-3c"], cidrBlock: "192.168.0.0/16" }
      : { mode: "none" },
    cost: { budgetUsd: 100, enforce: !isProd && wantsMore, activateTags: isOwner && wantsMore },
  };
}

/** Well-formed values to put into one key of a valid configuration. Some fit the rest of it, some do not. */
const REPLACEMENTS: Readonly<Record<string, readonly unknown[]>> = {
  environment: ["dev", "prod", "ci"],
  "account.owner": [true, false],
  "account.createOpenSearchRole": [true, false],
  "network.availabilityZones": [
    ZONES,
    ZONES.slice(1),
    ZONES.slice(2),
    [...ZONES, "ap-northeast-1b"],
    ["ap-northeast-1a", "ap-northeast-1a", "ap-northeast-1c"],
    ["ap-northeast-1a", "ap-northeast-3a", "ap-northeast-1c"],
  ],
  "network.zoneIds": [[], ["apne1-az3"]],
  "network.natStrategy": ["none", "single", "onePerAz"],
  "network.cidrBlock": ["192.168.0.0/16", "172.16.0.0/20", null],
  "edge.originMode": ["publicAlb", "vpcOrigin"],
  "service.cpu": [256, 512, 1024],
  "service.memory": [512, 1024, 3072, 8192],
  "service.min": [1, 5, 21],
  "service.max": [1, 5, 21],
  "service.desired": [1, 5, 21],
  "service.capacity.onDemandBase": [0, 1, 3],
  "service.deployment": ["ROLLING", "BLUE_GREEN"],
  "service.scaling.requestsPerTarget": [1, 1000, null],
  "functions.reservedConcurrency.indexer": [1, 893, 894, 1000],
  "aurora.mode": ["serverless", "provisioned"],
  "aurora.minAcu": [-0.5, 0, 0.3, 0.5, 2, 16, 16.5, 257],
  "aurora.maxAcu": [1, 2, 256],
  "aurora.instanceClass": ["db.r7g.large", "db.t4g.medium"],
  "aurora.proxy": [true, false],
  "aurora.insights": ["standard", "advanced"],
  "aurora.deletionProtection": [true, false],
  "cache.replicas": [0, 1],
  "search.engineVersion": [
    "OpenSearch_3.0",
    "OpenSearch_3.1",
    "OpenSearch_2.19",
    "Elasticsearch_7.10",
    "OpenSearch_4.0",
  ],
  "search.dataType": ["t3.small.search", "r7g.large.search"],
  "search.dataCount": [1, 3, 4],
  "search.masters": [0, 3, 5],
  "search.standby": [true, false],
  "gcp.enabled": [true, false],
  "gcp.cmekLocation": ["asia-northeast1", "asia-northeast2", null],
  "observability.grafana": ["none", "selfHosted", "managed"],
  "ops.oidc": [null, (operatorLogin().ops as Raw).oidc],
  opsOidcClientSecret: [null, "client-secret"],
  pagerDutyEndpoint: [null, PAGER_DUTY],
  "dr.mode": ["none"],
  "dr.cidrBlock": [null, "192.168.0.0/16"],
  "cost.enforce": [true, false],
  "cost.activateTags": [true, false],
};

export const replacements: fc.Arbitrary<readonly [path: string, value: unknown]> = fc
  .constantFrom(...Object.entries(REPLACEMENTS))
  .chain(([path, values]) => fc.constantFrom(...values).map((value) => [path, value] as const));
