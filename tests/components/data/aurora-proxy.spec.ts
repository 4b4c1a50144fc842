import { LogGroup } from "@pulumi/aws/cloudwatch";
import { expect } from "chai";
import { namesOf, policyOf, register, registerOutputs } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";
import { build, CLUSTER, INSTANCE, LOG_GROUP, LOGS_KEY, PROXY, ROLE, withProxy } from "./aurora-fixture";

// Mocks cannot show that a token is accepted on both sides; the first deployment has to be looked at for that.

const POOL = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";
const TARGET = "aws:rds/proxyTarget:ProxyTarget";
const ENDPOINT = "aws:rds/proxyEndpoint:ProxyEndpoint";
const two = { ...withProxy, instances: 2 };
const NAME = "kumiki-prod-db-g1-proxy";

describe("AuroraProxy", () => {
  it("takes TLS and tokens only, on both of its sides (4.3-3)", async () => {
    const graph = await register(build({ ...two, tags: { Owner: "platform" } }));
    const { roleArn, ...inputs } = graph.one(PROXY).inputs;
    expect(inputs).to.deep.equal({
      region: "ap-northeast-1",
      name: NAME,
      engineFamily: "POSTGRESQL",
      defaultAuthScheme: "IAM_AUTH",
      requireTls: true,
      debugLogging: false,
      idleClientTimeout: 1800,
      vpcSubnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
      vpcSecurityGroupIds: ["sg-0d4e5f60718293041"],
      tags: { Owner: "platform", Component: "AuroraProxy", Name: "db-proxy-proxy" },
    });
    expect(roleArn).to.equal(graph.one(ROLE, "db-proxy-role").outputs.arn);
    expectWellFormed(graph, ["Owner", "Component", "Name"]);
  });

  it("may sign in as the named users of this cluster, and nothing else", async () => {
    const graph = await register(build(two));
    const users = `arn:aws:rds-db:ap-northeast-1:123456789012:dbuser:${graph.one(CLUSTER).outputs.clusterResourceId}`;
    expect(policyOf(graph.one("aws:iam/rolePolicy:RolePolicy", "db-proxy-role-policy")).Statement).to.deep.equal([
      {
        Sid: "SignInAsUsers",
        Effect: "Allow",
        Action: ["rds-db:connect"],
        Resource: [`${users}/app`, `${users}/report`],
      },
    ]);
    expect(policyOf(graph.one(ROLE, "db-proxy-role"), "assumeRolePolicy").Statement[0]).to.deep.include({
      Principal: { Service: "rds.amazonaws.com" },
      Condition: {
        StringEqualsIfExists: { "aws:SourceAccount": "123456789012" },
        ArnLikeIfExists: { "aws:SourceArn": "arn:aws:rds:ap-northeast-1:123456789012:db-proxy:*" },
      },
    });
  });

  it("leaves a tenth of the connections to people, and half of its own idle", async () => {
    const graph = await register(build(two));
    expect(graph.one(POOL).inputs).to.deep.equal({
      region: "ap-northeast-1",
      dbProxyName: NAME,
      connectionPoolConfig: {
        maxConnectionsPercent: 90,
        maxIdleConnectionsPercent: 50,
        connectionBorrowTimeout: 30,
      },
    });
  });

  it("shares as it is asked to", async () => {
    const proxyPool = { maxConnections: 60, maxIdleConnections: 10, borrowTimeout: 5, idleClientTimeout: 600 };
    const graph = await register(build({ ...two, proxyPool }));
    expect(graph.one(POOL).inputs.connectionPoolConfig).to.deep.equal({
      maxConnectionsPercent: 60,
      maxIdleConnectionsPercent: 10,
      connectionBorrowTimeout: 5,
    });
    expect(graph.one(PROXY).inputs.idleClientTimeout).to.equal(600);
  });

  it("leads to the cluster, once that has instances", async () => {
    const graph = await register(build(two));
    expect(graph.one(TARGET).inputs).to.deep.equal({
      region: "ap-northeast-1",
      dbProxyName: NAME,
      targetGroupName: "default",
      dbClusterIdentifier: "kumiki-prod-db-g1",
    });
    expect(graph.one(TARGET).dependencies).to.include.members(graph.ofType(INSTANCE).map(({ urn }) => urn));
  });

  it("has an endpoint of its own for the readers, because the other leads to the writer only (1.3-2)", async () => {
    const graph = await register(build(two));
    const { tags: _, ...inputs } = graph.one(ENDPOINT).inputs;
    expect(inputs).to.deep.equal({
      region: "ap-northeast-1",
      dbProxyName: NAME,
      dbProxyEndpointName: `${NAME}-reader`,
      targetRole: "READ_ONLY",
      vpcSubnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
      vpcSecurityGroupIds: ["sg-0d4e5f60718293041"],
    });
    const { writerEndpoint, readerEndpoint, proxyName } = graph.one("kumiki:data:AuroraCluster").outputs;
    expect([writerEndpoint, readerEndpoint, proxyName]).to.deep.equal([
      graph.one(PROXY).outputs.endpoint,
      graph.one(ENDPOINT).outputs.endpoint,
      NAME,
    ]);
  });

  it("has one endpoint for everything where the cluster has no reader", async () => {
    const graph = await register(build(withProxy));
    expect(namesOf(graph, ENDPOINT)).to.deep.equal([]);
    const { writerEndpoint, readerEndpoint } = graph.one("kumiki:data:AuroraCluster").outputs;
    expect(readerEndpoint).to.equal(writerEndpoint).and.to.equal(graph.one(PROXY).outputs.endpoint);
  });

  it("is what users are granted the connection to (1.1-4)", async () => {
    const { connect } = await registerOutputs(() => ({ connect: build(two)().connectResourceArn("app") }));
    expect(connect).to.match(/^arn:aws:rds-db:ap-northeast-1:123456789012:dbuser:prx-0[0-9a-f]{16}\/app$/);
  });

  it("gives its addresses out once something answers behind them", async () => {
    const graph = await register(() => {
      const { writerEndpoint, readerEndpoint } = build(two)();
      new LogGroup("client", { name: writerEndpoint, tags: { Reader: readerEndpoint } });
    });
    const { name, tags } = graph.one(LOG_GROUP, "client").propertyDependencies;
    expect(name).to.include(graph.one(TARGET).urn);
    expect(tags).to.include.members([graph.one(TARGET).urn, graph.one(ENDPOINT).urn]);
  });

  it("writes to an encrypted log of finite length that is there before it (5.1-4)", async () => {
    const graph = await register(build(two));
    const group = graph.one(LOG_GROUP, "db-proxy-log");
    expect(group.inputs).to.deep.equal({
      region: "ap-northeast-1",
      name: `/aws/rds/proxy/${NAME}`,
      kmsKeyId: LOGS_KEY,
      retentionInDays: 30,
      tags: { Component: "AuroraProxy", Name: "db-proxy-log" },
    });
    expect(group.options).to.deep.equal({ retainOnDelete: true });
    expect(graph.one(PROXY).dependencies).to.include(group.urn);
    const unprotected = await register(build({ ...two, deletionProtection: false }));
    expect(unprotected.one(LOG_GROUP, "db-proxy-log").options).to.deep.equal({});
  });

  it("may not be asked before its role may sign in", async () => {
    const graph = await register(build(two));
    expect(graph.one(PROXY).dependencies).to.include(
      graph.one("aws:iam/rolePolicy:RolePolicy", "db-proxy-role-policy").urn,
    );
  });

  it("can be changed where no argument does", async () => {
    const graph = await register(
      build({ ...two, transform: { proxy: (args) => ({ ...args, idleClientTimeout: 60 }) } }),
    );
    expect(graph.one(PROXY).inputs.idleClientTimeout).to.equal(60);
  });
});
