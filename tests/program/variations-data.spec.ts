import type { ResourceGraph } from "../../plan/graph";
import { namesOf } from "../support/platform";
import { object } from "../support/stacks";
import { listOf } from "./both-stacks";
import { count, describeVariations, type Variation } from "./variation";

const COPY = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const FUNCTION = "aws:lambda/function:Function";

/** Resources of a service: `aws:backup`, `gcp`. */
const typesOf = (graph: ResourceGraph, prefix: string): string[] => [
  ...new Set(graph.resources.flatMap(({ type }) => (type.startsWith(prefix) ? [type] : []))),
];
const variablesOf = (graph: ResourceGraph, task: string): string[] =>
  JSON.parse(String(graph.one("aws:ecs/taskDefinition:TaskDefinition", task).inputs.containerDefinitions)).flatMap(
    ({ environment }: { environment: { name: string }[] }) => environment.map(({ name }) => name),
  );

const STORAGE: readonly Variation[] = [
  {
    what: "copies of everything",
    stack: "prod",
    changes: { "storage.replicate": ["static", "lake", "backup", "logs"] },
    effect: (graph) => count(graph, COPY),
    expected: 4,
  },
  {
    what: "no copies and no recovery region",
    stack: "prod",
    changes: { "storage.replicate": [], "dr.mode": "none" },
    effect: (graph) => graph.resources.filter(({ region }) => region === "ap-northeast-3").length,
    expected: 0,
  },
  {
    what: "copies of the buckets and of nothing else",
    stack: "prod",
    changes: { "dr.mode": "none" },
    effect: (graph) => count(graph, COPY),
    expected: 3,
  },
  {
    what: "no object lock",
    stack: "prod",
    changes: { "storage.objectLockDays": 0 },
    effect: (graph) => count(graph, LOCK),
    expected: 0,
  },
  {
    what: "an object lock",
    stack: "dev",
    changes: { "storage.objectLockDays": 30 },
    effect: (graph) => object(object(graph.one(LOCK).inputs.rule).defaultRetention),
    expected: { mode: "GOVERNANCE", days: 30 },
  },
  {
    what: "protection for dev",
    stack: "dev",
    changes: { "protection.enabled": true },
    effect: (graph) => graph.ofType("aws:kms/key:Key").every(({ options }) => options.protect === true),
    expected: true,
  },
  {
    what: "a stack that does not own its account",
    stack: "dev",
    changes: { "account.owner": false, "account.createOpenSearchRole": false },
    effect: (graph) => count(graph, "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"),
    expected: 0,
  },
];

const DATABASE: readonly Variation[] = [
  {
    what: "no proxy, and rules past where it was",
    stack: "prod",
    changes: { "aurora.proxy": false },
    effect: (graph) => [
      count(graph, "aws:rds/proxy:Proxy"),
      namesOf(graph, INGRESS).filter((name) => name.includes("5432")),
    ],
    expected: [0, ["groups-app-to-db-5432-ingress", "groups-worker-to-db-5432-ingress"]],
  },
  {
    what: "a copy of the database that is storage alone",
    stack: "prod",
    changes: { "dr.auroraReaders": 0 },
    effect: (graph) => [namesOf(graph, CLUSTER), namesOf(graph, INSTANCE)],
    expected: [
      ["db-cluster", "db-replica-cluster"],
      ["db-instance-1", "db-instance-2"],
    ],
  },
  {
    what: "the next generation of the database, filled by a snapshot",
    stack: "dev",
    changes: { "aurora.generation": 2, "aurora.restoreFrom": { snapshotIdentifier: "kumiki-dev-db-g1-final" } },
    effect: (graph) => {
      const { clusterIdentifier, snapshotIdentifier } = graph.one(CLUSTER).inputs;
      return [clusterIdentifier, snapshotIdentifier];
    },
    expected: ["kumiki-dev-db-g2", "kumiki-dev-db-g1-final"],
  },
  {
    what: "readers that follow the load",
    stack: "prod",
    changes: { "aurora.readerScaling": { min: 1, max: 3 } },
    effect: (graph) =>
      graph
        .ofType("aws:appautoscaling/target:Target")
        .filter(({ inputs }) => inputs.serviceNamespace === "rds")
        .map(({ inputs }) => [inputs.resourceId, inputs.minCapacity, inputs.maxCapacity]),
    expected: [["cluster:kumiki-prod-db-g1", 1, 3]],
  },
  {
    what: "no backups but the native ones",
    stack: "prod",
    changes: { "backup.enabled": false },
    effect: (graph) => [
      typesOf(graph, "aws:backup/"),
      namesOf(graph, "aws:kms/key:Key").includes("keys-backup"),
      object(graph.one(CLUSTER, "db-cluster").inputs.tags).Backup,
    ],
    expected: [[], false, undefined],
  },
  {
    what: "backups that can be deleted, and no restore test",
    stack: "prod",
    changes: { "backup.lock": "none", "backup.restoreTest": false },
    effect: (graph) => [
      count(graph, "aws:backup/plan:Plan"),
      count(graph, "aws:backup/vaultLockConfiguration:VaultLockConfiguration"),
      count(graph, "aws:backup/restoreTestingPlan:RestoreTestingPlan"),
    ],
    expected: [1, 0, 0],
  },
];

