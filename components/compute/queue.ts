import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { type Grant, type ResourceStatement, resourcePolicy } from "../shared/iam";
import { Problems } from "../shared/validate";

/** A service that sends messages under its own identity, on behalf of one resource. */
export interface QueueProducer {
  /** Such as `s3.amazonaws.com`. The policy of the queue's key must admit it too. */
  readonly service: string;
  /** The resource on whose behalf it sends, as an ARN or a pattern. */
  readonly sourceArn: pulumi.Input<string>;
}

export interface QueueArgs extends PlatformArgs {
  /** Region of the queue. Changing it replaces the queue and loses its messages. */
  readonly region: string;
  /** AWS account, 12 digits. */
  readonly accountId: string;
  /** Key of the messages. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** The one service that may send. @default - roles of the account that are granted it */
  readonly producer?: QueueProducer;
  /**
   * Seconds a message is hidden from others while somebody works on it, 0-43200: at least six times the time-out of the
   * function that does.
   * @default 180
   */
  readonly visibilityTimeout?: number;
  /** Seconds a message waits for somebody to take it, 60-1209600. @default 345600, four days: a long weekend */
  readonly retention?: number;
  /** How often a message may be taken without being finished before it is put aside, 1-1000. @default 5 */
  readonly maxReceive?: number;
  /** Whether messages stay in order and arrive once. Changing it replaces the queue. @default false */
  readonly fifo?: boolean;
}

/** The longest SQS keeps a message: what was put aside waits for somebody to look at it. */
const DEAD_LETTER_RETENTION = 1_209_600;

/**
 * A queue, and the one beside it that takes what nobody could work on.
 *
 * ```ts
 * const queue = new Queue("exports", {
 *   region, accountId, kmsKeyArn: keys.arn("messaging"),
 *   producer: { service: "s3.amazonaws.com", sourceArn: bucket.arn },
 * });
 * new LambdaFunction("load", { consumes: { queue }, ... });
 * ```
 *
 * Default settings: encrypted, TLS only, nobody outside the account sends; long polling; a message that failed five
 * times is put aside for 14 days; generated names, so that a queue can be replaced. Costs nothing while it is idle.
 */
export class Queue extends PlatformComponent {
  readonly url: pulumi.Output<string>;
  /** Known once the policy is in place: a service tries the queue as soon as it is told of it. */
  readonly arn: pulumi.Output<string>;
  /** Name of the queue, by which CloudWatch counts its messages. */
  readonly queueName: pulumi.Output<string>;
  readonly deadLetterArn: pulumi.Output<string>;
  readonly deadLetterName: pulumi.Output<string>;
  /** Seconds, as given or by default. */
  readonly visibilityTimeout: number;
  private readonly kmsKeyArn: pulumi.Input<string>;

  constructor(name: string, args: QueueArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:compute:Queue", name, args, options);
    this.visibilityTimeout = args.visibilityTimeout ?? 180;
    this.kmsKeyArn = args.kmsKeyArn;
    checkQueueArgs(name, args, this.visibilityTimeout);
    const deadLetters = this.createDeadLetters(args);
    const queue = this.createQueue(args, deadLetters);
    this.admitOnly("dead-letter-redrive", deadLetters, queue);
    this.attachPolicy("dead-letter-policy", deadLetters, undefined, args);
    const policy = this.attachPolicy("policy", queue, args.producer, args);
    this.url = queue.url;
    this.arn = pulumi.all([queue.arn, policy.id]).apply(([arn]) => arn);
    this.queueName = queue.name;
    this.deadLetterArn = deadLetters.arn;
    this.deadLetterName = deadLetters.name;
    this.registerOutputs({
      url: this.url,
      arn: this.arn,
      queueName: this.queueName,
      deadLetterArn: this.deadLetterArn,
      deadLetterName: this.deadLetterName,
    });
  }

  /** What a role needs to work through the queue. */
  consumerGrants(): Grant[] {
    return [
      {
        sid: "TakeMessages",
        actions: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
        resources: [this.arn],
      },
      this.keyGrant("ReadMessages", ["kms:Decrypt"]),
    ];
  }

