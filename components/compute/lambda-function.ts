import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import type * as pulumi from "@pulumi/pulumi";
import { PlatformComponent } from "../shared/component";
import { awsArn } from "../shared/naming";
import { ServiceRole } from "../shared/service-role";
import { functionGrants } from "./function-grants";
import { FunctionTimer } from "./function-timer";
import type { FunctionQueue, FunctionSchedule, LambdaFunctionArgs } from "./lambda-function-args";
import { checkLambdaFunctionArgs, DEFAULTS } from "./lambda-function-checks";

/** Newest the service offers on Graviton (2026-11); `target` in function-code.ts follows it. */
const RUNTIME = "nodejs24.x";

/** A function in a VPC leaves interfaces behind, which the service takes up to 45 minutes to remove. */
const DELETE_TIMEOUT = "45m";

/**
 * A function with a role and a log group of its own.
 *
 * ```ts
 * new LambdaFunction("extract", {
 *   region, accountId, namePrefix, kmsKeyArn, logsKeyArn,
 *   functionName: "extract", description: "Copies documents to the lake.",
 *   code: functionCode("extract"), grants: [], reservedConcurrency: 1,
 *   schedule: { expression: "rate(15 minutes)" },
 * });
 * ```
 *
 * Default settings: Node.js 24 on Graviton, 256 MiB, 60 s; JSON log in an encrypted group that exists before the first
 * call, kept 30 days; traced by X-Ray; environment and code under the platform's key; no function URL; a failed call is
 * tried twice more and then kept, where `failures` says so.
 *
 * What it does not do: nothing waits for the security group's rules; whoever invokes the function while deploying must
 * depend on `SecurityGroups`.
 */
export class LambdaFunction extends PlatformComponent {
  readonly arn: pulumi.Output<string>;
  readonly functionName: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;
  /** Known in advance, because policies and other clouds name it. */
  readonly roleName: string;
  readonly logGroupName: pulumi.Output<string>;

  constructor(
    name: string,
    private readonly args: LambdaFunctionArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("kumiki:compute:LambdaFunction", name, args, options);
    const fullName = checkLambdaFunctionArgs(name, args);
    this.roleName = fullName;
    const logGroup = this.createLogGroup(fullName);
    const role = this.createRole(fullName, logGroup.arn);
    const fn = this.createFunction(fullName, role, logGroup);
    this.handleFailures(fn);
    if (args.consumes !== undefined) this.consume(fn, args.consumes);
    if (args.schedule !== undefined) this.callByClock(fn, args.schedule);
    this.arn = fn.arn;
    this.functionName = fn.name;
    this.roleArn = role.arn;
    this.logGroupName = logGroup.name;
    this.registerOutputs({
      arn: this.arn,
      functionName: this.functionName,
      roleArn: this.roleArn,
      roleName: this.roleName,
      logGroupName: this.logGroupName,
    });
  }

  private createLogGroup(fullName: string): cloudwatch.LogGroup {
    return new cloudwatch.LogGroup(
      this.childName("log"),
      {
        region: this.region,
        name: `/aws/lambda/${fullName}`,
        kmsKeyId: this.args.logsKeyArn,
        retentionInDays: this.args.logRetention ?? DEFAULTS.logRetention,
        tags: this.tagsFor("log"),
      },
      this.child(),
    );
  }

  private createRole(fullName: string, logGroupArn: pulumi.Output<string>): ServiceRole {
    const { region, accountId } = this.args;
    return new ServiceRole(
      this.childName("role"),
      {
        accountId,
        service: "lambda.amazonaws.com",
        sourceArn: awsArn("lambda", region, accountId, `function:${fullName}`),
        description: `What the function ${fullName} may do.`,
        grants: functionGrants(this.args, fullName, logGroupArn),
        roleName: this.roleName,
        ...this.inherited,
      },
      { parent: this },
    );
  }

  private createFunction(fullName: string, role: ServiceRole, logGroup: cloudwatch.LogGroup): lambda.Function {
    const { network, environment = {} } = this.args;
    return new lambda.Function(
      this.childName("function"),
      {
        region: this.region,
        name: fullName,
        description: this.args.description,
        runtime: RUNTIME,
        architectures: ["arm64"],
        handler: "index.handler",
        code: this.args.code.archive,
        role: role.arn,
        timeout: this.args.timeout ?? DEFAULTS.timeout,
        memorySize: this.args.memory ?? DEFAULTS.memory,
        reservedConcurrentExecutions: this.args.reservedConcurrency,
        environment: Object.keys(environment).length === 0 ? undefined : { variables: { ...environment } },
        kmsKeyArn: this.args.kmsKeyArn,
        sourceKmsKeyArn: this.args.kmsKeyArn,
        loggingConfig: {
          logFormat: "JSON",
          logGroup: logGroup.name,
          applicationLogLevel: "INFO",
          systemLogLevel: "WARN",
        },
        tracingConfig: { mode: "Active" },
        vpcConfig: network && { subnetIds: [...network.subnetIds], securityGroupIds: [network.securityGroupId] },
        tags: this.tagsFor("function"),
      },
      // The role may do nothing before its policy is attached, and a function in a VPC is refused without it.
      this.child({
        dependsOn: [role],
        ...(network === undefined ? {} : { customTimeouts: { delete: DELETE_TIMEOUT } }),
      }),
    );
  }

  private handleFailures(fn: lambda.Function): void {
    const { failures } = this.args;
    new lambda.FunctionEventInvokeConfig(
      this.childName("attempts"),
      {
        region: this.region,
        functionName: fn.name,
        maximumRetryAttempts: 2,
        maximumEventAgeInSeconds: 3600, // an hour-old call by the clock has been overtaken by the next one
        destinationConfig: failures && { onFailure: { destination: failures.arn } },
      },
      this.child(),
    );
  }

  private consume(fn: lambda.Function, { queue, batchSize = 1, maximumConcurrency }: FunctionQueue): void {
    new lambda.EventSourceMapping(
      this.childName("messages"),
      {
        region: this.region,
        functionName: fn.arn,
        eventSourceArn: queue.arn,
        batchSize,
        // One bad message must not bring the good ones of its batch back with it.
        functionResponseTypes: ["ReportBatchItemFailures"],
        scalingConfig: maximumConcurrency === undefined ? undefined : { maximumConcurrency },
        tags: this.tagsFor("messages"),
      },
      this.child(),
    );
  }

  private callByClock(fn: lambda.Function, schedule: FunctionSchedule): void {
    new FunctionTimer(
      this.childName("timer"),
      {
        region: this.args.region,
        accountId: this.args.accountId,
        functionArn: fn.arn,
        kmsKeyArn: this.args.kmsKeyArn,
        schedule,
        ...this.inherited,
      },
      { parent: this },
    );
  }
}
