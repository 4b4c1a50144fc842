import { expect } from "chai";
import type { ResourceGraph, ResourceNode } from "../../plan/graph";
import { namesOf } from "../support/platform";
import { byName, listOf, nameResolver, objectAt, platformTests, same } from "./both-stacks";
import { environmentOf, whoMay } from "./data-graph";

// Mocks cannot show a failover, a pause or a query; they show what RDS is told to do.

const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const PROXY = "aws:rds/proxy:Proxy";

describe("the database of the platform", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "is PostgreSQL of the version that is supported longest, and never leaves it by itself (1.3-1)",
    same({ engine: "aurora-postgresql", engineVersion: "17.7", autoMinorVersionUpgrade: false }),
    (graph, { autoMinorVersionUpgrade, ...version }) => {
      for (const { inputs, urn } of graph.ofType(CLUSTER)) {
        expect(inputs, urn).to.deep.include({
          ...version,
          autoMinorVersionUpgrade,
          allowMajorVersionUpgrade: false,
          engineLifecycleSupport: "open-source-rds-extended-support-disabled",
        });
      }
      for (const { inputs, urn } of graph.ofType(INSTANCE)) {
        expect(inputs.autoMinorVersionUpgrade, urn).to.equal(autoMinorVersionUpgrade);
      }
    },
  );

  inBothStacks(
    "is one instance that pauses in dev, and a writer with a reader in prod (1.3-1, 1.3-2, 3.1-2)",
    {
      dev: {
        instances: { "db-instance-1": "db.serverless, promoted at 0" },
        capacity: { minCapacity: 0, maxCapacity: 2, secondsUntilAutoPause: 300 },
      },
      prod: {
        instances: {
          "db-instance-1": "db.r7g.large, promoted at 0",
          "db-instance-2": "db.r7g.large, promoted at 1",
        },
        capacity: undefined,
      },
    },
    (graph, { instances, capacity }) => {
      const { clusterIdentifier } = primary(graph).outputs;
      const own = graph.ofType(INSTANCE).filter(({ inputs }) => inputs.clusterIdentifier === clusterIdentifier);
      expect(
        Object.fromEntries(
          own.map(({ name, inputs }) => [name, `${inputs.instanceClass}, promoted at ${inputs.promotionTier}`]),
        ),
      ).to.deep.equal(instances);
      expect(primary(graph).inputs.serverlessv2ScalingConfiguration).to.deep.equal(capacity);
    },
  );

  inBothStacks(
    "has nothing that would keep it awake in dev, where it is to pause (1.3-1)",
    { dev: 300, prod: undefined },
    (graph, seconds) => {
      const capacity = primary(graph).inputs.serverlessv2ScalingConfiguration;
      expect(capacity === undefined ? undefined : objectAt(capacity).secondsUntilAutoPause).to.equal(seconds);
      const awake = [PROXY, "aws:rds/globalCluster:GlobalCluster"].flatMap((type) => namesOf(graph, type));
      if (seconds !== undefined) expect(awake).to.deep.equal([]);
      expect(parametersOf(graph, "db-region-parameters")).not.to.have.property("rds.logical_replication");
    },
  );

  inBothStacks(
    "may stand in any zone of the data tier, and has no address outside (1.3-1, 3.1-2)",
    { dev: ["vpc-data-a", "vpc-data-c"], prod: ["vpc-data-a", "vpc-data-c", "vpc-data-d"] },
    (graph, subnets) => {
      const nameOf = nameResolver(graph);
      const group = graph.one("aws:rds/subnetGroup:SubnetGroup", "db-region-subnets");
      expect(listOf(group.inputs.subnetIds).map(nameOf)).to.deep.equal(subnets);
      expect(primary(graph).inputs.dbSubnetGroupName).to.equal(group.id);
      expect(listOf(primary(graph).inputs.vpcSecurityGroupIds).map(nameOf)).to.deep.equal(["groups-db"]);
      for (const { inputs, urn } of graph.ofType(INSTANCE)) {
        expect(inputs.publiclyAccessible, urn).to.equal(false);
        expect(inputs.availabilityZone, `${urn} is pinned to a zone`).to.equal(undefined);
      }
    },
  );

  inBothStacks("refuses plain text and knows its users by their tokens (1.1-4, 2.3-3)", same("1"), (graph, forced) => {
    for (const { name } of graph.ofType("aws:rds/clusterParameterGroup:ClusterParameterGroup")) {
      expect(parametersOf(graph, name), name).to.have.property("rds.force_ssl", forced);
    }
    for (const { inputs, urn } of graph.ofType(CLUSTER)) {
      expect(inputs.iamDatabaseAuthenticationEnabled, urn).to.equal(true);
    }
  });

  inBothStacks(
    "lets each workload in as one user: directly in dev, through the proxy in prod (1.1-4, F5, F12)",
    { dev: "cluster", prod: "prx" },
    (graph, kind, stack) => {
      const { "db-proxy": _, ...workloads } = whoMay(graph, "rds-db:connect");
      const account = String(primary(graph).outputs.arn).split(":")[4];
      const id = kind === "prx" ? proxyId(graph) : primary(graph).outputs.clusterResourceId;
      expect(String(id), stack).to.match(new RegExp(`^${kind}-`));
      const user = (name: string) => [`arn:aws:rds-db:ap-northeast-1:${account}:dbuser:${id}/${name}`];
      expect(workloads).to.deep.equal({
        "app-task": user("application"),
        "worker-task": user("background"),
        "migrate-task": user("migration"),
      });
    },
  );

  inBothStacks(
    "pools in prod by a proxy that knows no password either (4.3-3, F6)",
    { dev: [], prod: ["application", "background", "migration"] },
    (graph, users) => {
      const { arn, clusterResourceId } = primary(graph).outputs;
      const account = String(arn).split(":")[4];
      expect(whoMay(graph, "rds-db:connect")["db-proxy"] ?? []).to.deep.equal(
        users.map((user) => `arn:aws:rds-db:ap-northeast-1:${account}:dbuser:${clusterResourceId}/${user}`),
      );
      const proxies = graph.ofType(PROXY);
      expect(proxies).to.have.lengthOf(users.length > 0 ? 1 : 0);
      for (const { inputs } of proxies) {
        expect(inputs).to.deep.include({
          defaultAuthScheme: "IAM_AUTH",
          requireTls: true,
          debugLogging: false, // it would log statements with their values
          idleClientTimeout: 1800,
        });
        expect(inputs.auths).to.equal(undefined);
        expect(listOf(inputs.vpcSecurityGroupIds).map(nameResolver(graph))).to.deep.equal(["groups-proxy"]);
      }
      for (const { inputs } of graph.ofType("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup")) {
        expect(inputs.connectionPoolConfig).to.deep.equal({
          maxConnectionsPercent: 90,
          maxIdleConnectionsPercent: 50,
          connectionBorrowTimeout: 30,
        });
      }
    },
  );

  inBothStacks(
    "tells workloads where to write and where to read (1.3-2)",
    { dev: ["cluster", "cluster-ro"], prod: ["proxy", "endpoint.proxy"] },
    (graph, kinds) => {
      const proxy = graph.ofType(PROXY)[0];
      const reader = graph.ofType("aws:rds/proxyEndpoint:ProxyEndpoint")[0];
      const { endpoint, readerEndpoint } = primary(graph).outputs;
      for (const task of ["app-task", "worker-task", "migrate-task"]) {
        const { DATABASE_HOST = "", DATABASE_READER_HOST = "" } = environmentOf(graph, task);
        expect([DATABASE_HOST, DATABASE_READER_HOST], task).to.deep.equal([
          proxy?.outputs.endpoint ?? endpoint,
          reader?.outputs.endpoint ?? readerEndpoint,
        ]);
        expect(DATABASE_HOST.includes(`.${kinds[0]}-`), DATABASE_HOST).to.equal(true);
        expect(DATABASE_READER_HOST.includes(`.${kinds[1]}-`), DATABASE_READER_HOST).to.equal(true);
      }
      if (reader !== undefined) expect(reader.inputs.targetRole).to.equal("READ_ONLY");
    },
  );

  inBothStacks(
    "goes back to any second of a week in dev, and of five weeks in prod, whatever becomes of the cluster (1.3-3, 3.2-2)",
    { dev: 7, prod: 35 },
    (graph, backupRetentionPeriod) => {
      for (const { inputs, urn } of graph.ofType(CLUSTER)) {
        expect(inputs, urn).to.deep.include({ backupRetentionPeriod, deleteAutomatedBackups: false });
      }
    },
  );

  inBothStacks(
    "backs up at 3 in Japan, when it is not maintained (1.3-3)",
    same({ backup: "18:00-19:00", maintenance: "sun:19:30-sun:20:30" }), // both in UTC
    (graph, windows) => {
      for (const { inputs, urn } of graph.ofType(CLUSTER)) {
        expect(inputs.preferredBackupWindow, urn).to.equal(windows.backup);
      }
      for (const { inputs, urn } of [...graph.ofType(CLUSTER), ...graph.ofType(INSTANCE)]) {
        expect(inputs.preferredMaintenanceWindow, urn).to.equal(windows.maintenance);
      }
    },
  );

  inBothStacks(
    "logs slow statements and their plans without the values in them (4.3-2)",
    { dev: "500", prod: "1000" },
    (graph, slow) => {
      for (const { name } of graph.ofType("aws:rds/clusterParameterGroup:ClusterParameterGroup")) {
        expect(parametersOf(graph, name), name).to.deep.include({
          shared_preload_libraries: "pg_stat_statements,auto_explain",
          log_min_duration_statement: slow,
          "auto_explain.log_min_duration": slow,
          log_parameter_max_length: "0",
          log_parameter_max_length_on_error: "0",
          "auto_explain.log_parameter_max_length": "0",
          log_statement: "none",
          track_io_timing: "1",
          statement_timeout: "30000",
          idle_in_transaction_session_timeout: "60000",
        });
      }
    },
  );

  inBothStacks(
    "leaves what is read at the start only to the next restart (4.3-2)",
    same(["rds.force_ssl", "shared_preload_libraries"]),
    (graph, parameters) => {
      for (const { inputs, urn } of graph.ofType("aws:rds/clusterParameterGroup:ClusterParameterGroup")) {
        const pending = listOf(inputs.parameters)
          .map((parameter) => objectAt(parameter))
          .filter(({ applyMethod }) => applyMethod === "pending-reboot");
        expect(pending.map(({ name }) => name).sort(), urn).to.deep.equal(parameters);
      }
    },
  );

  inBothStacks(
    "keeps 15 months of insights in prod, and in dev none, which takes 2 ACU (4.3-2)",
    {
      dev: { databaseInsightsMode: "standard", performanceInsightsEnabled: false },
      prod: {
        databaseInsightsMode: "advanced",
        performanceInsightsEnabled: true,
        performanceInsightsRetentionPeriod: 465,
      },
    },
    (graph, expected) => {
      expect(primary(graph).inputs).to.deep.include(expected);
    },
  );

  inBothStacks(
    "changes its class at once in dev, and in the window in prod, where people are not at work (4.1-4)",
    { dev: true, prod: false },
    (graph, applyImmediately) => {
      const changed = { ...byName(graph, CLUSTER, atOnce), ...byName(graph, INSTANCE, atOnce) };
      expect(new Set(Object.values(changed)), Object.keys(changed).join()).to.deep.equal(new Set([applyImmediately]));
    },
  );

  inBothStacks("has as many readers as its file says, whatever the load (4.1-2)", same([]), (graph, none) => {
    const scaled = graph
      .ofType("aws:appautoscaling/target:Target")
      .filter(({ inputs }) => inputs.serviceNamespace === "rds");
    expect(scaled).to.deep.equal(none);
  });
});

const atOnce = ({ inputs }: ResourceNode) => inputs.applyImmediately;

function primary(graph: ResourceGraph): ResourceNode {
  return graph.one(CLUSTER, "db-cluster");
}

function proxyId(graph: ResourceGraph): string | undefined {
  return String(graph.one(PROXY).outputs.arn).split(":").at(-1);
}

function parametersOf(graph: ResourceGraph, name: string): Record<string, unknown> {
  const { parameters } = graph.one("aws:rds/clusterParameterGroup:ClusterParameterGroup", name).inputs;
  return Object.fromEntries(
    listOf(parameters)
      .map((parameter) => objectAt(parameter))
      .map(({ name: key, value }) => [String(key), value]),
  );
}
