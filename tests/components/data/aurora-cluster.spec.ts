import { expect } from "chai";
import { auroraCluster } from "../../../examples/aurora-cluster";
import { namesOf, register, registerError, registerOutputs } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";
import { build, CLUSTER, EVERY_CLUSTER, INSTANCE, KEY, LOG_GROUP, minimal, PROXY, SUBNETS } from "./aurora-fixture";

// Mocks cannot show that RDS accepts the combination, how long it takes, or that an instance comes up.

const RANDOM = "random:index/randomPassword:RandomPassword";
const IDENTIFIER = "kumiki-prod-db-g1";

async function clusterOf(...args: Parameters<typeof build>) {
  return (await register(build(...args))).one(CLUSTER);
}

describe("AuroraCluster", () => {
  it("is safe by default: encrypted, protected, backed up, without a password in the program (1.3-1, 1.3-3, 2.3-3)", async () => {
    const graph = await register(build({ tags: { Owner: "platform" } }));
    const ground = graph.one(SUBNETS).outputs.name;
    const { dbClusterParameterGroupName, ...inputs } = graph.one(CLUSTER).inputs;
    expect(inputs).to.deep.equal({
      ...EVERY_CLUSTER,
      region: "ap-northeast-1",
      clusterIdentifier: IDENTIFIER,
      databaseName: "app",
      masterUsername: "clusteradmin",
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: KEY,
      kmsKeyId: KEY,
      enableHttpEndpoint: false,
      vpcSecurityGroupIds: ["sg-0c3d4e5f607182930"],
      dbSubnetGroupName: ground,
      enabledCloudwatchLogsExports: ["postgresql", "iam-db-auth-error", "instance"],
      serverlessv2ScalingConfiguration: { minCapacity: 0, maxCapacity: 2, secondsUntilAutoPause: 300 },
      databaseInsightsMode: "standard",
      performanceInsightsEnabled: false,
      finalSnapshotIdentifier: `${IDENTIFIER}-final`,
      tags: { Owner: "platform", Component: "AuroraCluster", Name: "db-cluster" },
    });
    expect(dbClusterParameterGroupName).to.match(/^db-region-parameters-[0-9a-f]{7}$/);
    expect(namesOf(graph, RANDOM)).to.deep.equal([]);
    expectWellFormed(graph, ["Owner", "Component", "Name"]);
  });

  it("is neither deleted nor dropped by a deployment, and never replaced by deleting it first", async () => {
    const { additionalSecretOutputs: _, ...options } = (await clusterOf()).options; // the SDK's own
    expect(options).to.deep.equal({
      protect: true,
      retainOnDelete: true,
      deleteBeforeReplace: false,
      ignoreChanges: ["restoreToPointInTime", "snapshotIdentifier"],
    });
  });

  it("goes without protection and snapshot only where that is said by name", async () => {
    const graph = await register(build({ deletionProtection: false, finalSnapshot: false }));
    const { inputs, options } = graph.one(CLUSTER);
    expect([inputs.deletionProtection, inputs.skipFinalSnapshot, inputs.finalSnapshotIdentifier]).to.deep.equal([
      false,
      true,
      undefined,
    ]);
    const { additionalSecretOutputs: _, ...ours } = options;
    expect(ours).to.deep.equal({
      deleteBeforeReplace: false,
      ignoreChanges: ["restoreToPointInTime", "snapshotIdentifier"],
    });
    expect(graph.ofType(LOG_GROUP).map((group) => group.options)).to.deep.equal([{}, {}, {}]);
  });

  it("takes what is asked for by name", async () => {
    const { inputs } = await clusterOf({
      mode: "serverless",
      acu: { min: 2, max: 16 },
      engineVersion: "16.11",
      allowMajorVersionUpgrade: true,
      databaseName: "orders",
      masterUsername: "keeper",
      backupRetention: 35,
      backupWindow: "01:00-02:00",
      maintenanceWindow: "mon:03:00-mon:04:00",
      applyImmediately: true,
      insights: "advanced",
      dataApi: true,
    });
    expect(inputs).to.include({
      engineVersion: "16.11",
      allowMajorVersionUpgrade: true,
      databaseName: "orders",
      masterUsername: "keeper",
      backupRetentionPeriod: 35,
      preferredBackupWindow: "01:00-02:00",
      preferredMaintenanceWindow: "mon:03:00-mon:04:00",
      applyImmediately: true,
      databaseInsightsMode: "advanced",
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: KEY,
      performanceInsightsRetentionPeriod: 465,
      enableHttpEndpoint: true,
    });
    expect(inputs.serverlessv2ScalingConfiguration).to.deep.equal({ minCapacity: 2, maxCapacity: 16 });
    expect(inputs.enabledCloudwatchLogsExports).to.deep.equal(["postgresql", "iam-db-auth-error"]);
  });

  it("keeps a week of insights where instances have room for them (4.3-2)", async () => {
    const insights = async (overrides: Parameters<typeof build>[0]) => {
      const { inputs } = await clusterOf(overrides);
      return [
        inputs.databaseInsightsMode,
        inputs.performanceInsightsEnabled,
        inputs.performanceInsightsRetentionPeriod,
      ];
    };
    expect(await insights({ mode: "provisioned" })).to.deep.equal(["standard", true, 7]);
    expect(await insights({ acu: { min: 2, max: 4 } })).to.deep.equal(["standard", true, 7]);
    expect(await insights({ acu: { min: 1.5, max: 4 } })).to.deep.equal(["standard", false, undefined]);
  });

  it("waits for its log groups, so that none is made without a key", async () => {
    const graph = await register(build());
    expect(graph.one(CLUSTER).dependencies).to.include.members(graph.ofType(LOG_GROUP).map(({ urn }) => urn));
  });

  it("gives its outputs", async () => {
    const graph = await register(build());
    const { arn, clusterIdentifier, clusterResourceId, endpoint, readerEndpoint, masterUserSecrets } =
      graph.one(CLUSTER).outputs;
    expect(graph.one("kumiki:data:AuroraCluster").outputs).to.deep.equal({
      clusterArn: arn,
      clusterIdentifier,
      clusterResourceId,
      subnetGroupName: graph.one(SUBNETS).outputs.name,
      writerEndpoint: endpoint,
      readerEndpoint,
      port: 5432,
      databaseName: "app",
      masterSecretArn: (masterUserSecrets as { secretArn: string }[])[0]?.secretArn,
    });
    expect(arn).to.equal(`arn:aws:rds:ap-northeast-1:123456789012:cluster:${IDENTIFIER}`);
    expect(endpoint).to.match(/^kumiki-prod-db-g1\.cluster-[0-9a-f]{12}\.ap-northeast-1\.rds\.amazonaws\.com$/);
    expect(readerEndpoint).to.match(
      /^kumiki-prod-db-g1\.cluster-ro-[0-9a-f]{12}\.ap-northeast-1\.rds\.amazonaws\.com$/,
    );
  });

  it("names what a user may connect to by the id IAM knows, not by the cluster's ARN (1.1-4)", async () => {
    const { connect, id } = await registerOutputs(() => {
      const cluster = build()();
      return { connect: cluster.connectResourceArn("app"), id: cluster.clusterResourceId };
    });
    expect(connect).to.equal(`arn:aws:rds-db:ap-northeast-1:123456789012:dbuser:${id}/app`);
    expect(id).to.match(/^cluster-[A-Z0-9]{26}$/);
  });

  it("connects nobody who is no user of it", async () => {
    expect((await registerError(() => build()().connectResourceArn("root"))).message).to.equal(
      'AuroraCluster "db" has no user "root", only app, report; add it to users.',
    );
  });

  it("can be changed where no argument does", async () => {
    const graph = await register(
      build({
        transform: {
          cluster: (args) => ({ ...args, storageType: "aurora-iopt1" }),
          instance: (args) => ({ ...args, promotionTier: 5 }),
        },
      }),
    );
    expect(graph.one(CLUSTER).inputs.storageType).to.equal("aurora-iopt1");
    expect(graph.one(INSTANCE).inputs.promotionTier).to.equal(5);
  });

  it("cannot be told to keep the password elsewhere by a transform alone", async () => {
    const { message } = await registerError(
      build({ transform: { cluster: ({ manageMasterUserPassword: _, ...args }) => args } }),
    );
    expect(message).to.contain("RDS keeps no master password of the cluster; manageMasterUserPassword must stay true.");
  });
});

