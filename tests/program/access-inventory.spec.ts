import { expect } from "chai";
import { ACCOUNTS, nameResolver, platformTests, same } from "./both-stacks";
import { allowedStatements, whoMay } from "./data-graph";

// Which role reaches which data. What is not in these tables, no role of a workload can do.

const KEY = "aws:kms/key:Key";

const LAKE: Readonly<Record<string, string[]>> = {
  "app-task": ["lake/raw/uploads/*"],
  "export-extract": ["lake/export/checkpoint/documents.json", "lake/export/documents/*"],
  "export-load": ["lake/export/documents/*"],
  "worker-task": ["lake/raw/uploads/*"],
};

describe("the inventory of access to data", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "opens these objects of the lake and the buckets' copies, by prefix (1.1-5, 1.1-8)",
    {
      dev: LAKE,
      prod: {
        ...LAKE,
        "store-backup-replication": ["backup", "backup/*", "backup@osaka/*"],
        "store-lake-replication": ["lake", "lake/*", "lake@osaka/*"],
        "store-static-replication": ["static", "static/*", "static@osaka/*"],
      },
    },
    (graph, expected, stack) => {
      const short = (arn: string) =>
        arn
          .replace(`arn:aws:s3:::kumiki-${stack}-`, "")
          .replace(`-${ACCOUNTS[stack]}-ap-northeast-1`, "")
          .replace(`-${ACCOUNTS[stack]}-ap-northeast-3`, "@osaka");
      const roles = allowedStatements(graph).filter(({ Action }) => Action.some((action) => action.startsWith("s3:")));
      const objects: Record<string, string[]> = {};
      for (const { role, Resource = [] } of roles) {
        objects[role] = [...new Set([...(objects[role] ?? []), ...Resource.map(short)])].sort();
      }
      expect(objects).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "lets the bootstrap read the secret of the master user, the rotation replace it, and no application see it (N16)",
    { dev: ["bootstrap-function"], prod: ["bootstrap-function", "db-rotation-function"] },
    (graph, expected) => {
      expect(Object.keys(whoMay(graph, "secretsmanager:GetSecretValue"))).to.have.members(expected);
      const writers = whoMay(graph, "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage");
      expect(Object.keys(writers)).to.deep.equal(expected.filter((role) => role !== "bootstrap-function"));
    },
  );

  inBothStacks(
    "uses keys only through a service, or for what the service names, in every role (2.3-1, N16)",
    same([]),
    (graph, none) => {
      const free = allowedStatements(graph).filter(({ Action, Condition = {} }) => {
        // Looking after a key is another matter: it opens nothing.
        const using = Action.filter((action) =>
          /^kms:(?:Decrypt|Encrypt|GenerateDataKey|ReEncrypt|CreateGrant)/.test(action),
        );
        const limits = Object.values(Condition).flatMap(Object.keys);
        const limited = /^kms:(?:ViaService|EncryptionContext:|GrantIsForAWSResource)/;
        return using.length > 0 && !limits.some((key) => limited.test(key));
      });
      expect(free.map(({ role, Sid }) => `${role} ${Sid}`)).to.deep.equal(none);
    },
  );

  inBothStacks(
    "gives the application its stores, the workers' queue, their keys through these services, and traces (1.1-5, 2.2-1)",
    ACCOUNTS,
    (graph, account, stack) => {
      const bucket = `arn:aws:s3:::kumiki-${stack}-lake-${account}-ap-northeast-1`;
      const own = allowedStatements(graph).filter(({ role }) => role === "app-task");
      const stores = ["ConnectToDatabase", "ConnectToCacheAsSession", "ConnectToCacheAsCache", "SearchDocumentsWriter"];
      expect(own.slice(0, stores.length).map(({ Sid }) => Sid)).to.deep.equal(stores);
      expect(
        own.slice(stores.length).map(({ Action, Resource, Condition }) => [Action, Resource, Condition]),
      ).to.deep.equal([
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
      "app-task": ["send worker-messages-queue"],
      "export-extract": ["send export-failed-runs-queue"],
      "export-load": ["take export-announcements-queue"],
      "worker-task": ["take worker-messages-queue"],
    }),
    (graph, expected) => {
      const nameOf = nameResolver(graph);
      const uses: Record<string, string[]> = {};
      for (const [verb, action] of [
        ["send", "sqs:SendMessage"],
        ["take", "sqs:DeleteMessage"],
      ] as const) {
        for (const [role, queues] of Object.entries(whoMay(graph, action))) {
          uses[role] = [...(uses[role] ?? []), ...queues.map((queue) => `${verb} ${nameOf(queue)}`)];
        }
      }
      expect(uses).to.deep.equal(expected);
    },
  );
});
