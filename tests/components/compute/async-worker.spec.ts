import { expect } from "chai";
import { AsyncWorker, type AsyncWorkerArgs } from "../../../components/compute/async-worker";
import { asyncWorker } from "../../../examples/async-worker";
import { policyOf, register, registerError } from "../../support/platform";
import { object, objects } from "../../support/stacks";
import { expectWellFormed } from "../../support/structure";
import { minimal } from "./service-fixture";

// Mocks cannot show that tasks come and go with the backlog; they show what the scaler looks at.

const SERVICE = "aws:ecs/service:Service";
const KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10";

function build(overrides: Partial<AsyncWorkerArgs> = {}): () => AsyncWorker {
  return () => new AsyncWorker("worker", { ...minimal, messagingKeyArn: KEY, ...overrides });
}

describe("AsyncWorker", () => {
  it("works through a queue whose address and rights its tasks have, and no other (4.3-4)", async () => {
    const graph = await register(asyncWorker);
    const queue = graph.one("aws:sqs/queue:Queue", "worker-messages-queue");
    const [container] = JSON.parse(
      String(graph.one("aws:ecs/taskDefinition:TaskDefinition").inputs.containerDefinitions),
    );
    expect(container.environment).to.deep.equal([{ name: "QUEUE_URL", value: queue.outputs.url }]);
    const [take] = policyOf(graph.one("aws:iam/rolePolicy:RolePolicy", "worker-task-role-policy")).Statement;
    expect(take).to.deep.include({ Sid: "TakeMessages", Resource: [queue.outputs.arn] });
    expectWellFormed(graph);
  });

  it("follows the backlog alone, down to no task at all (4.1-1)", async () => {
    const graph = await register(asyncWorker);
    const queue = graph.one("aws:sqs/queue:Queue", "worker-messages-queue");
    expect(graph.one("aws:appautoscaling/target:Target").inputs).to.deep.include({ minCapacity: 0, maxCapacity: 2 });
    const policy = graph.one("aws:appautoscaling/policy:Policy").inputs;
    const tracking = object(policy.targetTrackingScalingPolicyConfiguration);
    const [waiting] = objects(object(tracking.customizedMetricSpecification).metrics);
    const metric = object(object(waiting?.metricStat).metric);
    expect(tracking.targetValue).to.equal(10);
    expect(metric.dimensions).to.deep.equal([{ name: "QueueName", value: queue.outputs.name }]);
  });

  it("runs on Spot, or on demand where it is told to, and behind no load balancer (6.1-3)", async () => {
    const strategies = async (overrides: Partial<AsyncWorkerArgs> = {}) => {
      const service = (await register(build(overrides))).one(SERVICE).inputs;
      expect(service).not.to.have.property("loadBalancers");
      return service.capacityProviderStrategies;
    };
    expect(await strategies()).to.deep.equal([{ base: 0, capacityProvider: "FARGATE_SPOT", weight: 1 }]);
    expect(await strategies({ spot: false })).to.deep.equal([{ base: 0, capacityProvider: "FARGATE", weight: 1 }]);
  });

  it("hands its own settings on to queue and tasks", async () => {
    const graph = await register(
      build({
        visibility: 600,
        retention: 3600,
        maxReceive: 2,
        fifo: true,
        backlogPerTask: 3,
        environment: { A: "1" },
      }),
    );
    const queue = graph.one("aws:sqs/queue:Queue", "worker-messages-queue").inputs;
    expect(queue).to.deep.include({ fifoQueue: true, messageRetentionSeconds: 3600, visibilityTimeoutSeconds: 600 });
    expect(JSON.parse(String(queue.redrivePolicy)).maxReceiveCount).to.equal(2);
    const [container] = JSON.parse(
      String(graph.one("aws:ecs/taskDefinition:TaskDefinition").inputs.containerDefinitions),
    );
    expect(container.environment.map(({ name }: { name: string }) => name)).to.deep.equal(["A", "QUEUE_URL"]);
  });

  it("refuses a backlog no task could live up to", async () => {
    expect((await registerError(build({ backlogPerTask: 0 }))).message).to.equal(
      'AsyncWorker "worker" cannot be created:\n  - backlogPerTask must be a whole number in 1-10000 messages, got 0.',
    );
  });
});
