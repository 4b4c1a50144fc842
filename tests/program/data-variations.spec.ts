import { expect } from "chai";
import type { ResourceGraph } from "../../plan/graph";
import { namesOf, policyOf } from "../support/platform";
import type { Stack } from "../support/stacks";
import { byName, listOf, nameResolver, objectAt } from "./both-stacks";
import { platformWith } from "./changed-stack";
import { environmentOf, requestOf, waysOf, whoMay } from "./data-graph";

// A stranger changes one value of the data tier in a shipped stack file, and gets the platform that value stands for: its
// one decisive effect, and whatever else has to follow. What the service makes of the value shows on a real account.

const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const GLOBAL = "aws:rds/globalCluster:GlobalCluster";
const SECRET = "aws:secretsmanager/secret:Secret";
const VAULT = "aws:backup/vault:Vault";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const DOMAIN = "aws:opensearch/domain:Domain";
const OSAKA = "ap-northeast-3";

interface Variation {
  readonly what: string;
  readonly stack: Stack;
  readonly changes: Record<string, unknown>;
  readonly effect: (graph: ResourceGraph) => unknown;
  readonly expected: unknown;
}

const database = (graph: ResourceGraph) => graph.one(CLUSTER, "db-cluster").inputs;
const domain = (graph: ResourceGraph) => graph.one(DOMAIN).inputs;
const copiesOf = (graph: ResourceGraph) =>
  graph
    .ofType("aws:backup/plan:Plan")
    .flatMap(({ inputs }) => listOf(inputs.rules))
    .map((rule) => listOf(objectAt(rule).copyActions).length);
const connectIds = (graph: ResourceGraph) =>
  Object.values(whoMay(graph, "rds-db:connect")).flatMap((arns) =>
    arns.map((arn) => /dbuser:([a-z]+)-/.exec(arn)?.[1]),
  );
const ofGoogle = (graph: ResourceGraph) =>
  graph.resources.filter(
    ({ type, provider }) => type.startsWith("gcp:") || /providers:gcp/.test(`${type} ${provider}`),
  );

