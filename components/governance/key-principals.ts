import type { ResourceStatement } from "../shared/iam";
import { AWS_PARTITION, awsArn } from "../shared/naming";
import { KEY_USE, THIS_KEY } from "./key-actions";

/** Services that publish to encrypted topics and queues under their own identity, having no role of ours to use. */
const PUBLISHERS = ["budgets", "cloudwatch", "costalerts", "events", "s3", "sns"] as const;

/** Services that call KMS as themselves rather than on behalf of a caller, so that IAM cannot speak for them. */
export const KEY_PRINCIPALS = [...PUBLISHERS, "cloudfront", "delivery.logs", "fargate", "logs"] as const;

export type KeyPrincipal = (typeof KEY_PRINCIPALS)[number];

export interface KeyUse {
  /** Region of the key the policy is attached to; a replica has its own. */
  readonly region: string;
  readonly accountId: string;
  /** Services through which roles of the account may use the key, as in `<service>.<region>.amazonaws.com`. */
  readonly services: readonly string[];
  readonly principals: readonly KeyPrincipal[];
}

/** What a service that calls KMS as itself may do: its own work, for this account. */
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
