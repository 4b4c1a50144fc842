import { expect } from "chai";
import { Cache } from "../../../components/data/cache";
import type { CacheArgs } from "../../../components/data/cache-args";
import { identityPolicy } from "../../../components/shared/iam";
import { sessionsAndValues } from "../../../examples/cache";
import { namesOf, register, registerError, registerOutputs } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show that ElastiCache accepts these values together; tests/real/valkey.spec.ts shows what a server makes
// of the access strings.

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const USER = "aws:elasticache/user:User";
const USER_GROUP = "aws:elasticache/userGroup:UserGroup";
const PARAMETERS = "aws:elasticache/parameterGroup:ParameterGroup";
const SUBNETS = "aws:elasticache/subnetGroup:SubnetGroup";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

const KEY_ARN = "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-4333-a444-555555555555";
const LOGS_KEY_ARN = "arn:aws:kms:ap-northeast-1:123456789012:key/66666666-7777-4888-a999-000000000000";

function build(overrides: Partial<CacheArgs> = {}): () => Cache {
  return () =>
    new Cache("cache", {
      namePrefix: "kumiki-test",
      subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
      securityGroupId: "sg-0c3d4e5f607182930",
      kmsKeyArn: KEY_ARN,
      logsKeyArn: LOGS_KEY_ARN,
      users: [
        { name: "session", keyPatterns: ["session:*"], commands: "readWrite" },
        { name: "report-reader", keyPatterns: ["cache:*"], commands: "read" },
      ],
      ...overrides,
    });
}

async function groupOf(overrides: Partial<CacheArgs>) {
  return (await register(build(overrides))).one(GROUP);
}

