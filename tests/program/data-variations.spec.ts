import type { ResourceGraph } from "../../plan/graph";
import { namesOf } from "../support/platform";
import { byName, listOf, nameResolver, objectAt } from "./both-stacks";
import { environmentOf, requestOf, waysOf, whoMay } from "./data-graph";
import { describeVariations, type Variation } from "./variation";

// What follows from one value of the data tier, in places that have to agree with each other. The effects of a value on
// its own resource alone are in variations-data; what the service makes of the value shows on a real account.

const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const GLOBAL = "aws:rds/globalCluster:GlobalCluster";
const SECRET = "aws:secretsmanager/secret:Secret";
const VAULT = "aws:backup/vault:Vault";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const DOMAIN = "aws:opensearch/domain:Domain";
const OSAKA = "ap-northeast-3";

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
      "aurora.minAcu": 8,
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
      { minCapacity: 8, maxCapacity: 16 },
      { "db-instance-1": "db.serverless", "db-instance-2": "db.serverless", "db-replica-instance-1": "db.serverless" },
      [true, true],
    ],
  },
  {
    what: "no Google Cloud, and nobody who would bring documents there",
    stack: "prod",
    changes: { "gcp.enabled": false },
    effect: (graph) => [
      graph.resources.filter(({ type, provider }) => /(^|::pulumi:providers:)gcp:/.test(`${type} ${provider}`)).length,
      namesOf(graph, "aws:s3/bucketNotification:BucketNotification"),
      waysOf(graph, "in", "groups-search"),
      JSON.stringify(requestOf(graph, "search-setup")).includes("-extract"),
      objectAt(graph.outputs.dataStores).analyticsDataset,
    ],
    expected: [0, [], ["app 443", "fn-boot 443", "worker 443"], false, undefined],
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
    what: "a second generation that begins where the first one was, under names of its own",
    stack: "prod",
    changes: {
      "aurora.generation": 2,
      "aurora.restoreFrom": { sourceClusterIdentifier: "kumiki-prod-db-g1", time: "2026-11-26T03:04:05Z" },
    },
    effect: (graph) => [
      database(graph).clusterIdentifier,
      database(graph).restoreToPointInTime,
      graph.ofType(SECRET).map(({ inputs }) => inputs.name),
      objectAt(requestOf(graph, "database-setup").database).clusterArn,
      whoMay(graph, "rds:ModifyDBCluster"),
      graph.one("aws:rds/cluster:Cluster", "db-replica-cluster").inputs.restoreToPointInTime,
    ],
    expected: [
      "kumiki-prod-db-g2",
      {
        sourceClusterIdentifier: "kumiki-prod-db-g1",
        restoreToTime: "2026-11-26T03:04:05Z",
        restoreType: "full-copy",
      },
      ["kumiki-prod-db-g2-master-user"],
      "arn:aws:rds:ap-northeast-1:210987654321:cluster:kumiki-prod-db-g2",
      { "db-rotation-function": ["arn:aws:rds:ap-northeast-1:210987654321:cluster:kumiki-prod-db-g2"] },
      undefined,
    ],
  },
  {
    what: "an endpoint for models, and its address for whoever may ask it",
    stack: "dev",
    changes: { "gcp.vertexEndpoint": true },
    effect: (graph) => {
      const { dedicatedEndpointDns, name } = graph.one("gcp:vertex/aiEndpoint:AiEndpoint").outputs;
      const path = `/v1/projects/example-platform-dev/locations/asia-northeast1/endpoints/${name}`;
      return ["app-task", "worker-task", "migrate-task"].map(
        (task) => environmentOf(graph, task).GOOGLE_ENDPOINT === `${dedicatedEndpointDns}${path}`,
      );
    },
    expected: [true, false, false],
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

describeVariations("of the data tier", VARIATIONS);

function bucketKey(graph: ResourceGraph, name: string): string {
  const { inputs } = graph.one(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    name,
  );
  return nameResolver(graph)(objectAt(listOf(inputs.rules)[0], "applyServerSideEncryptionByDefault").kmsMasterKeyId);
}
