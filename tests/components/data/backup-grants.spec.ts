import { expect } from "chai";
import type { BackupArgs } from "../../../components/data/backup-args";
import { type PolicyStatement, policyOf, register } from "../../support/platform";
import { AURORA, BUCKET, backup, DATA_KEY, REPLICA, REPLICA_KEY, VAULT_KEY } from "./backup-fixture";

const CLUSTERS = "arn:aws:rds:ap-northeast-1:123456789012:cluster:*";
const DAILY = { name: "daily", schedule: "cron(0 15 * * ? *)", retention: 35, copyToReplica: true };
const WITH_BUCKET = { kmsKeyArns: [DATA_KEY], bucketArns: [BUCKET] };

async function statements(role: string, overrides: Partial<BackupArgs>): Promise<Record<string, PolicyStatement>> {
  const graph = await register(backup(overrides));
  const { Statement } = policyOf(graph.one("aws:iam/rolePolicy:RolePolicy", `${role}-policy`));
  return Object.fromEntries(Statement.map((statement) => [statement.Sid, statement]));
}

describe("the role that makes backups", () => {
  it("is trusted by AWS Backup only, for this account where it says which (2.2-1)", async () => {
    const graph = await register(backup());
    const role = graph.one("aws:iam/role:Role", "backup-role");
    expect(policyOf(role, "assumeRolePolicy").Statement).to.deep.equal([
      {
        Sid: "AssumedByService",
        Effect: "Allow",
        Principal: { Service: "backup.amazonaws.com" },
        Action: ["sts:AssumeRole"],
        Condition: { StringEqualsIfExists: { "aws:SourceAccount": "123456789012" } },
      },
    ]);
  });

  it("snapshots clusters that carry the tag, and touches no snapshot but its own (2.2-1)", async () => {
    const granted = await statements("backup-role", {});
    expect(Object.keys(granted)).to.deep.equal([
      "FindByTag",
      "ReadClusters",
      "SnapshotTaggedClusters",
      "KeepSnapshots",
      "TagBackups",
      "DescribeKeys",
      "GrantKeysToServices",
      "UseVaults",
    ]);
    expect(granted.FindByTag).to.deep.include({ Action: ["tag:GetResources"], Resource: ["*"] });
    expect(granted.ReadClusters).to.deep.include({
      Action: ["rds:DescribeDBClusterSnapshots", "rds:DescribeDBClusters", "rds:ListTagsForResource"],
      Resource: [CLUSTERS],
    });
    expect(granted.SnapshotTaggedClusters).to.deep.include({
      Action: ["rds:CreateDBClusterSnapshot"],
      Resource: [CLUSTERS],
      Condition: { StringEquals: { "aws:ResourceTag/Backup": "daily" } },
    });
    expect(granted.KeepSnapshots).to.deep.include({
      Action: [
        "rds:AddTagsToResource",
        "rds:CopyDBClusterSnapshot",
        "rds:CreateDBClusterSnapshot",
        "rds:DeleteDBClusterSnapshot",
        "rds:DescribeDBClusterSnapshots",
        "rds:ListTagsForResource",
      ],
      Resource: ["arn:aws:rds:ap-northeast-1:123456789012:cluster-snapshot:awsbackup:*"],
    });
    expect(granted.TagBackups?.Resource).to.deep.equal(["arn:aws:backup:ap-northeast-1:123456789012:recovery-point:*"]);
  });

  it("hands keys to services, and uses none itself (2.2-1)", async () => {
    const granted = await statements("backup-role", {});
    expect(granted.DescribeKeys).to.deep.include({ Action: ["kms:DescribeKey"], Resource: [DATA_KEY, VAULT_KEY] });
    expect(granted.GrantKeysToServices).to.deep.include({
      Action: ["kms:CreateGrant"],
      Resource: [DATA_KEY, VAULT_KEY],
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    });
  });

  it("copies to the replica vault and nowhere else (3.2-2)", async () => {
    const here = "arn:aws:backup:ap-northeast-1:123456789012:backup-vault:kumiki-test-backup";
    const there = "arn:aws:backup:ap-northeast-3:123456789012:backup-vault:kumiki-test-backup";
    const alone = await statements("backup-role", {});
    expect(alone.UseVaults).to.deep.include({
      Action: ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"],
      Resource: [here],
    });
    const granted = await statements("backup-role", { rules: [DAILY], replica: REPLICA });
    expect(granted.UseVaults?.Resource).to.deep.equal([here, there]);
    expect(granted.CopyToReplicaOnly).to.deep.include({
      Action: ["backup:CopyFromBackupVault"],
      Resource: ["*"],
      Condition: { "ForAnyValue:ArnEquals": { "backup:CopyTargets": [there] } },
    });
    expect(granted.GrantKeysToServices?.Resource).to.deep.equal([DATA_KEY, VAULT_KEY, REPLICA_KEY]);
    expect(granted.KeepSnapshots?.Resource).to.include(
      "arn:aws:rds:ap-northeast-3:123456789012:cluster-snapshot:awsbackup:*",
    );
    expect(granted.TagBackups?.Resource).to.include("arn:aws:backup:ap-northeast-3:123456789012:recovery-point:*");
  });

  it("reads the buckets it was given, and writes no object (2.2-1)", async () => {
    const granted = await statements("backup-role", { sources: WITH_BUCKET });
    expect(granted.ReadBuckets?.Resource).to.deep.equal([BUCKET]);
    expect(granted.ReadBuckets?.Action.filter((action) => !/^s3:(?:Get|List)/.test(action))).to.deep.equal([
      "s3:PutBucketNotification",
      "s3:PutInventoryConfiguration",
    ]);
    expect(granted.ReadObjects?.Resource).to.deep.equal([`${BUCKET}/*`]);
    expect(granted.ReadObjects?.Action.filter((action) => !action.startsWith("s3:GetObject"))).to.deep.equal([]);
    expect(granted.DecryptObjects).to.deep.include({
      Action: ["kms:Decrypt"],
      Resource: [DATA_KEY],
      Condition: { StringEquals: { "kms:ViaService": "s3.ap-northeast-1.amazonaws.com" } },
    });
    expect(granted.WatchBuckets).to.deep.include({
      Action: ["cloudwatch:GetMetricData", "events:ListRules", "s3:ListAllMyBuckets"],
      Resource: ["*"],
    });
    expect(granted.OwnEventRules?.Resource).to.deep.equal([
      "arn:aws:events:ap-northeast-1:123456789012:rule/AwsBackupManagedRule*",
    ]);
  });
});