describe("a restored cluster (3.2-2)", () => {
  it("is a new one, with names of its own, made from a cluster as it was at a time", async () => {
    const restoreFrom = { sourceClusterIdentifier: IDENTIFIER, time: "2026-11-26T03:04:05Z" };
    const graph = await register(build({ generation: 2, restoreFrom }));
    const { clusterIdentifier, finalSnapshotIdentifier, restoreToPointInTime } = graph.one(CLUSTER).inputs;
    expect({ clusterIdentifier, finalSnapshotIdentifier, restoreToPointInTime }).to.deep.equal({
      clusterIdentifier: "kumiki-prod-db-g2",
      finalSnapshotIdentifier: "kumiki-prod-db-g2-final",
      restoreToPointInTime: {
        sourceClusterIdentifier: IDENTIFIER,
        restoreType: "full-copy",
        restoreToTime: "2026-11-26T03:04:05Z",
      },
    });
    expect(graph.ofType(LOG_GROUP).map(({ inputs }) => inputs.name)).to.deep.equal([
      "/aws/rds/cluster/kumiki-prod-db-g2/iam-db-auth-error",
      "/aws/rds/cluster/kumiki-prod-db-g2/instance",
      "/aws/rds/cluster/kumiki-prod-db-g2/postgresql",
    ]);
  });

  it("goes back as little as possible, if asked to", async () => {
    const { inputs } = await clusterOf({
      generation: 2,
      restoreFrom: { sourceClusterIdentifier: IDENTIFIER, time: "latest" },
    });
    expect(inputs.restoreToPointInTime).to.deep.equal({
      sourceClusterIdentifier: IDENTIFIER,
      restoreType: "full-copy",
      useLatestRestorableTime: true,
    });
  });

  it("can be made from a snapshot", async () => {
    const { inputs } = await clusterOf({ generation: 3, restoreFrom: { snapshotIdentifier: "before-migration" } });
    expect(inputs.snapshotIdentifier).to.equal("before-migration");
    expect(inputs).to.not.have.property("restoreToPointInTime");
  });

  it("keeps the logical names, so that it takes the place of the old one", async () => {
    const urns = async (generation: number) => (await register(build({ generation }))).resources.map(({ urn }) => urn);
    expect(await urns(2)).to.deep.equal(await urns(1));
  });

  it("leaves the logs of the protected one behind", async () => {
    const graph = await register(build());
    expect(graph.ofType(LOG_GROUP).map(({ options }) => options)).to.deep.equal(
      Array(3).fill({ retainOnDelete: true }),
    );
  });
});

describe("the example of AuroraCluster", () => {
  it("is the least there is: one serverless instance and no proxy", async () => {
    const graph = await register(auroraCluster);
    expect(graph.one(INSTANCE).inputs.instanceClass).to.equal("db.serverless");
    expect(graph.one(CLUSTER).inputs.clusterIdentifier).to.equal("kumiki-dev-db-g1");
    expect(namesOf(graph, PROXY)).to.deep.equal([]);
    expect(minimal.users).to.include("app");
  });
});
