import { expect } from "chai";
import { globalDatabase } from "../../../examples/aurora-cluster";
import type { ResourceGraph } from "../../../plan/graph";
import { namesOf, register } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";
import {
  build,
  CLUSTER,
  EVERY_CLUSTER,
  GLOBAL,
  INSTANCE,
  KEY,
  LOG_GROUP,
  OSAKA_KEY,
  osaka,
  PARAMETERS,
  ROTATION,
  SUBNETS,
  withReplica,
} from "./aurora-fixture";

// Mocks cannot show that Aurora replicates, how far it is behind, or that a switchover works.

const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const SCHEDULE = "aws:secretsmanager/secretRotation:SecretRotation";
const PASSWORD = "random:index/randomPassword:RandomPassword";
const copyOf = (graph: ResourceGraph) => graph.one(CLUSTER, "db-replica-cluster");
const primaryOf = (graph: ResourceGraph) => graph.one(CLUSTER, "db-cluster");
const instancesOf = (graph: ResourceGraph, urn: string | undefined) =>
  graph.ofType(INSTANCE).filter(({ parent }) => parent?.includes(String(urn)));

describe("AuroraReplica", () => {
  it("is protected, encrypted and set up like the original, and has no master user (3.1-5)", async () => {
    const graph = await register(build({ ...withReplica(), insights: "advanced", tags: { Owner: "platform" } }));
    const { dbClusterParameterGroupName, dbSubnetGroupName, ...inputs } = copyOf(graph).inputs;
    expect(inputs).to.deep.equal({
      ...EVERY_CLUSTER,
      region: "ap-northeast-3",
      clusterIdentifier: "kumiki-prod-db-g1-replica",
      globalClusterIdentifier: "kumiki-prod-db-g1-global",
      sourceRegion: "ap-northeast-1",
      kmsKeyId: OSAKA_KEY,
      vpcSecurityGroupIds: ["sg-0e5f607182930415a"],
      enabledCloudwatchLogsExports: ["postgresql", "iam-db-auth-error"],
      databaseInsightsMode: "standard",
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: OSAKA_KEY,
      performanceInsightsRetentionPeriod: 7,
      finalSnapshotIdentifier: "kumiki-prod-db-g1-replica-final",
      tags: { Owner: "platform", Component: "AuroraReplica", Name: "db-replica-cluster" },
    });
    expect(dbClusterParameterGroupName).to.equal(graph.one(PARAMETERS, "db-replica-region-parameters").outputs.name);
    expect(dbSubnetGroupName).to.equal(graph.one(SUBNETS, "db-replica-region-subnets").outputs.name);
    expectWellFormed(graph, ["Owner", "Component", "Name"]);
  });

  it("stands in the other region with everything that belongs to it", async () => {
    const graph = await register(build(withReplica()));
    const there = graph.resources.filter(({ name, custom }) => custom && name.startsWith("db-replica-"));
    const regions = new Map(there.map(({ name, region }) => [name, region]));
    expect(regions.get("db-replica-global")).to.equal("ap-northeast-1");
    regions.delete("db-replica-global");
    expect(new Set([...regions.values()].filter((region) => region !== undefined))).to.deep.equal(
      new Set(["ap-northeast-3"]),
    );
    const [log] = graph.ofType(LOG_GROUP).filter(({ name }) => name === "db-replica-region-log-postgresql");
    expect([log?.inputs.name, log?.inputs.kmsKeyId]).to.deep.equal([
      "/aws/rds/cluster/kumiki-prod-db-g1-replica/postgresql",
      osaka.logsKeyArn,
    ]);
    expect(copyOf(graph).dependencies).to.include(log?.urn);
    expect(graph.one(SUBNETS, "db-replica-region-subnets").inputs.subnetIds).to.deep.equal([...osaka.subnetIds]);
  });

  it("joins a global database that is made from the primary, once that has instances", async () => {
    const graph = await register(build(withReplica()));
    const { tags: _, ...inputs } = graph.one(GLOBAL).inputs;
    expect(inputs).to.deep.equal({
      region: "ap-northeast-1",
      globalClusterIdentifier: "kumiki-prod-db-g1-global",
      sourceDbClusterIdentifier: primaryOf(graph).outputs.arn,
      engineVersion: "17.7",
      engineLifecycleSupport: "open-source-rds-extended-support-disabled",
      deletionProtection: true,
      forceDestroy: true,
    });
    expect(graph.one(GLOBAL).options).to.deep.equal({
      protect: true,
      retainOnDelete: true,
      deleteBeforeReplace: false,
    });
    expect(graph.one(GLOBAL).dependencies).to.include(graph.one(INSTANCE, "db-instance-1").urn);
    expect(copyOf(graph).propertyDependencies.globalClusterIdentifier).to.deep.equal([graph.one(GLOBAL).urn]);
  });

  it("is left alone, as the primary is, in what a switchover or an upgrade of the global database changes", async () => {
    const graph = await register(build(withReplica()));
    const global = ["globalClusterIdentifier", "replicationSourceIdentifier", "engineVersion"];
    expect(copyOf(graph).options.ignoreChanges).to.deep.equal(global);
    expect(primaryOf(graph).options.ignoreChanges).to.deep.equal([
      "restoreToPointInTime",
      "snapshotIdentifier",
      "masterPassword",
      ...global,
    ]);
    expect(copyOf(graph).options).to.include({ protect: true, retainOnDelete: true, deleteBeforeReplace: false });
    expect(primaryOf(graph).inputs).to.not.have.any.keys(...global.slice(0, 2));
  });

  it("has one reader of the original's class, and tells where it answers", async () => {
    const graph = await register(build({ ...withReplica(), instanceClass: "db.r8g.xlarge" }));
    const reader = graph.one(INSTANCE, "db-replica-instance-1");
    expect([reader.region, reader.inputs.instanceClass, reader.inputs.clusterIdentifier]).to.deep.equal([
      "ap-northeast-3",
      "db.r8g.xlarge",
      "kumiki-prod-db-g1-replica",
    ]);
    const { replicaClusterIdentifier, replicaReaderEndpoint } = graph.one("kumiki:data:AuroraCluster").outputs;
    expect([replicaClusterIdentifier, replicaReaderEndpoint]).to.deep.equal([
      "kumiki-prod-db-g1-replica",
      copyOf(graph).outputs.readerEndpoint,
    ]);
  });

  it("takes as many readers, of another class, as are asked for", async () => {
    const graph = await register(build(withReplica({ readers: 2, instanceClass: "db.r7g.xlarge" })));
    const readers = instancesOf(graph, "AuroraReplica");
    expect(readers.map(({ inputs }) => inputs.instanceClass)).to.deep.equal(["db.r7g.xlarge", "db.r7g.xlarge"]);
  });

  it("can be storage alone, which answers nobody and measures nothing", async () => {
    const graph = await register(build(withReplica({ readers: 0 })));
    expect(instancesOf(graph, "AuroraReplica")).to.deep.equal([]);
    expect(graph.one("kumiki:data:AuroraCluster").outputs).to.not.have.property("replicaReaderEndpoint");
    expect(copyOf(graph).inputs)
      .to.include({ performanceInsightsEnabled: false })
      .and.not.have.any.keys("performanceInsightsKmsKeyId", "performanceInsightsRetentionPeriod");
  });

  it("follows the capacity of a serverless original", async () => {
    const graph = await register(build({ ...withReplica(), mode: "serverless", acu: { min: 8, max: 32 } }));
    expect(copyOf(graph).inputs.serverlessv2ScalingConfiguration).to.deep.equal({ minCapacity: 8, maxCapacity: 32 });
    expect(graph.one(INSTANCE, "db-replica-instance-1").inputs.instanceClass).to.equal("db.serverless");
  });

  it("changes its names with the generation", async () => {
    const graph = await register(build({ ...withReplica(), generation: 2 }));
    expect([copyOf(graph).id, graph.one(GLOBAL).id, graph.one(SECRET).inputs.name]).to.deep.equal([
      "kumiki-prod-db-g2-replica",
      "kumiki-prod-db-g2-global",
      "kumiki-prod-db-g2-master-user",
    ]);
  });
});

