import type * as pulumi from "@pulumi/pulumi";
import type { Grant } from "../shared/iam";
import { awsArn } from "../shared/naming";
import { bucketGrants } from "./backup-bucket-grants";
import { keyGrants, rdsArn } from "./backup-common-grants";
import { BACKUP_TAG, type BackupFrequency } from "./backup-tag";

/** What the role that makes backups is limited to. */
export interface BackupScope {
  readonly region: string;
  readonly accountId: string;
  readonly frequency: BackupFrequency;
  readonly vaultArn: pulumi.Input<string>;
  readonly bucketArns: readonly pulumi.Input<string>[];
  /** Keys of what is backed up. */
  readonly dataKeyArns: readonly pulumi.Input<string>[];
  readonly vaultKeyArn: pulumi.Input<string>;
  readonly replica?: {
    readonly region: string;
    readonly vaultArn: pulumi.Input<string>;
    readonly kmsKeyArn: pulumi.Input<string>;
  };
}

/**
 * What it takes to back up clusters of Aurora and buckets, by AWS's own policy for it, version 29
 * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForBackup.html), less other
 * services, continuous backups and sharing with other accounts.
 */
export function backupGrants(scope: BackupScope): Grant[] {
  const { region, accountId, frequency, bucketArns, dataKeyArns, vaultKeyArn, replica } = scope;
  const regions = [region, ...(replica === undefined ? [] : [replica.region])];
  const clusters = rdsArn(region, accountId, "cluster:*");
  return [
    {
      sid: "FindByTag",
      actions: ["tag:GetResources"],
      resources: ["*"],
      anyResource: "The call searches the account for a tag and names no resource.",
    },
    {
      sid: "ReadClusters",
      actions: ["rds:DescribeDBClusterSnapshots", "rds:DescribeDBClusters", "rds:ListTagsForResource"],
      resources: [clusters],
    },
    {
      sid: "SnapshotTaggedClusters",
      actions: ["rds:CreateDBClusterSnapshot"],
      resources: [clusters],
      conditions: { StringEquals: { [`aws:ResourceTag/${BACKUP_TAG}`]: frequency } },
    },
    {
      sid: "KeepSnapshots",
      actions: [
        "rds:AddTagsToResource",
        "rds:CopyDBClusterSnapshot",
        "rds:CreateDBClusterSnapshot",
        "rds:DeleteDBClusterSnapshot",
        "rds:DescribeDBClusterSnapshots",
        "rds:ListTagsForResource",
      ],
      resources: regions.map((place) => rdsArn(place, accountId, "cluster-snapshot:awsbackup:*")),
    },
    {
      sid: "TagBackups",
      actions: ["backup:TagResource"],
      resources: regions.map((place) => awsArn("backup", place, accountId, "recovery-point:*")),
    },
    ...keyGrants([...dataKeyArns, vaultKeyArn, ...(replica === undefined ? [] : [replica.kmsKeyArn])]),
    ...copyGrants(scope),
    ...(bucketArns.length === 0 ? [] : bucketGrants(scope)),
  ];
}

function copyGrants({ vaultArn, replica }: BackupScope): Grant[] {
  const vaults = [vaultArn, ...(replica === undefined ? [] : [replica.vaultArn])];
  const into: Grant = {
    sid: "UseVaults",
    actions: ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"],
    resources: vaults,
  };
  if (replica === undefined) return [into];
  return [
    into,
    {
      sid: "CopyToReplicaOnly",
      actions: ["backup:CopyFromBackupVault"],
      resources: ["*"],
      anyResource: "A backup has the ARN of the service that keeps it; the condition says where it may go.",
      conditions: { "ForAnyValue:ArnEquals": { "backup:CopyTargets": [replica.vaultArn] } },
    },
  ];
}
