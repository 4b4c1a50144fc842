import type { ResourceStatement } from "../shared/iam";
import { AWS_PARTITION, awsArn } from "../shared/naming";
import { KEY_USE, THIS_KEY } from "./key-actions";
import type { KeyPrincipal, KeyUse } from "./key-principals";

/** What a service that calls KMS by itself may do: its own work, for this account. */
export function directUse(principal: KeyPrincipal, use: KeyUse): ResourceStatement[] {
  switch (principal) {
    case "logs":
      // CloudWatch Logs is a regional principal, and binds each ciphertext to the ARN of its log group.
      return [
        {
          sid: "UsedByLogs",
          principal: { service: `logs.${use.region}.amazonaws.com` },
          actions: KEY_USE,
          resources: THIS_KEY,
          conditions: {
            ArnLike: {
              "kms:EncryptionContext:aws:logs:arn": awsArn("logs", use.region, use.accountId, "log-group:*"),
            },
          },
        },
      ];
    case "delivery.logs":
      return [
        {
          sid: "UsedByDeliveryLogs",
          principal: { service: "delivery.logs.amazonaws.com" },
          actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
          resources: THIS_KEY,
          conditions: {
            StringEquals: { "aws:SourceAccount": use.accountId },
            ArnLike: { "aws:SourceArn": awsArn("logs", use.region, use.accountId, "*") },
          },
        },
      ];
    case "cloudfront":
      // Naming the distribution would make a cycle: it needs the bucket, the bucket its key, the key this policy.
      return [
        {
          sid: "ReadByCloudfront",
          principal: { service: "cloudfront.amazonaws.com" },
          actions: ["kms:Decrypt"],
          resources: THIS_KEY,
          conditions: {
            ArnLike: { "aws:SourceArn": `arn:${AWS_PARTITION}:cloudfront::${use.accountId}:distribution/*` },
          },
        },
      ];
    case "fargate":
      return fargateStorage(use);
    case "lambda":
      return [lambdaCode(use)];
    case "scheduler":
      // It takes the role of the schedule and calls KMS like anybody else, through no service; what it decrypts is bound to
      // a schedule (https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html). IAM says which role.
      return [
        {
          sid: "DecryptedForSchedules",
          principal: { aws: `arn:${AWS_PARTITION}:iam::${use.accountId}:root` },
          actions: ["kms:Decrypt"],
          resources: THIS_KEY,
          conditions: {
            StringEquals: { "kms:CallerAccount": use.accountId },
            ArnLike: {
              "kms:EncryptionContext:aws:scheduler:schedule:arn": awsArn(
                "scheduler",
                use.region,
                use.accountId,
                "schedule/*",
              ),
            },
          },
        },
      ];
    default:
      return [
        {
          sid: `PublishedBy${principal.charAt(0).toUpperCase()}${principal.slice(1)}`,
          principal: { service: `${principal}.amazonaws.com` },
          actions: ["kms:Decrypt", "kms:GenerateDataKey"],
          resources: THIS_KEY,
          conditions: { StringEquals: { "aws:SourceAccount": use.accountId } },
        },
      ];
  }
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-storage-encryption.html */
function fargateStorage(use: KeyUse): ResourceStatement[] {
  const ownClusters = { "kms:EncryptionContext:aws:ecs:clusterAccount": use.accountId };
  const principal = { service: "fargate.amazonaws.com" };
  return [
    {
      sid: "UsedByFargate",
      principal,
      actions: ["kms:GenerateDataKeyWithoutPlaintext"],
      resources: THIS_KEY,
      conditions: { StringEquals: ownClusters },
    },
    {
      sid: "GrantedToFargate",
      principal,
      actions: ["kms:CreateGrant"],
      resources: THIS_KEY,
      conditions: { StringEquals: ownClusters, "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] } },
    },
  ];
}

/**
 * For the code of functions Lambda holds no grant and takes nobody's rights but its own, beside those of whoever deploys
 * (https://docs.aws.amazon.com/lambda/latest/dg/encrypt-zip-package.html#enable-zip-permissions).
 */
function lambdaCode({ region, accountId }: KeyUse): ResourceStatement {
  return {
    sid: "UsedByLambda",
    principal: { service: "lambda.amazonaws.com" },
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: THIS_KEY,
    conditions: {
      ArnLike: { "kms:EncryptionContext:aws:lambda:FunctionArn": awsArn("lambda", region, accountId, "function:*") },
    },
  };
}
