import { expect } from "chai";
import type { PlainObject, ResourceGraph } from "../../plan/graph";
import { ACCOUNTS, byName, listOf, nameResolver, objectAt, type PerStack, platformTests, same } from "./both-stacks";
import { environmentOf, requestOf, waysOf, whoMay } from "./data-graph";

// Mocks cannot show that a statement is run; they show what is asked for. tests/real runs the statements on a PostgreSQL.

const INVOCATION = "aws:lambda/invocation:Invocation";
const FUNCTION = "bootstrap-function-function";

describe("the bootstrap of the platform", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "gives the application and its workers rows, and the schema to migrations alone (2.2-2, 4.3-1)",
    same({
      users: { application: "app_rw", background: "app_rw", migration: "migrator" },
      schema: "app",
      extensions: ["pg_stat_statements"],
    }),
    (graph, { users, ...rest }) => {
      const request = databaseRequest(graph);
      expect(request).to.deep.include(rest);
      const named = listOf(request.users).map((user) => objectAt(user));
      expect(Object.fromEntries(named.map(({ name, role }) => [name, role]))).to.deep.equal(users);
      expect(request.database).to.equal(graph.one("aws:rds/cluster:Cluster", "db-cluster").inputs.databaseName);
    },
  );

  inBothStacks(
    "makes every user that a workload signs in as, and none of them is the master (2.2-2, 2.2-3)",
    same({ "app-task": "application", "worker-task": "background", "migrate-task": "migration" }),
    (graph, tasks) => {
      const told = Object.keys(tasks).map((task) => [task, environmentOf(graph, task).DATABASE_USER]);
      expect(Object.fromEntries(told)).to.deep.equal(tasks);
      const made = listOf(databaseRequest(graph).users).map((user) => objectAt(user).name);
      expect(made).to.have.members(Object.values(tasks));
      expect(made).not.to.include(graph.one("aws:rds/cluster:Cluster", "db-cluster").inputs.masterUsername);
    },
  );

  inBothStacks(
    "reaches the domain, and the database by its API, from a group that nobody reaches (F23)",
    { dev: ["0.0.0.0/0 443", "search 443"], prod: ["0.0.0.0/0 443", "search 443", "vpce 443"] },
    (graph, out) => {
      expect(waysOf(graph, "out", "groups-fn-boot")).to.deep.equal(out);
      expect(waysOf(graph, "in", "groups-fn-boot")).to.deep.equal([]);
      const nameOf = nameResolver(graph);
      const { securityGroupIds, subnetIds } = objectAt(
        graph.one("aws:lambda/function:Function", FUNCTION).inputs.vpcConfig,
      );
      expect(listOf(securityGroupIds).map(nameOf)).to.deep.equal(["groups-fn-boot"]);
      expect(listOf(subnetIds).map(nameOf).join()).to.match(/^(vpc-app-[acd],?)+$/);
      expect(graph.one("aws:rds/cluster:Cluster", "db-cluster").inputs.enableHttpEndpoint).to.equal(true);
    },
  );

  inBothStacks(
    "is alone in using the master user: one cluster, one secret (F23, N16)",
    ACCOUNTS,
    (graph, account, stack) => {
      const { arn } = graph.one("aws:rds/cluster:Cluster", "db-cluster").outputs;
      expect(arn).to.equal(`arn:aws:rds:ap-northeast-1:${account}:cluster:kumiki-${stack}-db-g1`);
      expect(whoMay(graph, "rds-data:ExecuteStatement", "rds-data:BatchExecuteStatement")).to.deep.equal({
        "bootstrap-function": [arn],
      });
      expect(databaseRequest(graph)).to.deep.include({ clusterArn: arn, secretArn: masterSecret(graph) });
      expect(whoMay(graph, "secretsmanager:GetSecretValue")["bootstrap-function"]).to.deep.equal([masterSecret(graph)]);
    },
  );

  const waitsFor: PerStack<readonly string[]> = {
    dev: ["db-instance-1"],
    prod: ["db-instance-1", "db-instance-2", "db-master-first", "db-proxy-target"],
  };

  inBothStacks(
    "asks the database nothing before it has an instance to answer, and its secret a value (F23)",
    waitsFor,
    (graph, expected) => {
      expect(waitedFor(graph, "database-setup")).to.include.members(expected);
    },
  );

  inBothStacks(
    "asks nobody before the function is allowed to, and the network lets it (F23)",
    same([
      "bootstrap-function-role-policy",
      "groups-fn-boot-to-search-443-egress",
      "groups-fn-boot-to-search-443-ingress",
      "groups-fn-boot-to-internet-443-egress",
    ]),
    (graph, expected) => {
      for (const run of ["search-setup", "database-setup"]) {
        expect(waitedFor(graph, run), run).to.include.members(expected);
      }
    },
  );

  inBothStacks(
    "runs twice, one after the other, as the function takes one call at a time (5.3-6)",
    same(1),
    (graph, calls) => {
      expect(graph.one("aws:lambda/function:Function", FUNCTION).inputs.reservedConcurrentExecutions).to.equal(calls);
      expect(waitedFor(graph, "database-setup")).to.include("search-setup-run");
    },
  );

  inBothStacks(
    "runs again when what it is asked for changes, or what it does (4.3-1)",
    same(["database-setup-run", "search-setup-run"]),
    (graph, runs) => {
      expect(Object.keys(byName(graph, INVOCATION, () => true)).sort()).to.deep.equal(runs);
      for (const { inputs, secretInputs, urn } of graph.ofType(INVOCATION)) {
        expect(inputs.lifecycleScope, urn).to.equal("CREATE_ONLY");
        expect(Object.keys(objectAt(inputs.triggers)).sort(), urn).to.deep.equal(["code", "request"]);
        expect(secretInputs, `${urn} names a secret, and holds none`).to.deep.equal([]);
      }
    },
  );

  inBothStacks(
    "is over before anything that it makes users for starts (F23)",
    same(["app", "export", "worker"]),
    (graph, expected) => {
      const runs = graph.ofType(INVOCATION).map(({ urn }) => urn);
      const waiting = graph.resources
        .filter(({ custom, parent }) => !custom && graph.get(parent ?? "")?.parent === undefined)
        .filter(({ dependencies }) => runs.every((run) => dependencies.includes(run)));
      expect(waiting.map(({ name }) => name).sort()).to.deep.equal(expected);
    },
  );

  inBothStacks("has the domain note who did what, without what they sent (1.3-4, 2.2-2)", same(true), (graph, on) => {
    const { enabled, audit } = objectAt(objectAt(requestOf(graph, "search-setup").search).auditConfig);
    expect(enabled).to.equal(on);
    expect(audit).to.deep.include({
      enable_rest: on,
      enable_transport: on,
      log_request_body: false,
      exclude_sensitive_headers: true,
    });
  });

  inBothStacks(
    "stamps documents on arrival, which is what the export goes by (1.1-8, 4.3-1)",
    same("arrival"),
    (graph, name) => {
      const search = objectAt(requestOf(graph, "search-setup").search);
      const [pipeline] = listOf(search.ingestPipelines).map((item) => objectAt(item));
      expect([pipeline?.name, objectAt(listOf(objectAt(pipeline?.body).processors)[0], "set").field]).to.deep.equal([
        name,
        "ingested_at",
      ]);
      const [documents] = listOf(search.indexTemplates).map((item) => objectAt(item));
      expect(objectAt(documents?.body, "template", "settings", "index").final_pipeline).to.equal(name);
    },
  );
});

function databaseRequest(graph: ResourceGraph): PlainObject {
  return objectAt(requestOf(graph, "database-setup").database);
}

/** The secret of the master user: our own, or the one RDS keeps. */
function masterSecret(graph: ResourceGraph): unknown {
  const [own] = graph.ofType("aws:secretsmanager/secret:Secret");
  const { masterUserSecrets } = graph.one("aws:rds/cluster:Cluster", "db-cluster").outputs;
  return own?.outputs.arn ?? objectAt(listOf(masterUserSecrets)[0]).secretArn;
}

/** Names of all that a run waits for. */
function waitedFor(graph: ResourceGraph, run: string): string[] {
  const component = graph.one("kumiki:operations:BootstrapRun", run);
  return component.dependencies.map((urn) => graph.get(urn)?.name ?? urn);
}
