import { Backup } from "../components/data/backup";

const KEYS = "arn:aws:kms:ap-northeast-1:123456789012:key";

/** Daily backups for five weeks, weekly ones for a quarter, copies in Osaka, and a restore test every month. */
export function dailyBackups(): Backup {
  const dataKeyArn = `${KEYS}/11111111-2222-4333-a444-555555555555`;
  return new Backup("backup", {
    region: "ap-northeast-1",
    accountId: "123456789012",
    namePrefix: "kumiki-prod",
    kmsKeyArn: `${KEYS}/66666666-7777-4888-a999-000000000000`,
    sources: { kmsKeyArns: [dataKeyArn], bucketArns: ["arn:aws:s3:::kumiki-prod-lake-123456789012-ap-northeast-1"] },
    rules: [
      { name: "daily", schedule: "cron(0 15 * * ? *)", retention: 35, copyToReplica: true },
      { name: "weekly", schedule: "cron(0 13 ? * SUN *)", retention: 90 },
    ],
    lock: { mode: "governance" },
    replica: {
      region: "ap-northeast-3",
      kmsKeyArn: "arn:aws:kms:ap-northeast-3:123456789012:key/66666666-7777-4888-a999-000000000000",
    },
    restoreTest: {
      aurora: {
        subnetGroupName: "kumiki-prod-data",
        securityGroupIds: ["sg-0c3d4e5f607182930"],
        kmsKeyArn: dataKeyArn,
      },
      s3: { kmsKeyArn: dataKeyArn },
    },
  });
}
