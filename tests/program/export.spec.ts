import { expect } from "chai";
import type { ResourceGraph, ResourceNode } from "../../plan/graph";
import { policyOf } from "../support/platform";
import { ACCOUNTS, listOf, nameResolver, objectAt, platformTests, same } from "./both-stacks";
import { allowedStatements, waysOf } from "./data-graph";

// Mocks cannot show that a document arrives; they show who could carry it, and that nobody could carry it all the way.

const FUNCTION = "aws:lambda/function:Function";

describe("the export of the platform", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "runs every hour in dev and every 15 minutes in prod, one run at a time (1.1-8)",
    { dev: "rate(1 hour)", prod: "rate(15 minutes)" },
    (graph, rate) => {
      const { inputs } = graph.one("aws:scheduler/schedule:Schedule", "export-extract-timer-schedule");
      expect([inputs.scheduleExpression, inputs.scheduleExpressionTimezone]).to.deep.equal([rate, "Asia/Tokyo"]);
      expect(objectAt(inputs.target).arn).to.equal(extract(graph).outputs.arn);
      expect(extract(graph).inputs.reservedConcurrentExecutions).to.equal(1);
    },
  );

  inBothStacks(
    "is started by a role that calls this function, and may read what the schedule keeps for it (1.1-8)",
    ACCOUNTS,
    (graph, account, stack) => {
      const { inputs, outputs } = graph.one("aws:scheduler/schedule:Schedule", "export-extract-timer-schedule");
      const nameOf = nameResolver(graph);
      expect(nameOf(inputs.kmsKeyArn)).to.equal("keys-data");
      const [call, decrypt, ...more] = allowedStatements(graph).filter(({ role }) => role === "export-extract-timer");
      expect([call?.Action, call?.Resource, more]).to.deep.equal([
        ["lambda:InvokeFunction"],
        [`arn:aws:lambda:ap-northeast-1:${account}:function:kumiki-${stack}-extract`],
        [],
      ]);
      expect([decrypt?.Action, decrypt?.Resource?.map(nameOf)]).to.deep.equal([["kms:Decrypt"], ["keys-data"]]);
      const context = "kms:EncryptionContext:aws:scheduler:schedule:arn";
      expect(matches(decrypt?.Condition?.ArnLike?.[context], outputs.arn), String(outputs.arn)).to.equal(true);
      // The key's own policy has a say as well: the role calls KMS itself, and not through a service.
      const admitted = policyOf(graph.one("aws:kms/key:Key", "keys-data")).Statement.filter(
        ({ Action, Condition }) =>
          Action.includes("kms:Decrypt") && matches(Condition?.ArnLike?.[context], outputs.arn),
      );
      expect(admitted.map(({ Condition }) => Condition?.StringEquals)).to.deep.equal([
        { "kms:CallerAccount": account },
      ]);
    },
  );

  inBothStacks(
    "reads inside of the network, from where there is no way out but to the domain and to S3 (N8, F18, F19)",
    { dev: ["vpc-app-a", "vpc-app-c"], prod: ["vpc-app-a", "vpc-app-c", "vpc-app-d"] },
    (graph, subnets) => {
      const nameOf = nameResolver(graph);
      const { subnetIds, securityGroupIds } = objectAt(extract(graph).inputs.vpcConfig);
      expect([listOf(subnetIds).map(nameOf), listOf(securityGroupIds).map(nameOf)]).to.deep.equal([
        subnets,
        ["groups-fn-extract"],
      ]);
      const { prefixListId } = graph.one("aws:ec2/vpcEndpoint:VpcEndpoint", "vpc-s3").outputs;
      expect(waysOf(graph, "out", "groups-fn-extract")).to.deep.equal([`${prefixListId} 443`, "search 443"]);
      expect(waysOf(graph, "in", "groups-fn-extract")).to.deep.equal([]);
    },
  );

  inBothStacks("loads outside of every network (N8, F21)", same(undefined), (graph, network) => {
    expect(load(graph).inputs.vpcConfig).to.equal(network);
  });

  inBothStacks(
    "has no function that knows both sides: one the domain, the other Google (1.1-8, N8)",
    same({ domain: "export-extract", google: "export-load" }),
    (graph, expected, stack) => {
      const domain = allowedStatements(graph).filter(({ Action }) => Action.some((action) => action.startsWith("es:")));
      const condition = String(
        graph.one("gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider").inputs.attributeCondition,
      );
      for (const [fn, variables] of [
        ["export-extract", variablesOf(extract(graph))],
        ["export-load", variablesOf(load(graph))],
      ] as const) {
        const knowsDomain = domain.some(({ role }) => role === fn);
        const knowsGoogle = condition.includes(`/kumiki-${stack}-${fn.replace("export-", "")}'`);
        expect([knowsDomain, knowsGoogle], fn).to.deep.equal([fn === expected.domain, fn === expected.google]);
        const names = Object.keys(variables);
        expect(names.includes("SEARCH_ENDPOINT"), fn).to.equal(knowsDomain);
        expect(
          names.some((name) => name.startsWith("GOOGLE_")),
          fn,
        ).to.equal(knowsGoogle);
      }
    },
  );

  inBothStacks(
    "hands documents over below one prefix of the lake: written by one, read by the other (F19, F20, F21)",
    ACCOUNTS,
    (graph, account, stack) => {
      const lake = `arn:aws:s3:::kumiki-${stack}-lake-${account}-ap-northeast-1`;
      const objects = allowedStatements(graph)
        .filter(({ role, Action }) => role.startsWith("export-") && Action.some((action) => action.startsWith("s3:")))
        .map(({ role, Action, Resource }) => [role, Action.join(), Resource]);
      expect(objects).to.deep.equal([
        ["export-extract", "s3:PutObject", [`${lake}/export/documents/*`, `${lake}/export/checkpoint/documents.json`]],
        ["export-extract", "s3:GetObject", [`${lake}/export/checkpoint/documents.json`]],
        ["export-load", "s3:GetObject", [`${lake}/export/documents/*`]],
      ]);
      for (const fn of [extract(graph), load(graph)]) {
        expect(variablesOf(fn), fn.name).to.deep.include({
          BUCKET: `kumiki-${stack}-lake-${account}-ap-northeast-1`,
          BUCKET_OWNER: account, // a bucket of that name in another account is not written to
          DATA_PREFIX: "export/documents/",
        });
      }
      expect(variablesOf(extract(graph)).CHECKPOINT_KEY).to.equal("export/checkpoint/documents.json");
    },
  );

  inBothStacks(
    "announces documents and no checkpoint, by a queue that one bucket may write to (F20, 4.3-4)",
    ACCOUNTS,
    (graph, account, stack) => {
      const nameOf = nameResolver(graph);
      const { bucket, queues } = graph.one("aws:s3/bucketNotification:BucketNotification").inputs;
      expect(nameOf(bucket)).to.equal("store-lake-bucket");
      expect(
        listOf(queues)
          .map((queue) => objectAt(queue))
          .map(({ events, filterPrefix, queueArn }) => [events, filterPrefix, nameOf(queueArn)]),
      ).to.deep.equal([[["s3:ObjectCreated:*"], "export/documents/", "export-announcements-queue"]]);
      const policy = policyOf(graph.one("aws:sqs/queuePolicy:QueuePolicy", "export-announcements-policy"));
      const allowed = policy.Statement.filter(({ Effect }) => Effect === "Allow");
      expect(allowed.map(({ Principal, Action, Condition }) => [Principal, Action, Condition])).to.deep.equal([
        [
          { Service: "s3.amazonaws.com" },
          ["sqs:SendMessage"],
          {
            StringEquals: { "aws:SourceAccount": account },
            ArnLike: { "aws:SourceArn": `arn:aws:s3:::kumiki-${stack}-lake-${account}-ap-northeast-1` },
          },
        ],
      ]);
      // The queue is encrypted, so S3 needs its key too.
      const queue = graph.one("aws:sqs/queue:Queue", "export-announcements-queue");
      expect(nameOf(queue.inputs.kmsMasterKeyId)).to.equal("keys-messaging");
      const publishers = policyOf(graph.one("aws:kms/key:Key", "keys-messaging"))
        .Statement.filter(({ Action }) => Action.includes("kms:GenerateDataKey"))
        .map(({ Principal }) => JSON.stringify(Principal));
      expect(publishers).to.include('{"Service":"s3.amazonaws.com"}');
    },
  );

  inBothStacks(
    "hides a message for six times the time of a load, and sets it aside after five (4.3-4)",
    same({ attempts: 5, keptDays: 14 }),
    (graph, { attempts, keptDays }) => {
      const nameOf = nameResolver(graph);
      const queue = graph.one("aws:sqs/queue:Queue", "export-announcements-queue").inputs;
      expect(queue.visibilityTimeoutSeconds).to.equal(6 * Number(load(graph).inputs.timeout));
      const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(String(queue.redrivePolicy));
      expect([nameOf(deadLetterTargetArn), maxReceiveCount]).to.deep.equal([
        "export-announcements-dead-letters",
        attempts,
      ]);
      const letters = graph.one("aws:sqs/queue:Queue", "export-announcements-dead-letters").inputs;
      expect(letters.messageRetentionSeconds).to.equal(keptDays * 86_400);
      const mapping = graph.one("aws:lambda/eventSourceMapping:EventSourceMapping", "export-load-messages").inputs;
      expect([nameOf(mapping.eventSourceArn), mapping.functionName]).to.deep.equal([
        "export-announcements-queue",
        load(graph).outputs.arn,
      ]);
    },
  );

  inBothStacks(
    "keeps runs that failed for people to look at (1.1-8, 4.3-4)",
    same("export-failed-runs-queue"),
    (graph, queue) => {
      const attempts = graph.one(
        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
        "export-extract-attempts",
      );
      const { destination } = objectAt(attempts.inputs.destinationConfig, "onFailure");
      expect(nameResolver(graph)(destination)).to.equal(queue);
    },
  );

  inBothStacks("begins when domain and database know who is who (F18)", same(2), (graph, runs) => {
    const setups = graph.ofType("aws:lambda/invocation:Invocation").map(({ urn }) => urn);
    expect(setups).to.have.lengthOf(runs);
    const [transfer] = graph.resources.filter(({ type }) => type === "kumiki:analytics:BigQueryExport");
    expect(transfer?.dependencies).to.include.members(setups);
  });
});

function extract(graph: ResourceGraph): ResourceNode {
  return graph.one(FUNCTION, "export-extract-function");
}

function load(graph: ResourceGraph): ResourceNode {
  return graph.one(FUNCTION, "export-load-function");
}

function variablesOf({ inputs }: ResourceNode): Record<string, unknown> {
  return objectAt(objectAt(inputs.environment).variables);
}

/** Whether an ARN is one of those a pattern with a star at its end stands for. */
function matches(pattern: unknown, arn: unknown): boolean {
  return typeof pattern === "string" && pattern.endsWith("*") && String(arn).startsWith(pattern.slice(0, -1));
}