  /** What a role needs to send. */
  producerGrants(): Grant[] {
    return [
      { sid: "SendMessages", actions: ["sqs:SendMessage"], resources: [this.arn] },
      this.keyGrant("EncryptMessages", ["kms:Decrypt", "kms:GenerateDataKey"]), // to send, SQS needs both
    ];
  }

  private keyGrant(sid: string, actions: readonly string[]): Grant {
    return {
      sid,
      actions,
      resources: [this.kmsKeyArn],
      conditions: { StringEquals: { "kms:ViaService": `sqs.${this.region}.amazonaws.com` } },
    };
  }

  private createDeadLetters({ fifo, kmsKeyArn }: QueueArgs): sqs.Queue {
    return new sqs.Queue(
      this.childName("dead-letters"),
      {
        region: this.region,
        ...ordered(fifo),
        kmsMasterKeyId: kmsKeyArn,
        messageRetentionSeconds: DEAD_LETTER_RETENTION,
        tags: this.tagsFor("dead-letters"),
      },
      this.child(),
    );
  }

  private createQueue(args: QueueArgs, deadLetters: sqs.Queue): sqs.Queue {
    const { retention = 345_600, maxReceive = 5 } = args;
    return new sqs.Queue(
      this.childName("queue"),
      {
        region: this.region,
        ...ordered(args.fifo),
        kmsMasterKeyId: args.kmsKeyArn,
        visibilityTimeoutSeconds: this.visibilityTimeout,
        messageRetentionSeconds: retention,
        receiveWaitTimeSeconds: 20, // the longest: an empty answer is paid for like a full one
        redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: maxReceive }),
        tags: this.tagsFor("queue"),
      },
      this.child(),
    );
  }

  private admitOnly(suffix: string, deadLetters: sqs.Queue, source: sqs.Queue): void {
    new sqs.RedriveAllowPolicy(
      this.childName(suffix),
      {
        region: this.region,
        queueUrl: deadLetters.url,
        redriveAllowPolicy: pulumi.jsonStringify({ redrivePermission: "byQueue", sourceQueueArns: [source.arn] }),
      },
      this.child(),
    );
  }

  private attachPolicy(
    suffix: string,
    queue: sqs.Queue,
    producer: QueueProducer | undefined,
    args: QueueArgs,
  ): sqs.QueuePolicy {
    return new sqs.QueuePolicy(
      this.childName(suffix),
      { region: this.region, queueUrl: queue.url, policy: resourcePolicy(statements(queue.arn, producer, args)) },
      this.child(),
    );
  }
}

/** A queue that keeps the order is created as one; the service refuses the property where it is false. */
function ordered(fifo: boolean | undefined) {
  return fifo === true ? { fifoQueue: true, contentBasedDeduplication: true } : {};
}

function statements(
  queueArn: pulumi.Input<string>,
  producer: QueueProducer | undefined,
  { accountId }: QueueArgs,
): ResourceStatement[] {
  const resources = [queueArn];
  return [
    {
      sid: "RefusePlainText",
      effect: "Deny",
      principal: "*",
      actions: ["sqs:*"],
      resources,
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    },
    ...(producer === undefined
      ? []
      : [
          {
            sid: "AdmitProducer",
            principal: { service: producer.service },
            actions: ["sqs:SendMessage"],
            resources,
            conditions: {
              StringEquals: { "aws:SourceAccount": accountId },
              ArnLike: { "aws:SourceArn": producer.sourceArn },
            },
          },
        ]),
  ];
}

function checkQueueArgs(name: string, args: QueueArgs, visibilityTimeout: number): void {
  const problems = new Problems();
  problems.accountId("accountId", args.accountId);
  problems.range("visibilityTimeout", visibilityTimeout, 0, 43_200, "s");
  problems.range("retention", args.retention ?? 345_600, 60, DEAD_LETTER_RETENTION, "s");
  problems.range("maxReceive", args.maxReceive ?? 5, 1, 1000);
  problems.unless(
    args.producer === undefined || args.fifo !== true,
    `fifo must be false with producer "${args.producer?.service}": services send to unordered queues only.`,
  );
  problems.throwFor(`Queue "${name}"`);
}