const VARIATIONS: readonly Variation[] = [
  {
    what: "no recovery region: a password RDS keeps, no copy that runs, but backups in Osaka beside the objects",
    stack: "prod",
    changes: { "dr.mode": "none" },
    effect: (graph) => [
      namesOf(graph, GLOBAL),
      [database(graph).manageMasterUserPassword, namesOf(graph, SECRET)],
      graph.resources.filter(({ type, region }) => type.startsWith("aws:rds/") && region === OSAKA).length,
      graph.resources.filter(({ name }) => name.startsWith("recovery")).length,
      copiesOf(graph),
    ],
    expected: [[], [true, []], 0, 0, [1, 1]],
  },
  {
    what: "no recovery region and no copies at all: backups stay where they are made",
    stack: "prod",
    changes: { "dr.mode": "none", "storage.replicate": [] },
    effect: (graph) => [namesOf(graph, VAULT), copiesOf(graph), namesOf(graph, "aws:kms/replicaKey:ReplicaKey")],
    expected: [["backup-vault"], [0, 0], []],
  },
  {
    what: "no proxy: workloads sign in at the cluster, and have a way there",
    stack: "prod",
    changes: { "aurora.proxy": false },
    effect: (graph) => [
      namesOf(graph, "aws:rds/proxy:Proxy"),
      waysOf(graph, "in", "groups-db"),
      connectIds(graph),
      environmentOf(graph, "app-task").DATABASE_HOST === graph.one(CLUSTER, "db-cluster").outputs.endpoint,
      namesOf(graph, "aws:ec2/securityGroup:SecurityGroup").includes("groups-proxy"),
    ],
    expected: [[], ["app 5432", "worker 5432"], ["cluster", "cluster", "cluster"], true, false],
  },
  {
    what: "a serverless database that never pauses, copied all the same",
    stack: "prod",
    changes: {
      "aurora.mode": "serverless",
      "aurora.minAcu": 0.5,
      "aurora.maxAcu": 16,
      "aurora.instanceClass": null,
      "aurora.insights": "standard",
    },
    effect: (graph) => [
      database(graph).serverlessv2ScalingConfiguration,
      byName(graph, INSTANCE, ({ inputs }) => inputs.instanceClass),
      graph.ofType(CLUSTER).map(({ inputs }) => inputs.serverlessv2ScalingConfiguration !== undefined),
    ],
    expected: [
      { minCapacity: 0.5, maxCapacity: 16 },
      { "db-instance-1": "db.serverless", "db-instance-2": "db.serverless", "db-replica-instance-1": "db.serverless" },
      [true, true],
    ],
  },
  {
    what: "no Google Cloud: no export, no group of its own, and nobody else in the domain",
    stack: "prod",
    changes: { "gcp.enabled": false },
    effect: (graph) => [
      ofGoogle(graph).length,
      namesOf(graph, "aws:lambda/function:Function"),
      namesOf(graph, "aws:s3/bucketNotification:BucketNotification"),
      waysOf(graph, "in", "groups-search"),
      policyOf(graph.one(DOMAIN), "accessPolicies").Statement.length,
      JSON.stringify(requestOf(graph, "search-setup")).includes("-extract"),
      Object.keys(environmentOf(graph, "app-task")).filter((name) => name.startsWith("GOOGLE_")),
    ],
    expected: [
      0,
      ["bootstrap-function-function", "db-rotation-function-function"],
      [],
      ["app 443", "fn-boot 443", "worker 443"],
      3,
      false,
      [],
    ],
  },
  {
    what: "a domain whose third zone serves as well",
    stack: "prod",
    changes: { "search.standby": false },
    effect: (graph) => {
      const { multiAzWithStandbyEnabled, zoneAwarenessConfig } = objectAt(domain(graph).clusterConfig);
      return [multiAzWithStandbyEnabled, zoneAwarenessConfig];
    },
    expected: [false, { availabilityZoneCount: 3 }],
  },
  {
    what: "no backups but the native ones: no vault, no key for it, no tag that asks for one",
    stack: "prod",
    changes: { "backup.enabled": false },
    effect: (graph) => [
      graph.resources.filter(({ type }) => type.startsWith("aws:backup/")).length,
      namesOf(graph, "aws:kms/key:Key").includes("keys-backup"),
      graph.resources.filter(({ inputs }) => objectAt(inputs.tags ?? {}).Backup !== undefined).length,
      database(graph).backupRetentionPeriod,
      bucketKey(graph, "store-backup-encryption"),
    ],
    expected: [0, false, 0, 35, "keys-data"],
  },
  {
    what: "backups without a lock and without a test",
    stack: "prod",
    changes: { "backup.lock": "none", "backup.restoreTest": false },
    effect: (graph) => [
      namesOf(graph, "aws:backup/vaultLockConfiguration:VaultLockConfiguration"),
      namesOf(graph, "aws:backup/restoreTestingPlan:RestoreTestingPlan"),
      namesOf(graph, VAULT),
    ],
    expected: [[], [], ["backup-replica", "backup-vault"]],
  },
  ...(["dev", "prod"] as const).map((stack) => ({
    what: "a second generation that begins where the first one was, under names of its own",
    stack,
    changes: {
      "aurora.generation": 2,
      "aurora.restoreFrom": { sourceClusterIdentifier: `kumiki-${stack}-db-g1`, time: "2026-11-26T03:04:05Z" },
    },
    effect: (graph: ResourceGraph) => [
      database(graph).clusterIdentifier,
      database(graph).restoreToPointInTime,
      graph.ofType(SECRET).map(({ inputs }) => inputs.name),
      objectAt(requestOf(graph, "database-setup").database).clusterArn === graph.one(CLUSTER, "db-cluster").outputs.arn,
      Object.values(whoMay(graph, "rds:ModifyDBCluster")).flatMap((arns) => arns.map((arn) => arn.split(":").at(-1))),
    ],
    expected: [
      `kumiki-${stack}-db-g2`,
      {
        sourceClusterIdentifier: `kumiki-${stack}-db-g1`,
        restoreToTime: "2026-11-26T03:04:05Z",
        restoreType: "full-copy",
      },
      stack === "prod" ? ["kumiki-prod-db-g2-master"] : [],
      true,
      stack === "prod" ? ["kumiki-prod-db-g2"] : [],
    ],
  })),
  {
    what: "readers that follow the load",
    stack: "prod",
    changes: { "aurora.readerScaling": { min: 1, max: 4 } },
    effect: (graph) => {
      const target = graph.one("aws:appautoscaling/target:Target", "db-reader-scaling-target").inputs;
      return [target.scalableDimension, target.minCapacity, target.maxCapacity, target.resourceId];
    },
    expected: ["rds:cluster:ReadReplicaCount", 1, 4, "cluster:kumiki-prod-db-g1"],
  },
  {
    what: "a cache with a copy",
    stack: "dev",
    changes: { "cache.replicas": 1 },
    effect: (graph) => [graph.one(CACHE).inputs.replicasPerNodeGroup, graph.one(CACHE).inputs.multiAzEnabled],
    expected: [1, true],
  },
  {
    what: "a service's role that somebody else has made",
    stack: "prod",
    changes: { "account.createOpenSearchRole": false },
    effect: (graph) => [namesOf(graph, "aws:iam/serviceLinkedRole:ServiceLinkedRole"), namesOf(graph, DOMAIN)],
    expected: [[], ["search-domain"]],
  },
  {
    what: "a copy without readers: storage alone, with nowhere to read",
    stack: "prod",
    changes: { "dr.auroraReaders": 0 },
    effect: (graph) => [
      namesOf(graph, INSTANCE),
      namesOf(graph, CLUSTER),
      objectAt(graph.outputs.dataStores).databaseReplicaEndpoint,
    ],
    expected: [["db-instance-1", "db-instance-2"], ["db-cluster", "db-replica-cluster"], undefined],
  },
  {
    what: "Google's own keys",
    stack: "prod",
    changes: { "gcp.cmek": false },
    effect: (graph) => [
      graph.resources.filter(({ type }) => type.startsWith("gcp:kms/")).length,
      graph.ofType("gcp:bigquery/dataset:Dataset").filter(({ inputs }) => inputs.defaultEncryptionConfiguration).length,
    ],
    expected: [0, 0],
  },
  {
    what: "an endpoint for models, and the name it answers to",
    stack: "dev",
    changes: { "gcp.vertexEndpoint": true },
    effect: (graph) => [
      namesOf(graph, "gcp:vertex/aiEndpoint:AiEndpoint"),
      environmentOf(graph, "app-task").GOOGLE_ENDPOINT?.includes(
        ".prediction.vertexai.goog/v1/projects/example-platform-dev/",
      ),
      objectAt(
        graph.one("aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList", "vpc-dns-allowed-domains")
          .inputs,
      ).domains,
    ],
    expected: [
      ["analytics-endpoint-endpoint"],
      true,
      ["*.amazonaws.com.", "*.api.aws.", "*.googleapis.com.", "*.prediction.vertexai.goog."],
    ],
  },
  {
    what: "protection for the stores of dev, all of them",
    stack: "dev",
    changes: { "protection.enabled": true, "aurora.deletionProtection": true },
    effect: (graph) => [
      ...[CLUSTER, CACHE, DOMAIN, "gcp:bigquery/dataset:Dataset"].map((type) =>
        graph.ofType(type).every(({ options }) => options.protect === true),
      ),
      database(graph).skipFinalSnapshot,
    ],
    expected: [true, true, true, true, false],
  },
];

describe("a stack file with one thing of the data tier changed gives", () => {
  for (const { what, stack, changes, effect, expected } of VARIATIONS) {
    it(`${what} (${stack})`, async () => {
      expect(effect(await platformWith(stack, changes))).to.deep.equal(expected);
    });
  }
});

function bucketKey(graph: ResourceGraph, name: string): string {
  const { inputs } = graph.one(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    name,
  );
  return nameResolver(graph)(objectAt(listOf(inputs.rules)[0], "applyServerSideEncryptionByDefault").kmsMasterKeyId);
}