describe("the master password of a global database (2.3-3)", () => {
  it("is made by the program, because RDS cannot keep it, and marked secret everywhere", async () => {
    const graph = await register(build(withReplica()));
    const password = graph.one(PASSWORD).outputs.result;
    expect(graph.one(PASSWORD).inputs).to.deep.equal({ length: 40, special: false });
    expect(primaryOf(graph).inputs)
      .to.include({ masterUsername: "clusteradmin", masterPassword: password })
      .and.not.have.any.keys("manageMasterUserPassword", "masterUserSecretKmsKeyId");
    expect(primaryOf(graph).secretInputs).to.deep.equal(["masterPassword"]);
    expect(graph.one(VERSION).secretInputs).to.deep.equal(["secretString"]);
    expect(copyOf(graph).inputs).to.not.have.any.keys("masterUsername", "masterPassword", "databaseName");
    const open = graph.resources.filter(({ type }) => ![PASSWORD, CLUSTER, VERSION].includes(type));
    expect(JSON.stringify(open)).to.not.contain(password);
  });

  it("is kept in an encrypted secret with a copy in the other region", async () => {
    const graph = await register(build(withReplica()));
    const { tags: _, ...inputs } = graph.one(SECRET).inputs;
    expect(inputs).to.deep.equal({
      region: "ap-northeast-1",
      name: "kumiki-prod-db-g1-master-user",
      description: "Master user of kumiki-prod-db-g1",
      kmsKeyId: KEY,
      recoveryWindowInDays: 30,
      replicas: [{ region: "ap-northeast-3", kmsKeyId: OSAKA_KEY }],
    });
    expect(graph.one("kumiki:data:AuroraCluster").outputs.masterSecretArn).to.equal(graph.one(SECRET).outputs.arn);
    const unprotected = await register(build({ ...withReplica(), deletionProtection: false }));
    expect(unprotected.one(SECRET).inputs.recoveryWindowInDays).to.equal(0);
    expect(unprotected.one(SECRET).options).to.not.have.any.keys("protect", "retainOnDelete");
    const secret = (await register(build(withReplica()))).one(SECRET);
    expect(secret.options).to.deep.equal({ protect: true, retainOnDelete: true });
  });

  it("is written in the form RDS uses, once, under a label that no rotation takes away", async () => {
    const graph = await register(build({ ...withReplica(), databaseName: "orders" }));
    const version = graph.one(VERSION);
    expect(JSON.parse(String(version.inputs.secretString))).to.deep.equal({
      engine: "postgres",
      host: primaryOf(graph).outputs.endpoint,
      port: 5432,
      dbname: "orders",
      dbClusterIdentifier: "kumiki-prod-db-g1",
      username: "clusteradmin",
      password: graph.one(PASSWORD).outputs.result,
    });
    expect(version.inputs.versionStages).to.deep.equal(["AWSCURRENT", "FIRST"]);
    expect(version.options.ignoreChanges).to.deep.equal(["secretString", "versionStages"]);
  });

  it("is rotated as soon as the cluster and its copy stand, and then every month (F24)", async () => {
    const graph = await register(build(withReplica()));
    expect(graph.one(SCHEDULE).inputs).to.deep.equal({
      region: "ap-northeast-1",
      secretId: graph.one(SECRET).outputs.arn,
      rotationLambdaArn: ROTATION,
      rotateImmediately: true,
      rotationRules: { automaticallyAfterDays: 30 },
    });
    expect(graph.one(SCHEDULE).dependencies).to.include.members([
      graph.one(VERSION).urn,
      graph.one(INSTANCE, "db-instance-1").urn,
      // A cluster that is taking a password cannot be copied.
      copyOf(graph).urn,
      graph.one(INSTANCE, "db-replica-instance-1").urn,
    ]);
    const weekly = await register(build({ ...withReplica(), rotationDays: 7 }));
    expect(weekly.one(SCHEDULE).inputs.rotationRules).to.deep.equal({ automaticallyAfterDays: 7 });
  });
});

describe("the example of a global database", () => {
  it("has a writer and a reader here and one reader there, behind a proxy", async () => {
    const graph = await register(globalDatabase);
    expect(namesOf(graph, INSTANCE)).to.deep.equal(["db-instance-1", "db-instance-2", "db-replica-instance-1"]);
    expect(graph.one("aws:rds/proxyEndpoint:ProxyEndpoint").inputs.targetRole).to.equal("READ_ONLY");
  });
});
