import type * as pulumi from "@pulumi/pulumi";
import { type ResourceStatement, resourcePolicy } from "../shared/iam";
import { AWS_PARTITION, awsArn } from "../shared/naming";

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

/** Everything it takes to look after a key. None of it decrypts, and `CreateGrant`, which could lead there, is absent. */
const ADMINISTRATION = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:ReplicateKey",
  "kms:RevokeGrant",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
  "kms:UpdatePrimaryRegion",
] as const;

const USE = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
] as const;

const THIS_KEY = ["*"]; // in a key policy "*" means the key the policy is attached to

/**
 * A key policy in which the account decides through IAM, within limits IAM cannot lift: the key is administered freely,
 * but used only through the listed services. Nobody, whatever their IAM policies say, decrypts with KMS itself.
 */
export function keyPolicy(use: KeyUse): pulumi.Output<string> {
  return resourcePolicy([
    {
      sid: "AdministeredByAccount",
      principal: account(use),
      actions: ADMINISTRATION,
      resources: THIS_KEY,
    },
    ...(use.services.length === 0 ? [] : throughServices(use)),
    ...[...use.principals].sort().flatMap((principal) => directUse(principal, use)),
  ]);
}

function throughServices(use: KeyUse): ResourceStatement[] {
  const through = {
    "kms:CallerAccount": use.accountId,
    "kms:ViaService": [...use.services].sort().map((service) => `${service}.${use.region}.amazonaws.com`),
  };
  return [
    {
      sid: "UsedThroughServices",
      principal: account(use),
      actions: USE,
      resources: THIS_KEY,
      conditions: { StringEquals: through },
    },
    {
      // Databases, caches and registries keep working after the call that created them: they hold a grant.
      sid: "GrantedToServices",
      principal: account(use),
      actions: ["kms:CreateGrant"],
      resources: THIS_KEY,
      conditions: { StringEquals: through, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

function directUse(principal: KeyPrincipal, use: KeyUse): ResourceStatement[] {
  switch (principal) {
    case "logs":
      // CloudWatch Logs is a regional principal, and binds each ciphertext to the ARN of its log group.
      return [
        {
          sid: "UsedByLogs",
          principal: { service: `logs.${use.region}.amazonaws.com` },
          actions: USE,
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

function account({ accountId }: KeyUse): { aws: string } {
  return { aws: `arn:${AWS_PARTITION}:iam::${accountId}:root` };
}
