import type * as pulumi from "@pulumi/pulumi";
import type { Grant } from "../shared/iam";
import { AWS_PARTITION, awsArn } from "../shared/naming";

export const BACKUP_SERVICE = "backup.amazonaws.com";

/** RDS and AWS Backup keep working with a key after the call that named it: they hold a grant, made for them only. */
export function keyGrants(keyArns: readonly pulumi.Input<string>[]): Grant[] {
  return [
    { sid: "DescribeKeys", actions: ["kms:DescribeKey"], resources: keyArns },
    {
      sid: "GrantKeysToServices",
      actions: ["kms:CreateGrant"],
      resources: keyArns,
      conditions: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

export function rdsArn(region: string, accountId: string, resource: string): string {
  return awsArn("rds", region, accountId, resource);
}

export function bucketArn(name: string): string {
  return `arn:${AWS_PARTITION}:s3:::${name}`;
}
