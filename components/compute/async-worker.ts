import type * as pulumi from "@pulumi/pulumi";
import { PlatformComponent } from "../shared/component";
import { Problems } from "../shared/validate";
import { FargateService } from "./fargate-service";
import type { FargateServiceArgs } from "./fargate-service-args";
import { Queue, type QueueProducer } from "./queue";

/** What of a service an asynchronous worker decides itself. */
type DecidedHere = "loadBalancer" | "healthCheckPath" | "targetProtocol" | "scaling" | "capacity";

export interface AsyncWorkerArgs extends Omit<FargateServiceArgs, DecidedHere> {
  /** Key of the messages. */
  readonly messagingKeyArn: pulumi.Input<string>;
  /** The one service that may send messages. @default - roles that are granted it */
  readonly producer?: QueueProducer;
  /** Seconds a worker has for a message before another one gets it, 0-43200. @default 180 */
  readonly visibility?: number;
  /** Seconds a message waits for a worker, 60-1209600. @default 345600, four days */
  readonly retention?: number;
  /** How often a message is tried before it is put aside, 1-1000. @default 5 */
  readonly maxReceive?: number;
  /** Whether messages stay in order. Changing it replaces the queue. @default false */
  readonly fifo?: boolean;
  /** Messages that may wait for each running task before another one is started, 1-10000. @default 10 */
  readonly backlogPerTask?: number;
  /**
   * Whether the workers run on Spot: one that is taken away leaves its message to another.
   * @default true
   */
  readonly spot?: boolean;
}

/**
 * A queue and the tasks that work through it, as many as the backlog asks for, and none while there is nothing to do.
 *
 * ```ts
 * const worker = new AsyncWorker("worker", {
 *   region, accountId, namePrefix, clusterArn, clusterName, subnetIds, securityGroupId, logsKeyArn, messagingKeyArn,
 *   image, count: { min: 0, max: 2, desired: 0 },
 * });
 * new FargateService("app", { taskGrants: worker.queue.producerGrants(), ... });
 * ```
 *
 * The container finds the queue in the variable `QUEUE_URL`.
 *
 * Default settings: those of `Queue` and `FargateService`; no load balancer; Spot; ten messages a task. Work must be safe
 * to repeat, because a message can arrive twice.
 */
export class AsyncWorker extends PlatformComponent {
  readonly queue: Queue;
  readonly service: FargateService;

  constructor(name: string, args: AsyncWorkerArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:compute:AsyncWorker", name, args, options);
    const { backlogPerTask = 10, spot = true } = args;
    checkBacklog(name, backlogPerTask);
    this.queue = this.createQueue(args);
    this.service = new FargateService(
      name,
      {
        ...args,
        ...this.inherited,
        capacity: { onDemandBase: 0, onDemandWeight: spot ? 0 : 1, spotWeight: spot ? 1 : 0 },
        // What waits decides. A worker whose processor is busy is doing its job.
        scaling: {
          cpu: "off",
          memory: "off",
          backlogPerTask: { queueName: this.queue.queueName, target: backlogPerTask },
        },
        environment: { ...args.environment, QUEUE_URL: this.queue.url },
        taskGrants: [...(args.taskGrants ?? []), ...this.queue.consumerGrants()],
      },
      { parent: this },
    );
    this.registerOutputs({ queueUrl: this.queue.url, queueArn: this.queue.arn, serviceName: this.service.serviceName });
  }

  private createQueue(args: AsyncWorkerArgs): Queue {
    return new Queue(
      this.childName("messages"),
      {
        region: args.region,
        accountId: args.accountId,
        kmsKeyArn: args.messagingKeyArn,
        producer: args.producer,
        visibilityTimeout: args.visibility,
        retention: args.retention,
        maxReceive: args.maxReceive,
        fifo: args.fifo,
        ...this.inherited,
      },
      { parent: this },
    );
  }
}

function checkBacklog(name: string, backlogPerTask: number): void {
  const problems = new Problems();
  problems.range("backlogPerTask", backlogPerTask, 1, 10_000, "messages");
  problems.throwFor(`AsyncWorker "${name}"`);
}
