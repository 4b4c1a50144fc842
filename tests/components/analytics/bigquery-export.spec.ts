import { expect } from "chai";
import type { BigQueryExportArgs } from "../../../components/analytics/bigquery-export-args";
import { bigQueryExport } from "../../../examples/bigquery-export";
import { namesOf, policyOf, register, registerError, registerOutputs } from "../../support/platform";
import { object } from "../../support/stacks";
import { expectWellFormed } from "../../support/structure";
import { build, DATA_KEY, FUNCTION, LAKE, LOGS_KEY, MESSAGING_KEY, minimal } from "./export-fixture";

// Mocks cannot show that S3 accepts the queue; tests/functions shows what the functions do.

describe("BigQueryExport", () => {
  it("reads in the network, on schedule, one run at a time (F18, F19)", async () => {
    const graph = await register(build());
    expect(graph.one(FUNCTION, "export-extract-function").inputs).to.deep.include({
      name: "kumiki-dev-extract",
      timeout: 600,
      memorySize: 1769,
      reservedConcurrentExecutions: 1,
      kmsKeyArn: DATA_KEY,
      vpcConfig: { subnetIds: [...minimal.subnetIds], securityGroupIds: ["sg-0c3d4e5f607182930"] },
    });
    const schedule = graph.one("aws:scheduler/schedule:Schedule").inputs;
    expect(schedule.scheduleExpression).to.equal("rate(1 hour)");
    expect(object(schedule.target).arn).to.equal(graph.one(FUNCTION, "export-extract-function").outputs.arn);
    const failures = graph.one("aws:sqs/queue:Queue", "export-failed-runs-queue");
    expect(failures.inputs).to.deep.include({ messageRetentionSeconds: 1_209_600, kmsMasterKeyId: MESSAGING_KEY });
    expect(
      graph.one("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "export-extract-attempts").inputs
        .destinationConfig,
    ).to.deep.equal({ onFailure: { destination: failures.outputs.arn } });
  });

  it("loads outside of every network (F21, N8)", async () => {
    const graph = await register(build());
    const { inputs } = graph.one(FUNCTION, "export-load-function");
    expect(inputs).not.to.have.property("vpcConfig");
    expect(inputs).to.deep.include({
      name: "kumiki-dev-load",
      timeout: 300,
      memorySize: 512,
      reservedConcurrentExecutions: 2,
      kmsKeyArn: DATA_KEY,
    });
  });

  it("announces documents, and not the checkpoint, once S3 may send to the queue (F20, 4.3-4)", async () => {
    const graph = await register(build());
    const queue = graph.one("aws:sqs/queue:Queue", "export-announcements-queue");
    const notification = graph.one("aws:s3/bucketNotification:BucketNotification");
    expect(notification.inputs).to.deep.equal({
      region: "ap-northeast-1",
      bucket: "lake",
      queues: [
        {
          id: "exported-documents",
          queueArn: queue.outputs.arn,
          events: ["s3:ObjectCreated:*"],
          filterPrefix: "export/documents/",
          filterSuffix: ".ndjson.gz",
        },
      ],
    });
    const policy = graph.one("aws:sqs/queuePolicy:QueuePolicy", "export-announcements-policy");
    expect(notification.propertyDependencies.queues).to.include(policy.urn);
    expect(policyOf(policy).Statement.find(({ Sid }) => Sid === "AdmitProducer")).to.deep.include({
      Principal: { Service: "s3.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceAccount": "123456789012" },
        ArnLike: { "aws:SourceArn": LAKE },
      },
    });
  });

  it("hides a message for six times the time of a load, and hands out one at a time (4.3-4)", async () => {
    const graph = await register(build({ reservedConcurrency: { extract: 2, load: 5 } }));
    const queue = graph.one("aws:sqs/queue:Queue", "export-announcements-queue");
    expect(queue.inputs).to.deep.include({ visibilityTimeoutSeconds: 1800, kmsMasterKeyId: MESSAGING_KEY });
    expect(graph.one("aws:lambda/eventSourceMapping:EventSourceMapping").inputs).to.deep.include({
      eventSourceArn: queue.outputs.arn,
      batchSize: 1,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: 5 },
    });
    expect(graph.one(FUNCTION, "export-extract-function").inputs.reservedConcurrentExecutions).to.equal(2);
  });

  it("lets others have a say in the bucket's notifications", async () => {
    const transform: BigQueryExportArgs["transform"] = {
      notification: (args) => ({ ...args, eventbridge: true }),
    };
    const graph = await register(build({ transform }));
    const { eventbridge, queues } = graph.one("aws:s3/bucketNotification:BucketNotification").inputs;
    expect(eventbridge).to.equal(true);
    expect(queues).to.have.length(1);
  });

  it("has the same parts in the example, all of them tagged, bounded and in their region", async () => {
    const boundary = "arn:aws:iam::123456789012:policy/boundary";
    const graph = await register(
      build({ tags: { Owner: "platform" }, permissionsBoundaryArn: boundary, logRetention: 7 }),
    );
    expectWellFormed(graph, ["Owner", "Component", "Name"]);
    for (const role of graph.ofType("aws:iam/role:Role")) expect(role.inputs.permissionsBoundary).to.equal(boundary);
    for (const log of graph.ofType("aws:cloudwatch/logGroup:LogGroup")) {
      expect(log.inputs).to.deep.include({ retentionInDays: 7, kmsKeyId: LOGS_KEY, region: "ap-northeast-1" });
    }
    const example = await register(bigQueryExport);
    for (const type of [FUNCTION, "aws:iam/rolePolicy:RolePolicy", "aws:sqs/queue:Queue"]) {
      expect(namesOf(example, type)).to.deep.equal(namesOf(graph, type));
    }
    expect(example.one("aws:scheduler/schedule:Schedule").inputs.scheduleExpression).to.equal("rate(15 minutes)");
  });

  it("gives what others refer to, and what to alarm on", async () => {
    const outputs = await registerOutputs(() => {
      const { signals, ...made } = build()();
      return {
        roles: [made.extractRoleName, made.loadRoleName, made.extractRoleArn, made.loadRoleArn],
        queues: [made.queueArn, made.dlqArn, made.failedRunsArn],
        functions: [made.extractFunctionName, made.loadFunctionName],
        signals: Object.fromEntries(Object.entries(signals)),
      };
    });
    const graph = await register(build());
    const queue = (name: string) => graph.one("aws:sqs/queue:Queue", `export-${name}`).outputs;
    const own = { namespace: "Kumiki/Export", dimensions: { Export: "kumiki-dev" } };
    const sqs = (metricName: string, name: string) => ({
      namespace: "AWS/SQS",
      metricName,
      dimensions: { QueueName: queue(name).name },
      statistic: "Maximum",
    });
    const errors = (name: string) => ({
      namespace: "AWS/Lambda",
      metricName: "Errors",
      dimensions: { FunctionName: name },
      statistic: "Sum",
    });
    const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
    expect(outputs).to.deep.equal({
      roles: ["kumiki-dev-extract", "kumiki-dev-load", role("kumiki-dev-extract"), role("kumiki-dev-load")],
      queues: ["announcements-queue", "announcements-dead-letters", "failed-runs-queue"].map((name) => queue(name).arn),
      functions: ["kumiki-dev-extract", "kumiki-dev-load"],
      signals: {
        lag: { ...own, metricName: "ExportLagSeconds", statistic: "Maximum" },
        deadLetters: sqs("ApproximateNumberOfMessagesVisible", "announcements-dead-letters"),
        failedRuns: sqs("ApproximateNumberOfMessagesVisible", "failed-runs-queue"),
        queueAge: sqs("ApproximateAgeOfOldestMessage", "announcements-queue"),
        extractErrors: errors("kumiki-dev-extract"),
        loadErrors: errors("kumiki-dev-load"),
        failedMessages: { ...own, metricName: "FailedMessages", statistic: "Sum" },
      },
    });
  });
});

