import { expect } from "chai";
import { schemaOf } from "../../../plan/cloud/schema";
import type { PlainObject } from "../../../plan/graph";
import { judgeCost, signed } from "../../../plan/impact/cost";
import { COST_DRIVERS } from "../../../plan/impact/cost-drivers";
import { monthlyPrice } from "../../../plan/impact/prices";
import { assessed, created, deleted, replaced, updated, verdict } from "./plans";

const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const CLUSTER = "aws:rds/cluster:Cluster";
const DOMAIN = "aws:opensearch/domain:Domain";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const NAT = "aws:ec2/natGateway:NatGateway";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";

/** Calculated by hand from the list prices, 730 hours a month. */
const PRICES: readonly (readonly [string, string, PlainObject, number | undefined])[] = [
  ["NAT gateway, 0.062 an hour", NAT, {}, 45.26],
  ["public address, 0.005 an hour", "aws:ec2/eip:Eip", {}, 3.65],
  [
    "interface endpoint in three zones, 0.014 an hour each",
    ENDPOINT,
    { vpcEndpointType: "Interface", subnetIds: ["a", "b", "c"] },
    30.66,
  ],
  ["interface endpoint in subnets not known yet", ENDPOINT, { vpcEndpointType: "Interface" }, undefined],
  ["gateway endpoint", ENDPOINT, { vpcEndpointType: "Gateway" }, 0],
  ["application load balancer, 0.0243 an hour", "aws:lb/loadBalancer:LoadBalancer", {}, 17.739],
  ["network load balancer", "aws:lb/loadBalancer:LoadBalancer", { loadBalancerType: "network" }, undefined],
  ["database instance, 0.332 an hour", INSTANCE, { instanceClass: "db.r7g.large" }, 242.36],
  ["instance of eight times the size", INSTANCE, { instanceClass: "db.r7g.4xlarge" }, 1938.88],
  ["instance of the next size", INSTANCE, { instanceClass: "db.r7g.xlarge" }, 484.72],
  ["instance of a family without a price", INSTANCE, { instanceClass: "db.m9i.large" }, undefined],
  ["serverless instance, which is paid by use", INSTANCE, { instanceClass: "db.serverless" }, undefined],
  [
    "cache of two shards with a replica each, 0.2104 an hour a node",
    CACHE,
    { nodeType: "cache.r7g.large", numNodeGroups: 2, replicasPerNodeGroup: 1 },
    614.368,
  ],
  ["cache of one node, 0.0157 an hour", CACHE, { nodeType: "cache.t4g.micro", numCacheClusters: 1 }, 11.461],
  [
    "search domain: 3 nodes at 0.214, 3 masters at 0.162, 300 GB at 0.146",
    DOMAIN,
    {
      clusterConfig: {
        instanceType: "r7g.large.search",
        instanceCount: 3,
        dedicatedMasterEnabled: true,
        dedicatedMasterType: "m7g.large.search",
        dedicatedMasterCount: 3,
      },
      ebsOptions: { volumeSize: 100 },
    },
    867.24,
  ],
  [
    "domain whose masters have no price",
    DOMAIN,
    {
      clusterConfig: {
        instanceType: "r7g.large.search",
        dedicatedMasterEnabled: true,
        dedicatedMasterType: "c9.large.search",
      },
    },
    undefined,
  ],
  ["key", "aws:kms/key:Key", {}, 1],
  ["replica of a key", "aws:kms/replicaKey:ReplicaKey", {}, 1],
  ["secret in two regions", "aws:secretsmanager/secret:Secret", { replicas: [{ region: "ap-northeast-3" }] }, 0.8],
  ["alarm", "aws:cloudwatch/metricAlarm:MetricAlarm", {}, 0.1],
  ["web ACL with six rules", "aws:wafv2/webAcl:WebAcl", { rules: [{}, {}, {}, {}, {}, {}] }, 11],
  ["VPC", "aws:ec2/vpc:Vpc", {}, undefined],
];

describe("monthly prices", () => {
  for (const [title, type, inputs, usd] of PRICES) {
    it(`of a ${title}`, () => {
      const price = monthlyPrice(type, inputs);
      expect(price === undefined ? undefined : Math.round(price * 1000) / 1000).to.equal(usd);
    });
  }

  it("are written with their sign", () => {
    expect([45.26, -3.65, 0].map(signed)).to.deep.equal(["+45.26", "-3.65", "+0.00"]);
  });
});

const clusterOf = (maxCapacity: number) => ({ serverlessv2ScalingConfiguration: { maxCapacity } });