describe("the role that restores for tests", () => {
  const aurora = { restoreTest: { aurora: AURORA } };
  const s3 = { sources: WITH_BUCKET, restoreTest: { s3: { kmsKeyArn: DATA_KEY } } };

  it("creates and deletes under names of tests only (3.2-1)", async () => {
    const both = await statements("backup-restore-test-role", {
      sources: WITH_BUCKET,
      restoreTest: { aurora: AURORA, s3: { kmsKeyArn: DATA_KEY } },
    });
    expect(both.RemoveTestClusters).to.deep.include({
      Action: ["rds:AddTagsToResource", "rds:DeleteDBCluster", "rds:DeleteDBInstance"],
      Resource: [
        "arn:aws:rds:ap-northeast-1:123456789012:cluster:awsbackup-restore-test-*",
        "arn:aws:rds:ap-northeast-1:123456789012:db:awsbackup-restore-test-*",
      ],
    });
    expect(both.RestoreTestClusters?.Resource).to.deep.equal([
      "arn:aws:rds:ap-northeast-1:123456789012:cluster-snapshot:awsbackup:*",
      "arn:aws:rds:ap-northeast-1:123456789012:cluster:awsbackup-restore-test-*",
      "arn:aws:rds:ap-northeast-1:123456789012:db:awsbackup-restore-test-*",
      "arn:aws:rds:ap-northeast-1:123456789012:cluster-pg:*",
      "arn:aws:rds:ap-northeast-1:123456789012:og:*",
      "arn:aws:rds:ap-northeast-1:123456789012:pg:*",
      "arn:aws:rds:ap-northeast-1:123456789012:subgrp:*",
    ]);
    expect(both.CreateTestBuckets?.Resource).to.deep.equal(["arn:aws:s3:::awsbackup-restore-test-*"]);
    expect(both.FillTestBuckets?.Resource).to.deep.equal(["arn:aws:s3:::awsbackup-restore-test-*/*"]);
  });

  it("uses the keys through the services it restores with, and no key twice (2.2-1)", async () => {
    const granted = await statements("backup-restore-test-role", aurora);
    expect(granted.UseKeys).to.deep.include({
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: [VAULT_KEY, DATA_KEY],
      Condition: { StringEquals: { "kms:ViaService": ["rds.ap-northeast-1.amazonaws.com"] } },
    });
    const withBuckets = await statements("backup-restore-test-role", s3);
    expect(withBuckets.UseKeys?.Condition).to.deep.equal({
      StringEquals: { "kms:ViaService": ["s3.ap-northeast-1.amazonaws.com"] },
    });
    expect(withBuckets.GrantKeysToServices?.Resource).to.deep.equal([VAULT_KEY, DATA_KEY]);
  });

  it("may restore what is tested and nothing else", async () => {
    expect(Object.keys(await statements("backup-restore-test-role", aurora))).to.deep.equal([
      "DescribeKeys",
      "GrantKeysToServices",
      "UseKeys",
      "ReadClusters",
      "RestoreTestClusters",
      "RemoveTestClusters",
    ]);
    expect(Object.keys(await statements("backup-restore-test-role", s3))).to.deep.equal([
      "DescribeKeys",
      "GrantKeysToServices",
      "UseKeys",
      "CreateTestBuckets",
      "FillTestBuckets",
    ]);
  });
});
