import { expect } from "chai";
import type { ResourceGraph } from "../../../plan/graph";
import { namesOf, policyOf, register } from "../../support/platform";
import { build, CLUSTER, INSTANCE, LOG_GROUP, LOGS_KEY, POLICY, ROLE, SUBNETS, withReplica } from "./aurora-fixture";

// Mocks cannot show into which zones RDS puts the instances; that takes a subnet group and more than one of them.

const inputsOf = (graph: ResourceGraph, property: string) =>
  graph.ofType(INSTANCE).map(({ name, inputs }) => [name, inputs[property]]);

describe("instances of a cluster", () => {
  it("are private, watched, and changed within the cluster's window (1.3-1)", async () => {
    const graph = await register(build());
    const { dbSubnetGroupName, monitoringRoleArn, ...inputs } = graph.one(INSTANCE).inputs;
    expect(inputs).to.deep.equal({
      region: "ap-northeast-1",
      clusterIdentifier: "kumiki-prod-db-g1",
      engine: "aurora-postgresql",
      instanceClass: "db.serverless",
      publiclyAccessible: false,
      promotionTier: 0,
      caCertIdentifier: "rds-ca-rsa2048-g1",
      autoMinorVersionUpgrade: false,
      copyTagsToSnapshot: true,
      preferredMaintenanceWindow: "sun:19:30-sun:20:30",
      applyImmediately: false,
      monitoringInterval: 60,
      tags: { Component: "AuroraInstances", Name: "db-instance-1" },
    });
    expect(dbSubnetGroupName).to.equal(graph.one(SUBNETS).outputs.name);
    expect(monitoringRoleArn).to.equal(graph.one(ROLE).outputs.arn);
  });

  it("take over in order, and the first is made alone, because it becomes the writer (1.3-2, 3.1-2)", async () => {
    const graph = await register(build({ mode: "provisioned", instances: 3, instanceClass: "db.r8g.large" }));
    expect(inputsOf(graph, "promotionTier")).to.deep.equal([
      ["db-instance-1", 0],
      ["db-instance-2", 1],
      ["db-instance-3", 2],
    ]);
    expect(inputsOf(graph, "instanceClass").map(([, size]) => size)).to.deep.equal(Array(3).fill("db.r8g.large"));
    const [first, ...others] = graph.ofType(INSTANCE);
    expect(first?.dependencies.filter((urn) => urn.includes(INSTANCE))).to.deep.equal([]);
    for (const other of others) {
      expect(other.dependencies.filter((urn) => urn.includes(INSTANCE))).to.deep.equal([first?.urn]);
    }
  });

  it("share the last tier beyond the sixteenth", async () => {
    const graph = await register(build({ mode: "provisioned", instances: 16 }));
    expect(graph.one(INSTANCE, "db-instance-16").inputs.promotionTier).to.equal(15);
  });

  it("can change their class one after the other (4.1-4)", async () => {
    const graph = await register(
      build({ mode: "provisioned", instances: 2, instanceClass: ["db.r7g.large", "db.r7g.xlarge"] }),
    );
    expect(inputsOf(graph, "instanceClass")).to.deep.equal([
      ["db-instance-1", "db.r7g.large"],
      ["db-instance-2", "db.r7g.xlarge"],
    ]);
  });

  it("take what is asked for by name", async () => {
    const graph = await register(
      build({ certificateAuthority: "rds-ca-ecc384-g1", monitoringInterval: 15, applyImmediately: true }),
    );
    const { caCertIdentifier, monitoringInterval, applyImmediately } = graph.one(INSTANCE).inputs;
    expect([caCertIdentifier, monitoringInterval, applyImmediately]).to.deep.equal(["rds-ca-ecc384-g1", 15, true]);
  });

  it("are not measured, and need no role for it, if nobody wants it", async () => {
    const graph = await register(build({ monitoringInterval: 0 }));
    expect(namesOf(graph, ROLE)).to.deep.equal([]);
    expect(graph.one(INSTANCE).inputs).to.include({ monitoringInterval: 0 }).and.not.have.property("monitoringRoleArn");
  });

  it("are measured by a role that writes to one log group of the account and region", async () => {
    const graph = await register(build());
    const group = "arn:aws:logs:ap-northeast-1:123456789012:log-group:RDSOSMetrics";
    expect(policyOf(graph.one(ROLE), "assumeRolePolicy").Statement).to.deep.equal([
      {
        Sid: "AssumedByService",
        Effect: "Allow",
        Principal: { Service: "monitoring.rds.amazonaws.com" },
        Action: ["sts:AssumeRole"],
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:rds:ap-northeast-1:123456789012:db:*" },
        },
      },
    ]);
    expect(policyOf(graph.one(POLICY)).Statement).to.deep.equal([
      {
        Sid: "KeepMeasurements",
        Effect: "Allow",
        Action: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"],
        Resource: [group, `${group}:*`],
      },
      {
        Sid: "WriteMeasurements",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:PutLogEvents"],
        Resource: [`${group}:log-stream:*`],
      },
    ]);
  });
});

describe("the ground of a cluster", () => {
  it("has a log group for each log, encrypted and of finite length, before the cluster writes (5.1-4)", async () => {
    const graph = await register(build({ logRetention: 90 }));
    expect(graph.ofType(LOG_GROUP).map(({ inputs }) => inputs)).to.deep.equal(
      ["iam-db-auth-error", "instance", "postgresql"].map((type) => ({
        region: "ap-northeast-1",
        name: `/aws/rds/cluster/kumiki-prod-db-g1/${type}`,
        kmsKeyId: LOGS_KEY,
        retentionInDays: 90,
        tags: { Component: "AuroraRegion", Name: `db-region-log-${type}` },
      })),
    );
    const exported = graph.one(CLUSTER).inputs.enabledCloudwatchLogsExports;
    expect(exported).to.have.members(["iam-db-auth-error", "instance", "postgresql"]);
  });

  it("has its subnets", async () => {
    const { subnetIds, description } = (await register(build())).one(SUBNETS).inputs;
    expect({ subnetIds, description }).to.deep.equal({
      subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
      description: "Subnets of kumiki-prod-db-g1",
    });
  });

  it("bounds its roles, in both regions, where a boundary is given", async () => {
    const boundary = "arn:aws:iam::123456789012:policy/boundary";
    const graph = await register(build({ ...withReplica(), permissionsBoundaryArn: boundary }));
    expect(graph.ofType(ROLE).map(({ inputs }) => inputs.permissionsBoundary)).to.deep.equal([boundary, boundary]);
  });
});
