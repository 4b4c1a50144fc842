import * as pulumi from "@pulumi/pulumi";
import type { Grant } from "../shared/iam";
import { awsArn } from "../shared/naming";
import type { BackupScope } from "./backup-grants";

/**
 * What it takes to back up buckets, by AWS's own policy for it, version 5
 * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForS3Backup.html).
 */
export function bucketGrants({ region, accountId, bucketArns, dataKeyArns }: BackupScope): Grant[] {
  return [
    {
      sid: "ReadBuckets",
      actions: [
        "s3:GetBucketAcl",
        "s3:GetBucketLocation",
        "s3:GetBucketNotification",
        "s3:GetBucketTagging",
        "s3:GetBucketVersioning",
        "s3:GetInventoryConfiguration",
        "s3:ListBucket",
        "s3:ListBucketVersions",
        "s3:ListTagsForResource",
        // AWS Backup learns of changes through EventBridge, which it turns on in the bucket, and from an inventory.
        "s3:PutBucketNotification",
        "s3:PutInventoryConfiguration",
      ],
      resources: bucketArns,
    },
    {
      sid: "ReadObjects",
      actions: [
        "s3:GetObject",
        "s3:GetObjectAcl",
        "s3:GetObjectTagging",
        "s3:GetObjectVersion",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
      ],
      resources: bucketArns.map((arn) => pulumi.interpolate`${arn}/*`),
    },
    {
      sid: "DecryptObjects",
      actions: ["kms:Decrypt"],
      resources: dataKeyArns,
      conditions: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
    },
    {
      sid: "WatchBuckets",
      actions: ["cloudwatch:GetMetricData", "events:ListRules", "s3:ListAllMyBuckets"],
      resources: ["*"],
      anyResource: "Sizes of buckets, the list of rules and the list of buckets cannot be limited to a resource.",
    },
    {
      sid: "OwnEventRules",
      actions: [
        "events:DeleteRule",
        "events:DescribeRule",
        "events:DisableRule",
        "events:EnableRule",
        "events:ListTargetsByRule",
        "events:PutRule",
        "events:PutTargets",
        "events:RemoveTargets",
      ],
      resources: [awsArn("events", region, accountId, "rule/AwsBackupManagedRule*")],
    },
  ];
}
