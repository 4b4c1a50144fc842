import { expect } from "chai";
import type { ResourceGraph } from "../../plan/graph";
import { ACCOUNTS, byName, listOf, nameResolver, objectAt, platformTests, same } from "./both-stacks";
import { environmentOf, waysOf, whoMay } from "./data-graph";

// Mocks cannot show that a node refuses a command or that a replica takes over; they show what ElastiCache is told.

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const USER = "aws:elasticache/user:User";
const USERS = "aws:elasticache/userGroup:UserGroup";

describe("the cache of the platform", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "is one node in dev, and in prod two shards with a copy in another zone (3.1-3, 4.2-1)",
    {
      dev: { nodeType: "cache.t4g.micro", numNodeGroups: 1, replicasPerNodeGroup: 0, multiAzEnabled: false },
      prod: { nodeType: "cache.r7g.large", numNodeGroups: 2, replicasPerNodeGroup: 1, multiAzEnabled: true },
    },
    (graph, expected) => {
      const { inputs } = graph.one(GROUP);
      expect(inputs).to.deep.include({ ...expected, clusterMode: "enabled", port: 6379 });
      // A cache in cluster mode cannot be without, and has nobody to fail over to where it has no replica.
      expect(inputs.automaticFailoverEnabled).to.equal(true);
      expect(inputs).not.to.have.any.keys("numCacheClusters", "preferredCacheClusterAzs");
    },
  );

  inBothStacks(
    "may stand in any zone of the app tier (2.1-3, 3.1-3)",
    { dev: ["vpc-app-a", "vpc-app-c"], prod: ["vpc-app-a", "vpc-app-c", "vpc-app-d"] },
    (graph, expected) => {
      const subnets = graph.one("aws:elasticache/subnetGroup:SubnetGroup");
      expect(listOf(subnets.inputs.subnetIds).map(nameResolver(graph))).to.deep.equal(expected);
      expect(graph.one(GROUP).inputs.subnetGroupName).to.equal(subnets.id);
    },
  );

  inBothStacks("is Valkey from the nodes to the last user (4.2-1, 2.2-2)", same("valkey"), (graph, engine) => {
    for (const { inputs, urn } of [...graph.ofType(GROUP), ...graph.ofType(USER), ...graph.ofType(USERS)]) {
      expect(inputs.engine, urn).to.equal(engine);
    }
    const { inputs } = graph.one(GROUP);
    const parameters = graph.one("aws:elasticache/parameterGroup:ParameterGroup");
    expect(inputs.parameterGroupName).to.equal(parameters.id);
    expect([inputs.engineVersion, parameters.inputs.family]).to.deep.equal(["8.2", "valkey8"]);
  });

  inBothStacks(
    "drops cached values when it is full, and neither sessions without an end nor anything else (4.2-2)",
    same({ "cluster-enabled": "yes", "maxmemory-policy": "volatile-lru" }),
    (graph, expected) => {
      const { parameters } = graph.one("aws:elasticache/parameterGroup:ParameterGroup").inputs;
      const settings = listOf(parameters).map((parameter) => objectAt(parameter));
      expect(Object.fromEntries(settings.map(({ name, value }) => [name, value]))).to.deep.include(expected);
    },
  );

  inBothStacks("speaks TLS with everybody and encrypts what it writes (4.2-1)", same("keys-data"), (graph, key) => {
    const { inputs } = graph.one(GROUP);
    expect(inputs).to.deep.include({
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required", // "preferred" would let plain text in
      atRestEncryptionEnabled: true,
    });
    expect(nameResolver(graph)(inputs.kmsKeyId)).to.equal(key);
  });

  inBothStacks(
    "closes the door that is open to the whole subnet as long as there is no group of users (2.2-2)",
    ACCOUNTS,
    (graph, _, stack) => {
      const users = [`kumiki-${stack}-session`, `kumiki-${stack}-cache`];
      const group = graph.one(USERS);
      expect(group.inputs.userIds).to.deep.equal(users);
      expect(graph.one(GROUP).inputs.userGroupIds).to.deep.equal([group.id]);
      expect(graph.ofType(USER).map(({ inputs }) => inputs.userId)).to.have.members(users);
    },
  );

  inBothStacks("knows users by their tokens, and no password (2.2-3, 2.1-7)", same("iam"), (graph, type) => {
    for (const { inputs, urn } of graph.ofType(USER)) {
      expect(inputs.authenticationMode, urn).to.deep.equal({ type });
      expect(inputs.userId, "IAM asks for the name, ElastiCache for the id").to.equal(inputs.userName);
      expect(inputs, urn).not.to.have.any.keys("passwords", "passwordsWo", "noPasswordRequired");
    }
    expect(graph.one(GROUP).inputs).not.to.have.any.keys("authToken", "authTokenWo");
  });

  inBothStacks(
    "hides sessions from whoever computes values, and the other way round (4.2-2, 2.2-2)",
    same({ "cache-user-cache": ["~cache:*"], "cache-user-session": ["~session:*"] }),
    (graph, patterns) => {
      expect(byName(graph, USER, ({ inputs }) => rulesOf(inputs.accessString, /[~%&]/))).to.deep.equal(patterns);
      for (const { inputs, urn } of graph.ofType(USER)) {
        const rules = String(inputs.accessString).split(" ");
        expect(rules.slice(0, 1), urn).to.deep.equal(["on"]);
        expect(rules, urn).to.include.members(["resetchannels", "-@all", "-@dangerous"]);
        expect(rules, urn).not.to.include.any.members(["allkeys", "allcommands", "+@all", "+@dangerous", "+@admin"]);
        expect(rules.indexOf("-@dangerous"), "later rules win").to.be.greaterThan(rules.indexOf("+@string"));
      }
    },
  );

  inBothStacks(
    "admits the application and its workers as either user, and nobody else (F7, F12, 2.1-7)",
    ACCOUNTS,
    (graph, account, stack) => {
      const arns = (kind: string, ...names: string[]) =>
        names.map((name) => `arn:aws:elasticache:ap-northeast-1:${account}:${kind}:kumiki-${stack}-${name}`);
      const both = [...arns("replicationgroup", "cache"), ...arns("user", "cache", "session")];
      expect(whoMay(graph, "elasticache:Connect")).to.deep.equal({ "app-task": both, "worker-task": both });
      expect(waysOf(graph, "in", "groups-cache")).to.deep.equal(["app 6379", "worker 6379"]);
    },
  );

  inBothStacks(
    "is found by its one address, from which a client learns of the shards (2.1-7)",
    same(["app-task", "worker-task"]),
    (graph, tasks, stack) => {
      const cache = graph.one(GROUP).outputs;
      for (const task of tasks) {
        expect(environmentOf(graph, task), task).to.deep.include({
          CACHE_HOST: cache.configurationEndpointAddress,
          CACHE_PORT: "6379",
          CACHE_NAME: cache.replicationGroupId,
          CACHE_SESSION_USER: `kumiki-${stack}-session`,
          CACHE_VALUES_USER: `kumiki-${stack}-cache`,
        });
      }
    },
  );

  inBothStacks("keeps a session wherever the next request goes (4.2-2)", same(false), (graph, sticky) => {
    for (const { inputs, urn } of graph.ofType("aws:lb/targetGroup:TargetGroup")) {
      expect(stickinessOf(inputs.stickiness), urn).to.equal(sticky);
    }
  });

  inBothStacks(
    "logs slow commands and its own doings as JSON, into groups of ours (4.2-1, 5.1-4)",
    same({ "slow-log": "cache-slow-log", "engine-log": "cache-engine-log" }),
    (graph, expected) => {
      const deliveries = listOf(graph.one(GROUP).inputs.logDeliveryConfigurations).map((value) => objectAt(value));
      expect(new Set(deliveries.map(({ logFormat }) => logFormat))).to.deep.equal(new Set(["json"]));
      const groups = deliveries.map(({ logType, destination }) => [logType, logGroupNamed(graph, destination)]);
      expect(Object.fromEntries(groups)).to.deep.equal(expected);
    },
  );

  inBothStacks("keeps a week of snapshots in prod (4.2-1)", { dev: 0, prod: 7 }, (graph, snapshotRetentionLimit) => {
    expect(graph.one(GROUP).inputs).to.deep.include({ snapshotRetentionLimit, snapshotWindow: "18:00-19:00" });
  });
});

function rulesOf(accessString: unknown, kind: RegExp): string[] {
  return String(accessString)
    .split(" ")
    .filter((rule) => kind.test(rule));
}

function logGroupNamed(graph: ResourceGraph, name: unknown): string | undefined {
  return graph.ofType("aws:cloudwatch/logGroup:LogGroup").find(({ inputs }) => inputs.name === name)?.name;
}

function stickinessOf(stickiness: unknown): boolean {
  return JSON.stringify(stickiness ?? {}).includes('"enabled":true');
}
