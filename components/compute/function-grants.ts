import * as pulumi from "@pulumi/pulumi";
import type { Grant } from "../shared/iam";
import { awsArn } from "../shared/naming";
import type { LambdaFunctionArgs } from "./lambda-function-args";

/** Everything the role of a function may do: what the code was granted, and what Lambda does in the role's name. */
export function functionGrants(args: LambdaFunctionArgs, fullName: string, logGroupArn: pulumi.Input<string>): Grant[] {
  return [
    ...args.grants,
    {
      sid: "WriteLog",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [pulumi.interpolate`${logGroupArn}:*`],
    },
    {
      sid: "SendTraces",
      actions: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
      resources: ["*"],
      anyResource: "Traces have no ARN to write to.",
    },
    decryptOwnEnvironment(args, fullName),
    ...(args.network === undefined ? [] : [INTERFACES]),
    ...(args.consumes === undefined ? [] : args.consumes.queue.consumerGrants()),
    ...(args.failures === undefined ? [] : args.failures.producerGrants()),
  ];
}

function decryptOwnEnvironment({ region, accountId, kmsKeyArn }: LambdaFunctionArgs, fullName: string): Grant {
  return {
    sid: "DecryptEnvironment",
    actions: ["kms:Decrypt"],
    resources: [kmsKeyArn],
    conditions: {
      StringEquals: {
        "kms:EncryptionContext:aws:lambda:FunctionArn": awsArn("lambda", region, accountId, `function:${fullName}`),
        "kms:ViaService": `lambda.${region}.amazonaws.com`,
      },
    },
  };
}

/**
 * Lambda makes the interfaces in the name of the role. The condition holds for Lambda itself and fails for the code of
 * the function, whose calls carry the function's ARN
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice).
 */
const INTERFACES: Grant = {
  sid: "AttachToNetwork",
  actions: [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
  ],
  resources: ["*"],
  conditions: { Null: { "lambda:SourceFunctionArn": "true" } },
  anyResource: "Lambda checks the permissions on interfaces that do not exist yet.",
};