const CACHE_AND_SEARCH: readonly Variation[] = [
  {
    what: "a replica of the cache, and with it a failover",
    stack: "dev",
    changes: { "cache.replicas": 1 },
    effect: (graph) => {
      const { replicasPerNodeGroup, multiAzEnabled, automaticFailoverEnabled } = graph.one(CACHE).inputs;
      return [replicasPerNodeGroup, multiAzEnabled, automaticFailoverEnabled];
    },
    expected: [1, true, true],
  },
  {
    what: "a domain over two zones",
    stack: "prod",
    changes: {
      "network.availabilityZones": ["ap-northeast-1a", "ap-northeast-1d"],
      "search.standby": false,
      "search.dataCount": 4,
    },
    effect: (graph) => {
      const { clusterConfig, vpcOptions } = graph.one("aws:opensearch/domain:Domain").inputs;
      const { zoneAwarenessConfig, multiAzWithStandbyEnabled } = object(clusterConfig);
      return [zoneAwarenessConfig, multiAzWithStandbyEnabled, listOf(object(vpcOptions).subnetIds).length];
    },
    expected: [{ availabilityZoneCount: 2 }, false, 2],
  },
  {
    what: "no service role of OpenSearch, where the account has one",
    stack: "dev",
    changes: { "account.createOpenSearchRole": false },
    effect: (graph) => count(graph, "aws:iam/serviceLinkedRole:ServiceLinkedRole"),
    expected: 0,
  },
];

const ANALYTICS: readonly Variation[] = [
  {
    what: "no side on Google Cloud, and nothing that leads there",
    stack: "prod",
    changes: { "gcp.enabled": false },
    effect: (graph) => [
      typesOf(graph, "gcp:"),
      namesOf(graph, FUNCTION),
      namesOf(graph, "aws:ec2/securityGroup:SecurityGroup").filter((name) => name.includes("extract")),
      variablesOf(graph, "app-task").filter((name) => name.startsWith("GOOGLE_")),
      String(graph.one("aws:opensearch/domain:Domain").inputs.accessPolicies).includes("extract"),
    ],
    expected: [[], ["bootstrap-function-function", "db-rotation-function-function"], [], [], false],
  },
  {
    what: "an endpoint for models, under a name the network may resolve",
    stack: "dev",
    changes: { "gcp.vertexEndpoint": true },
    effect: (graph) => [
      count(graph, "gcp:vertex/aiEndpoint:AiEndpoint"),
      JSON.stringify(
        graph.one("aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList", "vpc-dns-allowed-domains").inputs
          .domains,
      ).includes("prediction.vertexai.goog"),
    ],
    expected: [1, true],
  },
  {
    what: "Google's keys instead of ours",
    stack: "dev",
    changes: { "gcp.cmek": false },
    effect: (graph) => typesOf(graph, "gcp:kms/"),
    expected: [],
  },
  {
    what: "no budget at Google",
    stack: "dev",
    changes: { "gcp.budgetUsd": 0 },
    effect: (graph) => count(graph, "gcp:billing/budget:Budget"),
    expected: 0,
  },
  {
    what: "another rhythm of the export",
    stack: "dev",
    changes: { "analytics.schedule": "rate(6 hours)" },
    effect: (graph) => graph.one("aws:scheduler/schedule:Schedule").inputs.scheduleExpression,
    expected: "rate(6 hours)",
  },
];

describeVariations("of the storage", STORAGE);
describeVariations("of the database", DATABASE);
describeVariations("of cache and search", CACHE_AND_SEARCH);
describeVariations("of the analytics", ANALYTICS);
