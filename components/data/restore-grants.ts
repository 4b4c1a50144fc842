import type * as pulumi from "@pulumi/pulumi";
import type { Grant } from "../shared/iam";
import { bucketArn, keyGrants, rdsArn } from "./backup-common-grants";

/** What AWS Backup calls whatever it restores for a test, and deletes again. */
const TEST_PREFIX = "awsbackup-restore-test-";

export interface RestoreScope {
  readonly region: string;
  readonly accountId: string;
  /** Keys of the backups and of what is restored from them. */
  readonly keyArns: readonly pulumi.Input<string>[];
  readonly aurora: boolean;
  readonly s3: boolean;
}

/**
 * What it takes to restore for a test, by AWS's own policies for restores, version 25
 * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForRestores.html) and 2
 * (…/AWSBackupServiceRolePolicyForS3Restore.html). Everything that writes or deletes is limited to the names of tests: with
 * this role nobody restores over what is in use, and for a real restore it is the wrong one.
 */
export function restoreGrants(scope: RestoreScope): Grant[] {
  const services = [...(scope.aurora ? ["rds"] : []), ...(scope.s3 ? ["s3"] : [])];
  return [
    ...keyGrants(scope.keyArns),
    {
      sid: "UseKeys",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: scope.keyArns,
      conditions: {
        StringEquals: { "kms:ViaService": services.map((service) => `${service}.${scope.region}.amazonaws.com`) },
      },
    },
    ...(scope.aurora ? auroraGrants(scope) : []),
    ...(scope.s3 ? s3Grants() : []),
  ];
}

function auroraGrants({ region, accountId }: RestoreScope): Grant[] {
  const arn = (resource: string) => rdsArn(region, accountId, resource);
  const cluster = arn(`cluster:${TEST_PREFIX}*`);
  const instance = arn(`db:${TEST_PREFIX}*`);
  const settings = [arn("cluster-pg:*"), arn("og:*"), arn("pg:*"), arn("subgrp:*")];
  return [
    {
      sid: "ReadClusters",
      actions: [
        "rds:DescribeDBClusterSnapshots",
        "rds:DescribeDBClusters",
        "rds:DescribeDBInstances",
        "rds:ListTagsForResource",
      ],
      resources: [arn("cluster-snapshot:*"), arn("cluster:*"), arn("db:*")],
    },
    {
      sid: "RestoreTestClusters",
      actions: ["rds:CreateDBInstance", "rds:RestoreDBClusterFromSnapshot"],
      resources: [arn("cluster-snapshot:awsbackup:*"), cluster, instance, ...settings],
    },
    {
      sid: "RemoveTestClusters",
      actions: ["rds:AddTagsToResource", "rds:DeleteDBCluster", "rds:DeleteDBInstance"],
      resources: [cluster, instance],
    },
  ];
}

function s3Grants(): Grant[] {
  return [
    {
      sid: "CreateTestBuckets",
      actions: [
        "s3:CreateBucket",
        "s3:GetBucketLocation",
        "s3:GetBucketOwnershipControls",
        "s3:GetBucketVersioning",
        "s3:ListBucket",
        "s3:ListBucketVersions",
        "s3:PutBucketOwnershipControls",
        "s3:PutBucketVersioning",
      ],
      resources: [bucketArn(`${TEST_PREFIX}*`)],
    },
    {
      sid: "FillTestBuckets",
      actions: [
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:GetObjectAcl",
        "s3:GetObjectTagging",
        "s3:GetObjectVersion",
        "s3:GetObjectVersionAcl",
        "s3:ListMultipartUploadParts",
        "s3:PutObject",
        "s3:PutObjectAcl",
        "s3:PutObjectTagging",
        "s3:PutObjectVersionAcl",
      ],
      resources: [bucketArn(`${TEST_PREFIX}*/*`)],
    },
  ];
}
