import { ObjectStore } from "../components/data/object-store";

/** The buckets of a production stack; static assets, lake and backups are copied to Osaka. */
export function platformBuckets(): ObjectStore {
  return new ObjectStore("store", {
    region: "ap-northeast-1",
    accountId: "123456789012",
    namePrefix: "kumiki-prod",
    kmsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/mrk-11111111111111111111111111111111",
    buckets: [
      { name: "static", purpose: "static", replicate: true },
      { name: "lake", purpose: "lake", replicate: true, minimumTls: "1.3" },
      { name: "backup", purpose: "backup", replicate: true, objectLock: { mode: "GOVERNANCE", days: 30 } },
      { name: "logs", purpose: "logs" },
      { name: "access", purpose: "albLogs" },
    ],
    replica: {
      region: "ap-northeast-3",
      kmsKeyArn: "arn:aws:kms:ap-northeast-3:123456789012:key/mrk-11111111111111111111111111111111",
      rtc: ["backup"],
    },
  });
}
