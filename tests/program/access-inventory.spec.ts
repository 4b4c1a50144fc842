import { expect } from "chai";
import { ACCOUNTS, byName, nameResolver, platformTests, same } from "./both-stacks";
import { grantsFor, grantsOf } from "./grants";

// Which role reaches which data. What is not in these tables, no role of a workload can do.

const KEY = "aws:kms/key:Key";

const LAKE = {
  "app-task-role": ["lake/raw/uploads/*"],
  "export-extract-role": ["lake/export/checkpoint/documents.json", "lake/export/documents/*"],
  "export-load-role": ["lake/export/documents/*"],
  "worker-task-role": ["lake/raw/uploads/*"],
};

describe("the inventory of access to data", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "lets each workload sign in to the database as its own user, by token, and nobody as the master (1.1-4, 2.2-2)",
    {
      dev: { "app-task": ["application"], "migrate-task": ["migration"], "worker-task": ["background"] },
      prod: {
        "app-task": ["application"],
        "db-proxy": ["application", "background", "migration"],
        "migrate-task": ["migration"],
        "worker-task": ["background"],
      },
    },
    (graph, expected, stack) => {
      const behind = stack === "prod" ? "prx-" : "cluster-";
      const users = Object.entries(grantsFor(graph, "rds-db")).map(([role, statements]) => {
        const resources = statements.flatMap(({ Resource }) => Resource ?? []);
        // Behind a proxy only the proxy knows the cluster.
        const door = role === "db-proxy-role" ? "cluster-" : behind;
        for (const resource of resources) expect(resource, role).to.include(`:dbuser:${door}`);
        return [role.replace(/-role$/, ""), resources.map((resource) => resource.split("/")[1])];
      });
      expect(Object.fromEntries(users)).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "lets application and workers sign in to the cache as users who share no key (2.1-7, 2.2-2)",
    same(["app-task-role", "worker-task-role"]),
    (graph, roles, stack) => {
      const grants = grantsFor(graph, "elasticache");
      expect(Object.keys(grants).sort()).to.deep.equal(roles);
      const { arn } = graph.one("aws:elasticache/replicationGroup:ReplicationGroup").outputs;
      const users = byName(graph, "aws:elasticache/user:User", ({ outputs }) => outputs.arn);
      for (const role of roles) {
        expect(grants[role]?.map(({ Action, Resource }) => [Action, Resource])).to.deep.equal([
          [["elasticache:Connect"], [arn, users["cache-user-session"]]],
          [["elasticache:Connect"], [arn, users["cache-user-cache"]]],
        ]);
      }
      const keys = byName(graph, "aws:elasticache/user:User", ({ inputs }) => [
        inputs.userId,
        /~\S+/.exec(String(inputs.accessString))?.[0],
      ]);
      expect(keys).to.deep.equal({
        "cache-user-cache": [`kumiki-${stack}-cache`, "~cache:*"],
        "cache-user-session": [`kumiki-${stack}-session`, "~session:*"],
      });
    },
  );

  inBothStacks(
    "lets each role call the search domain on its own paths, and none on all of it (1.1-6, 2.1-9, N16)",
    same({
      "app-task-role": ["documents-*", "_bulk _mget _msearch _resolve/index/* _search _search/scroll"],
      "bootstrap-function-role": [
        "",
        "_index_template/* _ingest/pipeline/* _plugins/_ism/policies/* _plugins/_security/api/audit " +
          "_plugins/_security/api/audit/config _plugins/_security/api/roles/* _plugins/_security/api/rolesmapping/*",
      ],
      "export-extract-role": ["documents-*/_search/point_in_time", "_search _search/point_in_time"],
      "worker-task-role": ["documents-*", "_bulk _mget _msearch _resolve/index/* _search _search/scroll"],
    }),
    (graph, expected) => {
      const domain = `${graph.one("aws:opensearch/domain:Domain").outputs.arn}/`;
      const paths = Object.entries(grantsFor(graph, "es")).map(([role, statements]) => {
        const all = statements.flatMap(({ Resource }) => Resource ?? []);
        for (const path of all) expect(path.startsWith(domain), `${role} ${path}`).to.equal(true);
        const below = [...new Set(all.map((path) => path.slice(domain.length)))].filter((path) => path !== "").sort();
        const indices = below.filter((path) => !path.startsWith("_"));
        return [role, [indices.join(" "), below.filter((path) => path.startsWith("_")).join(" ")]];
      });
      expect(Object.fromEntries(paths)).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "lets the extract read documents and write nothing but its end of a point in time (1.1-8)",
    same([
      "es:ESHttpDelete _search/point_in_time",
      "es:ESHttpPost documents-*/_search/point_in_time",
      "es:ESHttpPost _search",
    ]),
    (graph, expected) => {
      const domain = `${graph.one("aws:opensearch/domain:Domain").outputs.arn}/`;
      const calls = grantsFor(graph, "es")["export-extract-role"]?.flatMap(({ Action, Resource }) =>
        Action.flatMap((action) => (Resource ?? []).map((path) => `${action} ${path.slice(domain.length)}`)),
      );
      expect(calls).to.have.members(expected);
    },
  );

  inBothStacks(
    "opens these objects of the lake and the buckets' copies, by prefix (1.1-5, 1.1-8)",
    {
      dev: LAKE,
      prod: {
        ...LAKE,
        "store-backup-replication-role": ["backup", "backup/*", "backup@osaka/*"],
        "store-lake-replication-role": ["lake", "lake/*", "lake@osaka/*"],
        "store-static-replication-role": ["static", "static/*", "static@osaka/*"],
      },
    },
    (graph, expected, stack) => {
      const short = (arn: string) =>
        arn
          .replace(`arn:aws:s3:::kumiki-${stack}-`, "")
          .replace(`-${ACCOUNTS[stack]}-ap-northeast-1`, "")
          .replace(`-${ACCOUNTS[stack]}-ap-northeast-3`, "@osaka");
      const objects = Object.entries(grantsFor(graph, "s3")).map(([role, statements]) => [
        role,
        [...new Set(statements.flatMap(({ Resource }) => Resource ?? []).map(short))].sort(),
      ]);
      expect(Object.fromEntries(objects)).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "lets the bootstrap read the secret of the master user, the rotation replace it, and no application see it (N16)",
    { dev: ["bootstrap-function-role"], prod: ["bootstrap-function-role", "db-rotation-function-role"] },
    (graph, expected) => {
      expect(Object.keys(grantsFor(graph, "secretsmanager")).sort()).to.deep.equal(expected);
      expect(Object.keys(grantsFor(graph, "rds-data"))).to.deep.equal(["bootstrap-function-role"]);
    },
  );

  inBothStacks(
    "uses keys only through a service, or for what the service names, in every role (2.3-1, N16)",
    same([]),
    (graph, none) => {
      const free = grantsOf(graph).filter(({ statement: { Action, Condition = {} } }) => {
        const using = Action.filter((action) => action.startsWith("kms:") && action !== "kms:DescribeKey");
        const limits = Object.values(Condition).flatMap(Object.keys);
        const limited = /^kms:(?:ViaService|EncryptionContext:|GrantIsForAWSResource)/;
        return using.length > 0 && !limits.some((key) => limited.test(key));
      });
      expect(free.map(({ role, statement }) => `${role} ${statement.Sid}`)).to.deep.equal(none);
    },
  );

  inBothStacks(
    "gives the application its stores, the workers' queue, their keys through these services, and traces (1.1-5, 2.2-1)",
    ACCOUNTS,
    (graph, account, stack) => {
      const bucket = `arn:aws:s3:::kumiki-${stack}-lake-${account}-ap-northeast-1`;
      const own = grantsOf(graph).filter(({ role }) => role === "app-task-role");
      const [database, session, values, search, ...others] = own.map(({ statement }) => statement);
      expect([database, session, values, search].map((statement) => statement?.Sid)).to.deep.equal([
        "ConnectToDatabase",
        "ConnectToCacheAsSession",
        "ConnectToCacheAsCache",
        "SearchDocumentsWriter",
      ]);
      expect(others.map(({ Action, Resource, Condition }) => [Action, Resource, Condition])).to.deep.equal([
        [["s3:GetObject", "s3:PutObject"], [`${bucket}/raw/uploads/*`], undefined],
        [
          ["kms:Decrypt", "kms:GenerateDataKey"],
          [graph.one(KEY, "keys-data").outputs.arn],
          {
            StringEquals: {
              "kms:ViaService": "s3.ap-northeast-1.amazonaws.com",
              "kms:EncryptionContext:aws:s3:arn": bucket,
            },
          },
        ],
        [["sqs:SendMessage"], [graph.one("aws:sqs/queue:Queue", "worker-messages-queue").outputs.arn], undefined],
        [
          ["kms:Decrypt", "kms:GenerateDataKey"],
          [graph.one(KEY, "keys-messaging").outputs.arn],
          { StringEquals: { "kms:ViaService": "sqs.ap-northeast-1.amazonaws.com" } },
        ],
        [["xray:PutTelemetryRecords", "xray:PutTraceSegments"], ["*"], undefined],
      ]);
    },
  );

  inBothStacks(
    "puts messages into queues and takes them out by these roles alone (1.1-8, 2.2-1)",
    same({
      "app-task-role": ["send worker-messages-queue"],
      "export-extract-role": ["send export-failed-runs-queue"],
      "export-load-role": ["take export-announcements-queue"],
      "worker-task-role": ["take worker-messages-queue"],
    }),
    (graph, expected) => {
      const nameOf = nameResolver(graph);
      const uses = Object.entries(grantsFor(graph, "sqs")).map(([role, statements]) => [
        role,
        statements.flatMap(({ Action, Resource }) => {
          const verb = Action.includes("sqs:SendMessage") ? "send" : "take";
          return (Resource ?? []).map((queue) => `${verb} ${nameOf(queue)}`);
        }),
      ]);
      expect(Object.fromEntries(uses)).to.deep.equal(expected);
    },
  );
});
