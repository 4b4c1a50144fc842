import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { LambdaFunction } from "../../../components/compute/lambda-function";
import type { LambdaFunctionArgs } from "../../../components/compute/lambda-function-args";
import { Queue } from "../../../components/compute/queue";
import { lambdaFunction } from "../../../examples/lambda-function";
import { policyOf, register, registerError } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show that Lambda accepts the role; they show what it may do and what the function waits for.

const FUNCTION = "aws:lambda/function:Function";
const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10";
const ARN = "arn:aws:lambda:ap-northeast-1:123456789012:function:kumiki-dev-extract";
const common = { region: "ap-northeast-1", accountId: "123456789012" };

const minimal: LambdaFunctionArgs = {
  ...common,
  namePrefix: "kumiki-dev",
  functionName: "extract",
  description: "Copies documents to the lake.",
  code: {
    archive: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("exports.handler = 1;") }),
    sha256: "00",
  },
  grants: [],
  reservedConcurrency: 1,
  kmsKeyArn: KEY,
  logsKeyArn: `${KEY}-logs`,
};

function build(overrides: Partial<LambdaFunctionArgs> = {}): () => LambdaFunction {
  return () => new LambdaFunction("extract", { ...minimal, ...overrides });
}

const queue = (visibilityTimeout?: number) => new Queue("jobs", { ...common, kmsKeyArn: KEY, visibilityTimeout });

