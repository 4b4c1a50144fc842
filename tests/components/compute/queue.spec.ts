import { expect } from "chai";
import { Queue, type QueueArgs } from "../../../components/compute/queue";
import { queue } from "../../../examples/queue";
import { namesOf, policyOf, register, registerError, registerOutputs } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show that a producer is let in; they show whom the policy names and on whose behalf.

const QUEUE = "aws:sqs/queue:Queue";
const POLICY = "aws:sqs/queuePolicy:QueuePolicy";
const KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10";

function build(overrides: Partial<QueueArgs> = {}): () => Queue {
  return () => new Queue("jobs", { region: "ap-northeast-1", accountId: "123456789012", kmsKeyArn: KEY, ...overrides });
}

async function queues(overrides: Partial<QueueArgs> = {}) {
  const graph = await register(build(overrides));
  return { graph, deadLetters: graph.one(QUEUE, "jobs-dead-letters"), main: graph.one(QUEUE, "jobs-queue") };
}

describe("Queue", () => {
  it("hides a message while it is worked on and puts it aside after five tries (4.3-4)", async () => {
    const { main, deadLetters } = await queues();
    expect(main.inputs).to.deep.include({
      kmsMasterKeyId: KEY,
      messageRetentionSeconds: 345_600,
      receiveWaitTimeSeconds: 20,
      visibilityTimeoutSeconds: 180,
    });
    expect(JSON.parse(String(main.inputs.redrivePolicy))).to.deep.equal({
      deadLetterTargetArn: deadLetters.outputs.arn,
      maxReceiveCount: 5,
    });
  });

  it("keeps what was put aside for two weeks, encrypted, and only for its own queue (4.3-4)", async () => {
    const { graph, main, deadLetters } = await queues();
    expect(deadLetters.inputs).to.deep.include({ kmsMasterKeyId: KEY, messageRetentionSeconds: 1_209_600 });
    const allow = graph.one("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy").inputs;
    expect(allow.queueUrl).to.equal(deadLetters.outputs.url);
    expect(JSON.parse(String(allow.redriveAllowPolicy))).to.deep.equal({
      redrivePermission: "byQueue",
      sourceQueueArns: [main.outputs.arn],
    });
  });

  it("refuses plain text on both queues and admits nobody from elsewhere", async () => {
    const { graph, main, deadLetters } = await queues();
    for (const [name, queued] of [
      ["jobs-policy", main],
      ["jobs-dead-letter-policy", deadLetters],
    ] as const) {
      expect(policyOf(graph.one(POLICY, name)).Statement).to.deep.equal([
        {
          Sid: "RefusePlainText",
          Effect: "Deny",
          Principal: "*",
          Action: ["sqs:*"],
          Resource: [queued.outputs.arn],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]);
    }
  });

  it("admits its one producer, on behalf of one resource of this account (4.3-4)", async () => {
    const graph = await register(queue);
    const [, admit] = policyOf(graph.one(POLICY, "exports-policy")).Statement;
    expect(admit).to.deep.equal({
      Sid: "AdmitProducer",
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: ["sqs:SendMessage"],
      Resource: [graph.one(QUEUE, "exports-queue").outputs.arn],
      Condition: {
        StringEquals: { "aws:SourceAccount": "123456789012" },
        ArnLike: { "aws:SourceArn": "arn:aws:s3:::kumiki-dev-lake" },
      },
    });
    expect(policyOf(graph.one(POLICY, "exports-dead-letter-policy")).Statement).to.have.length(1);
    expectWellFormed(graph);
  });

  it("gives its address out only once its policy is in place, for a producer tries it at once", async () => {
    const graph = await register(() => {
      const { arn } = build()();
      new Queue("other", {
        region: "ap-northeast-1",
        accountId: "123456789012",
        kmsKeyArn: KEY,
        producer: { service: "s3.amazonaws.com", sourceArn: arn },
      });
    });
    expect(graph.one(POLICY, "other-policy").propertyDependencies.policy).to.include(
      graph.one(POLICY, "jobs-policy").urn,
    );
  });

  it("keeps the order of messages on both queues where it is asked to", async () => {
    const { main, deadLetters } = await queues({ fifo: true });
    for (const one of [main, deadLetters]) {
      expect(one.inputs).to.deep.include({ fifoQueue: true, contentBasedDeduplication: true });
      expect(String(one.outputs.name)).to.match(/\.fifo$/);
    }
  });

  it("gives the grants to work through it and to send to it, the key only by way of the queue", async () => {
    const { consumer, producer, arn } = await registerOutputs(() => {
      const jobs = build()();
      return { consumer: jobs.consumerGrants(), producer: jobs.producerGrants(), arn: jobs.arn };
    });
    const viaQueue = { StringEquals: { "kms:ViaService": "sqs.ap-northeast-1.amazonaws.com" } };
    expect(consumer).to.deep.equal([
      {
        sid: "TakeMessages",
        actions: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
        resources: [arn],
      },
      { sid: "ReadMessages", actions: ["kms:Decrypt"], resources: [KEY], conditions: viaQueue },
    ]);
    expect(producer).to.deep.equal([
      { sid: "SendMessages", actions: ["sqs:SendMessage"], resources: [arn] },
      {
        sid: "EncryptMessages",
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: [KEY],
        conditions: viaQueue,
      },
    ]);
  });

  it("refuses bad arguments, all at once", async () => {
    const producer = { service: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::x" };
    const bad = { accountId: "1", visibilityTimeout: 43_201, retention: 59, maxReceive: 0, fifo: true, producer };
    expect((await registerError(build(bad))).message).to.equal(
      [
        'Queue "jobs" cannot be created:',
        '  - accountId must be exactly 12 digits, got "1".',
        "  - visibilityTimeout must be a whole number in 0-43200 s, got 43201.",
        "  - retention must be a whole number in 60-1209600 s, got 59.",
        "  - maxReceive must be a whole number in 1-1000, got 0.",
        '  - fifo must be false with producer "s3.amazonaws.com": services send to unordered queues only.',
      ].join("\n"),
    );
  });

  it("keeps generated names, so that a queue can be replaced", async () => {
    const { graph } = await queues();
    expect(namesOf(graph, QUEUE)).to.deep.equal(["jobs-dead-letters", "jobs-queue"]);
    for (const one of graph.ofType(QUEUE)) expect(one.inputs).not.to.have.property("name");
  });
});