describe("Cache", () => {
  it("is encrypted, protected and in cluster mode by default (4.2-1)", async () => {
    const graph = await register(build({ region: "ap-northeast-1", tags: { Owner: "platform" } }));
    const group = graph.one(GROUP);
    expect(group.inputs).to.deep.equal({
      region: "ap-northeast-1",
      replicationGroupId: "kumiki-test-cache",
      description: "Sessions and cached values",
      engine: "valkey",
      engineVersion: "8.2",
      nodeType: "cache.t4g.micro",
      port: 6379,
      clusterMode: "enabled",
      numNodeGroups: 1,
      replicasPerNodeGroup: 0,
      automaticFailoverEnabled: true,
      multiAzEnabled: false,
      userGroupIds: ["kumiki-test-cache"],
      parameterGroupName: graph.one(PARAMETERS).outputs.name,
      subnetGroupName: graph.one(SUBNETS).outputs.name,
      logDeliveryConfigurations: ["slow-log", "engine-log"].map((logType) => ({
        logType,
        logFormat: "json",
        destinationType: "cloudwatch-logs",
        destination: `/aws/vendedlogs/elasticache/kumiki-test-cache/${logType}`,
      })),
      securityGroupIds: ["sg-0c3d4e5f607182930"],
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      atRestEncryptionEnabled: true,
      kmsKeyId: KEY_ARN,
      autoMinorVersionUpgrade: true,
      maintenanceWindow: "sun:19:30-sun:20:30",
      snapshotRetentionLimit: 1,
      snapshotWindow: "18:00-19:00",
      finalSnapshotIdentifier: "kumiki-test-cache-final",
      applyImmediately: false,
      tags: { Owner: "platform", Component: "Cache", Name: "cache-group" },
    });
    expect(group.options.protect).to.equal(true);
    expectWellFormed(graph, ["Owner", "Component", "Name"]);
  });

  it("spreads the nodes of a shard over zones where it has more than one (4.2-1)", async () => {
    const { inputs, outputs } = await groupOf({ shards: 2, replicasPerShard: 1, nodeType: "cache.r7g.large" });
    expect(inputs).to.include({
      nodeType: "cache.r7g.large",
      numNodeGroups: 2,
      replicasPerNodeGroup: 1,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
    });
    expect(outputs.memberClusters).to.deep.equal([
      "kumiki-test-cache-0001-001",
      "kumiki-test-cache-0001-002",
      "kumiki-test-cache-0002-001",
      "kumiki-test-cache-0002-002",
    ]);
  });

  it("keeps nothing back where the contents are not worth protecting", async () => {
    const { inputs, options } = await groupOf({ protect: false });
    expect(inputs.applyImmediately).to.equal(true);
    expect(inputs).not.to.have.property("finalSnapshotIdentifier");
    expect(options.protect).to.not.equal(true);
  });

  it("takes windows, retention and a topic from its caller", async () => {
    const topic = "arn:aws:sns:ap-northeast-1:123456789012:operations";
    const { inputs } = await groupOf({
      snapshotRetention: 7,
      snapshotWindow: "20:00-21:00",
      maintenanceWindow: "sat:22:00-sat:23:00",
      notificationTopicArn: topic,
    });
    expect(inputs).to.include({
      snapshotRetentionLimit: 7,
      snapshotWindow: "20:00-21:00",
      maintenanceWindow: "sat:22:00-sat:23:00",
      notificationTopicArn: topic,
    });
  });

  it("lets users in by IAM only, under one name each, and nobody by the name of default (2.2-2, 2.2-3)", async () => {
    const graph = await register(build());
    const users = graph.ofType(USER).map(({ inputs }) => inputs);
    expect(
      users.map(({ userId, userName, engine, authenticationMode }) => [userId, userName, engine, authenticationMode]),
    ).to.deep.equal([
      ["kumiki-test-report-reader", "kumiki-test-report-reader", "valkey", { type: "iam" }],
      ["kumiki-test-session", "kumiki-test-session", "valkey", { type: "iam" }],
    ]);
    for (const user of users) expect(user).not.to.have.any.keys("passwords", "noPasswordRequired", "passwordsWo");
    expect(graph.one(USER_GROUP).inputs).to.deep.include({
      userGroupId: "kumiki-test-cache",
      engine: "valkey",
      userIds: ["kumiki-test-session", "kumiki-test-report-reader"],
    });
  });

  it("gives each user its own keys, and a reader no command that writes (4.2-2)", async () => {
    const graph = await register(build());
    const strings = ["cache-user-session", "cache-user-report-reader"].map((name) =>
      String(graph.one(USER, name).inputs.accessString),
    );
    expect(strings.map((text) => text.split(" ").filter((word) => /^[~&]/.test(word)))).to.deep.equal([
      ["~session:*"],
      ["~cache:*"],
    ]);
    expect(strings.map((text) => text.includes(" -@write "))).to.deep.equal([false, true]);
  });

  it("sets what cluster mode and a shared memory need (4.2-1)", async () => {
    const graph = await register(build({ maxmemoryPolicy: "noeviction", slowCommandMicroseconds: 5000 }));
    expect(graph.one(PARAMETERS).inputs).to.deep.include({
      family: "valkey8",
      description: "Settings of the cache kumiki-test-cache",
      parameters: [
        { name: "cluster-enabled", value: "yes" },
        { name: "maxmemory-policy", value: "noeviction" },
        { name: "slowlog-log-slower-than", value: "5000" },
      ],
    });
    expect(graph.one(SUBNETS).inputs).to.deep.include({
      description: "Subnets of the cache kumiki-test-cache",
      subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
    });
  });

  it("removes only what may expire, and calls ten milliseconds slow, by default (4.2-2)", async () => {
    const graph = await register(build());
    expect(graph.one(PARAMETERS).inputs.parameters).to.deep.include.members([
      { name: "maxmemory-policy", value: "volatile-lru" },
      { name: "slowlog-log-slower-than", value: "10000" },
    ]);
  });

  it("follows the version with the family, and lets Pulumi name the settings, which a new family replaces", async () => {
    const graph = await register(build({ engineVersion: "9.0" }));
    expect(graph.one(PARAMETERS).inputs.family).to.equal("valkey9");
    expect(graph.one(GROUP).inputs.engineVersion).to.equal("9.0");
    expect(graph.one(PARAMETERS).inputs).not.to.have.property("name");
    expect(graph.one(SUBNETS).inputs).not.to.have.property("name");
  });

  it("keeps its logs encrypted, for as long as asked", async () => {
    const graph = await register(build({ logRetention: 90 }));
    expect(namesOf(graph, LOG_GROUP)).to.deep.equal(["cache-engine-log", "cache-slow-log"]);
    for (const { inputs } of graph.ofType(LOG_GROUP)) {
      expect(inputs).to.deep.include({ kmsKeyId: LOGS_KEY_ARN, retentionInDays: 90 });
    }
    const standard = await register(build());
    expect(standard.ofType(LOG_GROUP).map(({ inputs }) => inputs.retentionInDays)).to.deep.equal([30, 30]);
  });

  it("grants connecting to this cache as this user, and nothing else (2.1-7)", async () => {
    const outputs = await registerOutputs(() => {
      const cache = build()();
      return { policy: identityPolicy([cache.connectGrant("report-reader")]), session: cache.userIds.session };
    });
    expect(JSON.parse(String(outputs.policy)).Statement).to.deep.equal([
      {
        Sid: "ConnectToCacheAsReportReader",
        Effect: "Allow",
        Action: ["elasticache:Connect"],
        Resource: [
          "arn:aws:elasticache:ap-northeast-1:123456789012:replicationgroup:kumiki-test-cache",
          "arn:aws:elasticache:ap-northeast-1:123456789012:user:kumiki-test-report-reader",
        ],
      },
    ]);
    expect(outputs.session).to.equal("kumiki-test-session");
  });

  it("has no grant for a user it does not know", async () => {
    const error = await registerError(() => build()().connectGrant("sessions"));
    expect(error.message).to.include('there is no cache user "sessions"; there are: report-reader, session.');
  });

  it("tells clients where to find it and what to sign for", async () => {
    const outputs = await registerOutputs(() => {
      const { configurationEndpoint, port, replicationGroupId, logGroupNames } = build()();
      return { configurationEndpoint, port, replicationGroupId, logGroupNames };
    });
    expect(outputs).to.deep.include({
      port: 6379,
      replicationGroupId: "kumiki-test-cache",
      logGroupNames: [
        "/aws/vendedlogs/elasticache/kumiki-test-cache/slow-log",
        "/aws/vendedlogs/elasticache/kumiki-test-cache/engine-log",
      ],
    });
    expect(outputs.configurationEndpoint).to.match(
      /^clustercfg\.kumiki-test-cache\.[0-9a-f]{6}\.apne1\.cache\.amazonaws\.com$/,
    );
  });

  it("lets a caller change what no argument offers", async () => {
    const graph = await register(
      build({
        transform: {
          replicationGroup: (args) => ({ ...args, description: "Changed" }),
          parameterGroup: (args) => ({ ...args, description: "Changed too" }),
        },
      }),
    );
    expect(graph.one(GROUP).inputs.description).to.equal("Changed");
    expect(graph.one(PARAMETERS).inputs.description).to.equal("Changed too");
  });

  it("runs as its example shows", async () => {
    const graph = await register(sessionsAndValues);
    expect(namesOf(graph, USER)).to.deep.equal(["cache-user-cache", "cache-user-session"]);
    expectWellFormed(graph);
  });
});
