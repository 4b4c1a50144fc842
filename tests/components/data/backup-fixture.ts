import { Backup } from "../../../components/data/backup";
import type { BackupArgs } from "../../../components/data/backup-args";

export const DATA_KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-4333-a444-555555555555";
export const VAULT_KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/66666666-7777-4888-a999-000000000000";
export const REPLICA_KEY = "arn:aws:kms:ap-northeast-3:123456789012:key/66666666-7777-4888-a999-000000000000";
export const BUCKET = "arn:aws:s3:::kumiki-test-lake-123456789012-ap-northeast-1";

export const REPLICA = { region: "ap-northeast-3", kmsKeyArn: REPLICA_KEY };
export const AURORA = {
  subnetGroupName: "kumiki-test-data",
  securityGroupIds: ["sg-0c3d4e5f607182930"],
  kmsKeyArn: DATA_KEY,
};

/** The least that must be said, and what a test says besides. */
export function backupArgs(overrides: Partial<BackupArgs> = {}): BackupArgs {
  return {
    region: "ap-northeast-1",
    accountId: "123456789012",
    namePrefix: "kumiki-test",
    kmsKeyArn: VAULT_KEY,
    sources: { kmsKeyArns: [DATA_KEY] },
    rules: [{ name: "daily", schedule: "cron(0 15 * * ? *)", retention: 35 }],
    ...overrides,
  };
}

export function backup(overrides: Partial<BackupArgs> = {}): () => Backup {
  return () => new Backup("backup", backupArgs(overrides));
}