describe("LambdaFunction", () => {
  it("runs on Graviton with a limit on everything, its code and environment encrypted (5.3-6)", async () => {
    const graph = await register(build({ environment: { BUCKET: "lake" } }));
    const { code, role, tags, ...inputs } = graph.one(FUNCTION).inputs;
    expect(inputs).to.deep.equal({
      architectures: ["arm64"],
      description: "Copies documents to the lake.",
      environment: { variables: { BUCKET: "lake" } },
      handler: "index.handler",
      kmsKeyArn: KEY,
      loggingConfig: {
        applicationLogLevel: "INFO",
        logFormat: "JSON",
        logGroup: "/aws/lambda/kumiki-dev-extract",
        systemLogLevel: "WARN",
      },
      memorySize: 256,
      name: "kumiki-dev-extract",
      region: "ap-northeast-1",
      reservedConcurrentExecutions: 1,
      runtime: "nodejs24.x",
      sourceKmsKeyArn: KEY,
      timeout: 60,
      tracingConfig: { mode: "Active" },
    });
    expect(code).to.deep.equal({ archive: { "index.js": { asset: { text: "exports.handler = 1;" } } } });
    expect(role).to.equal(graph.one(ROLE).outputs.arn);
    expect(tags).to.deep.equal({ Component: "LambdaFunction", Name: "extract-function" });
    expectWellFormed(graph);
  });

  it("writes to an encrypted log group that exists before the first call (5.1-4)", async () => {
    const group = (await register(build({ logRetention: 90 }))).one("aws:cloudwatch/logGroup:LogGroup");
    expect(group.inputs).to.deep.include({
      kmsKeyId: `${KEY}-logs`,
      name: "/aws/lambda/kumiki-dev-extract",
      retentionInDays: 90,
    });
  });

  it("may write its log and traces and decrypt its own environment, and nothing else", async () => {
    const graph = await register(build());
    expect(policyOf(graph.one(POLICY)).Statement).to.deep.equal([
      {
        Sid: "WriteLog",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: [`${graph.one("aws:cloudwatch/logGroup:LogGroup").outputs.arn}:*`],
      },
      {
        Sid: "SendTraces",
        Effect: "Allow",
        Action: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
        Resource: ["*"],
      },
      {
        Sid: "DecryptEnvironment",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [KEY],
        Condition: {
          StringEquals: {
            "kms:EncryptionContext:aws:lambda:FunctionArn": ARN,
            "kms:ViaService": "lambda.ap-northeast-1.amazonaws.com",
          },
        },
      },
    ]);
  });

  it("has a role of a known name, which another cloud can trust, bounded like every other", async () => {
    const permissionsBoundaryArn = "arn:aws:iam::123456789012:policy/boundary";
    const role = (await register(build({ permissionsBoundaryArn }))).one(ROLE);
    expect(role.inputs).to.deep.include({ name: "kumiki-dev-extract", permissionsBoundary: permissionsBoundaryArn });
    expect(policyOf(role, "assumeRolePolicy").Statement).to.deep.equal([
      {
        Sid: "AssumedByService",
        Effect: "Allow",
        Principal: { Service: "lambda.amazonaws.com" },
        Action: ["sts:AssumeRole"],
        Condition: {
          StringEqualsIfExists: { "aws:SourceAccount": "123456789012" },
          ArnLikeIfExists: { "aws:SourceArn": ARN },
        },
      },
    ]);
  });

  it("lets Lambda, but not the code, touch interfaces where the function is in a network (5.3-6)", async () => {
    const network = { subnetIds: ["subnet-a", "subnet-b"], securityGroupId: "sg-1" };
    const graph = await register(build({ network }));
    const fn = graph.one(FUNCTION);
    expect(fn.inputs.vpcConfig).to.deep.equal({ securityGroupIds: ["sg-1"], subnetIds: ["subnet-a", "subnet-b"] });
    expect(fn.options.customTimeouts).to.deep.equal({ delete: "45m" });
    expect(fn.dependencies).to.include(graph.one(POLICY).urn);
    expect(policyOf(graph.one(POLICY)).Statement.at(-1)).to.deep.equal({
      Sid: "AttachToNetwork",
      Effect: "Allow",
      Action: [
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
      ],
      Resource: ["*"],
      Condition: { Null: { "lambda:SourceFunctionArn": "true" } },
    });
    expect((await register(build())).one(FUNCTION).inputs).not.to.have.property("vpcConfig");
  });

  it("is called by the clock through a role that can call this function only, and read what to call it with (5.3-6)", async () => {
    const schedule = { expression: "rate(15 minutes)", input: { full: false } };
    const graph = await register(build({ schedule }));
    const timer = graph.one("aws:scheduler/schedule:Schedule");
    const role = graph.one(ROLE, "extract-timer-role");
    expect(timer.inputs).to.deep.equal({
      flexibleTimeWindow: { mode: "OFF" },
      kmsKeyArn: KEY,
      region: "ap-northeast-1",
      scheduleExpression: "rate(15 minutes)",
      scheduleExpressionTimezone: "Asia/Tokyo",
      target: {
        arn: ARN,
        input: '{"full":false}',
        retryPolicy: { maximumEventAgeInSeconds: 900, maximumRetryAttempts: 3 },
        roleArn: role.outputs.arn,
      },
    });
    expect(timer.dependencies).to.include(graph.one(POLICY, "extract-timer-role-policy").urn);
    expect(policyOf(graph.one(POLICY, "extract-timer-role-policy")).Statement).to.deep.equal([
      { Sid: "CallFunction", Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: [ARN] },
      {
        Sid: "DecryptInput",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [KEY],
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:scheduler:schedule:arn":
              "arn:aws:scheduler:ap-northeast-1:123456789012:schedule/default/extract-timer-schedule-*",
          },
        },
      },
    ]);
  });

  it("works through a queue message by message, so that one bad message does not hold up the others (4.3-4)", async () => {
    const graph = await register(lambdaFunction);
    const mapping = graph.one("aws:lambda/eventSourceMapping:EventSourceMapping").inputs;
    expect(mapping).to.deep.include({
      batchSize: 1,
      eventSourceArn: graph.one("aws:sqs/queue:Queue", "exports-queue").outputs.arn,
      functionName: "arn:aws:lambda:ap-northeast-1:123456789012:function:kumiki-dev-load",
      functionResponseTypes: ["ReportBatchItemFailures"],
    });
    const sids = policyOf(graph.one(POLICY)).Statement.map(({ Sid }) => Sid);
    expect(sids).to.include.members(["TakeMessages", "ReadMessages"]);
  });

  it("keeps calls that failed on every attempt where it is told to (5.3-6)", async () => {
    const graph = await register(() => build({ failures: queue() })());
    expect(graph.one("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig").inputs).to.deep.equal({
      destinationConfig: { onFailure: { destination: graph.one("aws:sqs/queue:Queue", "jobs-queue").outputs.arn } },
      functionName: "kumiki-dev-extract",
      maximumEventAgeInSeconds: 3600,
      maximumRetryAttempts: 2,
      region: "ap-northeast-1",
    });
    const sids = policyOf(graph.one(POLICY)).Statement.map(({ Sid }) => Sid);
    expect(sids).to.include.members(["SendMessages", "EncryptMessages"]);
  });

  it("refuses bad arguments, all at once", async () => {
    const error = await registerError(() =>
      build({
        accountId: "1",
        functionName: "Extract_1",
        namePrefix: "p".repeat(64),
        description: "d".repeat(257),
        timeout: 901,
        memory: 64,
        reservedConcurrency: 0,
        logRetention: 31,
        network: { subnetIds: [], securityGroupId: "sg-1" },
        schedule: { expression: "every day" },
        consumes: { queue: queue(60), batchSize: 11, maximumConcurrency: 2 },
      })(),
    );
    expect(error.message).to.equal(
      [
        'LambdaFunction "extract" cannot be created:',
        '  - accountId must be exactly 12 digits, got "1".',
        '  - functionName must be lower-case letters, digits and single dashes, got "Extract_1".',
        "  - description may have 256 characters, got 257.",
        "  - timeout must be a whole number in 1-900 s, got 901.",
        "  - memory must be a whole number in 128-10240 MiB, got 64.",
        "  - reservedConcurrency must be a whole number in 1-1000, got 0.",
        `  - logRetention must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got "31".`,
        "  - network.subnetIds must have 1 to 16 entries, got 0.",
        '  - schedule.expression must be such as "rate(15 minutes)" or "cron(0 3 * * ? *)", got "every day".',
        "  - consumes.batchSize must be a whole number in 1-10, got 11.",
        "  - consumes.maximumConcurrency must not exceed reservedConcurrency 0, got 2.",
        "  - consumes.queue must hide a message for 6 times the timeout, 5406 s, got 60 s; set visibilityTimeout of the queue.",
        `  - functionName: "${"p".repeat(64)}-Extract_1" has 74 characters, but the name of a iamRole may have 64; shorten one of: ${"p".repeat(64)}, Extract_1`,
      ].join("\n"),
    );
  });
});
