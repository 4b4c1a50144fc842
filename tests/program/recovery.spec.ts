import { expect } from "chai";
import { namesOf } from "../support/platform";
import { byName, listOf, nameResolver, objectAt, platformTests } from "./both-stacks";
import { waysOf } from "./data-graph";

// Mocks cannot show that a copy takes over, nor how far it lags; they show what is copied where, and by which key.

const CLUSTER = "aws:rds/cluster:Cluster";
const GLOBAL = "aws:rds/globalCluster:GlobalCluster";
const OSAKA = "ap-northeast-3";

/** What keeps data, and what costs money by the hour. */
const KEEPS_OR_RUNS = new Set([
  "aws:backup/vault:Vault",
  "aws:ec2/natGateway:NatGateway",
  "aws:ecr/repository:Repository",
  "aws:ecs/service:Service",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:kms/key:Key",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:lambda/function:Function",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:opensearch/domain:Domain",
  "aws:rds/cluster:Cluster",
  "aws:rds/clusterInstance:ClusterInstance",
  "aws:rds/proxy:Proxy",
  "aws:s3/bucket:Bucket",
  "aws:sqs/queue:Queue",
]);

describe("the recovery region of the platform", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "holds copies of data, and nothing that runs but what the database is copied to (3.1-5, F27)",
    {
      dev: [],
      prod: [
        "backup-replica",
        "db-replica-cluster",
        "db-replica-instance-1",
        "images-replica",
        "keys-backup-replica",
        "keys-data-replica",
        "keys-logs-replica",
        "store-access-replica-bucket",
        "store-backup-replica-bucket",
        "store-lake-replica-bucket",
        "store-static-replica-bucket",
      ],
    },
    (graph, expected) => {
      const present = graph.resources.filter(({ region, type }) => region === OSAKA && KEEPS_OR_RUNS.has(type));
      expect(present.map(({ name }) => name).sort()).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "follows the first cluster as part of one global database, by the key's own copy (3.1-5, 2.3-3, F27)",
    { dev: undefined, prod: { engineVersion: "17.7", instanceClass: "db.r7g.large" } },
    (graph, expected) => {
      expect(graph.ofType(GLOBAL)).to.have.lengthOf(expected === undefined ? 0 : 1);
      if (expected === undefined) return;
      const nameOf = nameResolver(graph);
      const global = graph.one(GLOBAL);
      const copy = graph.one(CLUSTER, "db-replica-cluster");
      expect(nameOf(global.inputs.sourceDbClusterIdentifier)).to.equal("db-cluster");
      expect(copy.inputs.globalClusterIdentifier).to.equal(global.id);
      expect([copy.region, nameOf(copy.inputs.kmsKeyId), copy.inputs.storageEncrypted]).to.deep.equal([
        OSAKA,
        "keys-data-replica",
        true,
      ]);
      for (const version of [global, copy, graph.one(CLUSTER, "db-cluster")]) {
        expect(version.inputs.engineVersion, version.urn).to.equal(expected.engineVersion);
      }
      const reader = graph.one("aws:rds/clusterInstance:ClusterInstance", "db-replica-instance-1");
      expect([reader.inputs.instanceClass, reader.inputs.clusterIdentifier]).to.deep.equal([
        expected.instanceClass,
        copy.id,
      ]);
    },
  );

  inBothStacks(
    "is told no password, and what RDS fills in is left alone on both sides (3.1-5)",
    { dev: [], prod: ["db-cluster", "db-replica-cluster"] },
    (graph, members) => {
      const filled = ["globalClusterIdentifier", "replicationSourceIdentifier"];
      const clusters = byName(graph, CLUSTER, ({ options }) => options.ignoreChanges ?? []);
      const global = Object.entries(clusters).filter(([, ignored]) => filled.every((name) => ignored.includes(name)));
      expect(global.map(([name]) => name)).to.deep.equal(members);
      for (const { inputs, urn } of graph.ofType(CLUSTER).filter(({ region }) => region === OSAKA)) {
        expect(inputs, urn).not.to.have.any.keys(
          ...["masterUsername", "masterPassword", "manageMasterUserPassword", "databaseName"],
          "replicationSourceIdentifier", // the wrong tool: it copies statements, and not in PostgreSQL
        );
      }
    },
  );

  inBothStacks(
    "keeps the master password of a global database itself, as RDS does not: by a secret that is rotated (3.1-5, F24)",
    { dev: { managed: true, secrets: [] }, prod: { managed: undefined, secrets: ["db-master-secret"] } },
    (graph, { managed, secrets }) => {
      const { inputs, secretInputs, options } = graph.one(CLUSTER, "db-cluster");
      expect(inputs.manageMasterUserPassword).to.equal(managed);
      expect(namesOf(graph, "aws:secretsmanager/secret:Secret")).to.deep.equal(secrets);
      expect(secretInputs).to.deep.equal(managed === true ? [] : ["masterPassword"]);
      expect((options.ignoreChanges ?? []).includes("masterPassword")).to.equal(managed !== true);
      for (const { inputs: secret } of graph.ofType("aws:secretsmanager/secret:Secret")) {
        const nameOf = nameResolver(graph);
        expect(nameOf(secret.kmsKeyId)).to.equal("keys-data");
        const copies = listOf(secret.replicas).map((value) => objectAt(value));
        expect(copies.map(({ region, kmsKeyId }) => [region, nameOf(kmsKeyId)])).to.deep.equal([
          [OSAKA, "keys-data-replica"],
        ]);
      }
      for (const { inputs: rotation, dependencies } of graph.ofType(
        "aws:secretsmanager/secretRotation:SecretRotation",
      )) {
        expect(rotation.rotateImmediately, "what the state knows is worth nothing").to.equal(true);
        expect(rotation.rotationRules).to.deep.equal({ automaticallyAfterDays: 30 });
        const instances = graph
          .ofType("aws:rds/clusterInstance:ClusterInstance")
          .filter(({ region }) => region !== OSAKA);
        expect(dependencies).to.include.members(instances.map(({ urn }) => urn));
      }
    },
  );

  inBothStacks(
    "rotates from outside of every network, for one cluster and one secret (F24)",
    { dev: [], prod: ["db-rotation-function-function"] },
    (graph, expected) => {
      const rotating = graph
        .ofType("aws:lambda/function:Function")
        .filter(({ name }) => name.includes("rotation"))
        .filter(({ inputs }) => inputs.vpcConfig === undefined);
      expect(rotating.map(({ name }) => name)).to.deep.equal(expected);
      for (const { inputs } of rotating) {
        const { clusterIdentifier } = graph.one(CLUSTER, "db-cluster").inputs;
        expect(objectAt(inputs.environment).variables).to.deep.equal({ CLUSTER_IDENTIFIER: clusterIdentifier });
      }
    },
  );

  inBothStacks(
    "stands in a network of its own, of data subnets, that nothing leads to (N14, 2.1-4)",
    { dev: ["vpc-network"], prod: ["recovery-network", "vpc-network"] },
    (graph, networks) => {
      expect(namesOf(graph, "aws:ec2/vpc:Vpc")).to.deep.equal(networks);
      const links = graph.resources.filter(({ type }) =>
        /peering|transitGateway|vpnGateway|vpnConnection|networkmanager|directconnect|vpclattice|ram\//i.test(type),
      );
      expect(links.map(({ urn }) => urn)).to.deep.equal([]);
      const ways = graph.resources.filter(
        ({ name, type }) => name.startsWith("recovery") && /(route|natGateway|internetGateway|eip):/i.test(type),
      );
      expect(ways.map(({ urn }) => urn)).to.deep.equal([]);
      if (!networks.includes("recovery-network")) return;
      const [here, there] = ["vpc-network", "recovery-network"].map((name) => graph.one("aws:ec2/vpc:Vpc", name));
      expect([here?.inputs.cidrBlock, there?.inputs.cidrBlock]).to.deep.equal(["10.0.0.0/16", "10.1.0.0/16"]);
      expect(waysOf(graph, "in", "recovery-groups-db")).to.deep.equal([]);
      expect(waysOf(graph, "out", "recovery-groups-db")).to.deep.equal([]);
    },
  );

  inBothStacks(
    "gets objects from the first region and gives none back (N20, F27)",
    { dev: [], prod: ["store-backup-bucket", "store-lake-bucket", "store-static-bucket"] },
    (graph, expected) => {
      const nameOf = nameResolver(graph);
      const rules = graph.ofType("aws:s3/bucketReplicationConfig:BucketReplicationConfig");
      expect(rules.map(({ inputs }) => nameOf(inputs.bucket)).sort()).to.deep.equal(expected);
      expect(rules.filter(({ region }) => region === OSAKA)).to.deep.equal([]);
    },
  );

  inBothStacks("tells other tools where to read in Osaka (3.1-5)", { dev: 0, prod: 1 }, (graph, copies) => {
    const [copy, ...more] = graph.ofType(CLUSTER).filter(({ region }) => region === OSAKA);
    expect([copy, ...more].filter((cluster) => cluster !== undefined)).to.have.lengthOf(copies);
    const { databaseReplicaEndpoint } = objectAt(graph.outputs.dataStores);
    expect(databaseReplicaEndpoint).to.equal(copy?.outputs.readerEndpoint);
  });
});