/** Title, steps, sentences. */
const JUDGED: readonly (readonly [string, ReturnType<typeof updated>, readonly string[]])[] = [
  ["new NAT gateway", created(NAT), ["is new: about +45.26 USD a month, before usage"]],
  ["NAT gateway that goes", deleted(NAT), ["is deleted: about -45.26 USD a month, before usage"]],
  ["new alarm, which is not worth a line", created("aws:cloudwatch/metricAlarm:MetricAlarm"), []],
  ["new VPC", created("aws:ec2/vpc:Vpc"), []],
  ["NAT gateway replaced by its like", replaced(NAT, { a: 1 }, { a: 2 }), []],
  [
    "larger instance of a known family",
    updated(INSTANCE, { instanceClass: "db.r7g.large" }, { instanceClass: "db.r7g.2xlarge" }),
    ["instanceClass db.r7g.large -> db.r7g.2xlarge: about +727.08 USD a month, before usage"],
  ],
  [
    "larger instance without a price",
    updated(INSTANCE, { instanceClass: "db.m9i.medium" }, { instanceClass: "db.m9i.xlarge" }),
    ["instanceClass db.m9i.medium -> db.m9i.xlarge: raises the bill"],
  ],
  [
    "smaller cache node without a price",
    updated(CACHE, { nodeType: "cache.t4g.small" }, { nodeType: "cache.t4g.nano" }),
    ["nodeType cache.t4g.small -> cache.t4g.nano: lowers the bill"],
  ],
  [
    "instance of another family",
    updated(INSTANCE, { instanceClass: "db.t4g.medium" }, { instanceClass: "db.r7g.large" }),
    ["instanceClass db.t4g.medium -> db.r7g.large: changes the bill; compare the prices"],
  ],
  [
    "more capacity",
    updated(CLUSTER, clusterOf(2), clusterOf(4)),
    ["serverlessv2ScalingConfiguration.maxCapacity 2 -> 4: raises the bill"],
  ],
  [
    "longer backups",
    updated(CLUSTER, { backupRetentionPeriod: 7 }, { backupRetentionPeriod: 14 }),
    ["backupRetentionPeriod 7 -> 14: raises the bill"],
  ],
  ["task of another size", replaced(TASK, { cpu: "256" }, { cpu: "512" }), ["cpu 256 -> 512: raises the bill"]],
  ["logs kept for ever", updated(GROUP, { retentionInDays: 7 }, {}), ["retentionInDays is gone: raises the bill"]],
  [
    "logs kept shorter",
    updated(GROUP, { retentionInDays: 7 }, { retentionInDays: 3 }),
    ["retentionInDays 7 -> 3: lowers the bill"],
  ],
  ["logs kept for ever either way", updated(GROUP, { retentionInDays: 0 }, {}), []],
  [
    "masters for a domain",
    updated(
      DOMAIN,
      { clusterConfig: { dedicatedMasterEnabled: false } },
      { clusterConfig: { dedicatedMasterEnabled: true } },
    ),
    ["clusterConfig.dedicatedMasterEnabled false -> true: raises the bill"],
  ],
  [
    "another price class",
    updated(
      "aws:cloudfront/distribution:Distribution",
      { priceClass: "PriceClass_200" },
      { priceClass: "PriceClass_All" },
    ),
    ["priceClass PriceClass_200 -> PriceClass_All: changes the bill; compare the prices"],
  ],
  [
    "number that is not one yet",
    updated("aws:ecs/service:Service", { desiredCount: 1 }, { desiredCount: ["?"] }),
    ["desiredCount 1 -> a list of 1: changes the bill; compare the prices"],
  ],
  [
    "number that only the run will show",
    updated("aws:ecs/service:Service", { desiredCount: 2 }, { desiredCount: "3eeb2bf0-c639-47a8-9e75-3b44932eb421" }),
    ["desiredCount differs, in what only the run will show: changes the bill; compare the prices"],
  ],
  [
    "time that only the run will show",
    updated(GROUP, { retentionInDays: 7 }, { retentionInDays: "3eeb2bf0-c639-47a8-9e75-3b44932eb421" }),
    ["retentionInDays differs, in what only the run will show: changes the bill; compare the prices"],
  ],
  ["thing that is forgotten, and goes on costing", deleted(NAT, {}, { retainOnDelete: true }), []],
  [
    "thing whose predecessor goes on costing",
    replaced(NAT, {}, {}, { retainOnDelete: true }),
    ["is replaced: about +45.26 USD a month, before usage"],
  ],
  ["tag", updated(CLUSTER, { tags: { a: "b" } }, { tags: { a: "c" } }), []],
  ["resource that is taken over", created(NAT).map((step) => ({ ...step, op: "import" })), []],
];

describe("what a change does to the bill", () => {
  for (const [title, steps, said] of JUDGED) {
    it(`for a ${title}`, () => {
      expect(verdict(judgeCost, steps)).to.deep.equal(said.map((text) => `cost: ${text}`));
    });
  }

  it("is added up where prices are known", () => {
    const steps = [
      ...created(NAT, {}, "a"),
      ...created("aws:ec2/eip:Eip", {}, "b"),
      ...deleted("aws:kms/key:Key", {}, {}, "c"),
    ];
    expect(Math.round((assessed(steps).monthlyUsd ?? 0) * 100) / 100).to.equal(47.91);
    expect(assessed(created("aws:ec2/vpc:Vpc")).monthlyUsd).to.equal(undefined);
  });

  it("depends on properties the SDK declares", () => {
    const wrong = Object.entries(COST_DRIVERS).flatMap(([type, drivers]) =>
      Object.keys(drivers)
        .filter((path) => !((path.split(".")[0] ?? "") in (schemaOf(type)?.inputs ?? {})))
        .map((path) => `${type} ${path}`),
    );
    expect(wrong).to.deep.equal([]);
  });
});