describe("arguments of BigQueryExport", () => {
  it("are refused all at once", async () => {
    const error = await registerError(
      build({
        domain: { ...minimal.domain, indexPattern: "*" },
        pageSize: 99,
        maxDocs: 999,
        safetyLag: 29,
        reservedConcurrency: { extract: 0, load: 1 },
        target: { projectId: "Kumiki", stagingDatasetId: "my-staging", stagingTable: "", location: "" },
      }),
    );
    expect(error.message).to.equal(
      'BigQueryExport "export" cannot be created:\n' +
        '  - domain.indexPattern must be the name of an index, or its start and "*", got "*".\n' +
        "  - pageSize must be a whole number in 100-10000, got 99.\n" +
        "  - maxDocs must be a whole number in 1000-10000000, got 999.\n" +
        "  - safetyLag must be a whole number in 30-3600 s, got 29.\n" +
        "  - reservedConcurrency.extract must be a whole number in 1-1000, got 0.\n" +
        "  - reservedConcurrency.load must be a whole number in 2-1000, got 1.\n" +
        "  - target.projectId must be the id of a project, 6 to 30 lower-case letters, digits and dashes, " +
        'got "Kumiki".\n' +
        '  - target.stagingDatasetId must be letters, digits and underscores, got "my-staging".\n' +
        '  - target.stagingTable must be letters, digits and underscores, got "".\n' +
        '  - target.location must be a location such as "asia-northeast1", got "".',
    );
  });

  it("are refused beyond their upper bounds", async () => {
    const error = await registerError(build({ pageSize: 10_001, maxDocs: 10_000_001, safetyLag: 3601 }));
    expect(error.message).to.equal(
      'BigQueryExport "export" cannot be created:\n' +
        "  - pageSize must be a whole number in 100-10000, got 10001.\n" +
        "  - maxDocs must be a whole number in 1000-10000000, got 10000001.\n" +
        "  - safetyLag must be a whole number in 30-3600 s, got 3601.",
    );
  });
});
