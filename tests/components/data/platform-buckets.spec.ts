import { expect } from "chai";
import { platformBuckets } from "../../../components/data/platform-buckets";

// Pure; that the store encrypts each bucket with the key it is given is shown in its own spec.

const LOGS_KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/logs";
const BASE = { replicate: [], objectLockDays: 0, logsKeyArn: LOGS_KEY };

function bucket(name: string, more: Partial<Parameters<typeof platformBuckets>[0]> = {}) {
  return platformBuckets({ ...BASE, ...more }).find((spec) => spec.name === name);
}

describe("platformBuckets", () => {
  it("has one bucket for each kind of data", () => {
    expect(platformBuckets(BASE).map(({ name, purpose }) => [name, purpose])).to.deep.equal([
      ["static", "static"],
      ["lake", "lake"],
      ["backup", "backup"],
      ["logs", "logs"],
      ["access", "albLogs"],
    ]);
  });

  it("encrypts backups, and their copies, by a key that is not the data's", () => {
    const spec = bucket("backup", { backupKeyArn: "arn:backup", backupReplicaKeyArn: "arn:copy" });
    expect([spec?.kmsKeyArn, spec?.replicaKmsKeyArn]).to.deep.equal(["arn:backup", "arn:copy"]);
    expect(bucket("logs")?.kmsKeyArn).to.equal(LOGS_KEY);
    expect(bucket("lake")?.kmsKeyArn).to.equal(undefined);
  });

  it("locks backups only, and for as long as it is told", () => {
    const locked = platformBuckets({ ...BASE, objectLockDays: 30 }).filter(
      ({ objectLock }) => objectLock !== undefined,
    );
    expect(locked.map(({ name, objectLock }) => [name, objectLock])).to.deep.equal([
      ["backup", { mode: "GOVERNANCE", days: 30 }],
    ]);
    expect(bucket("backup")?.objectLock).to.equal(undefined);
  });

  it("copies the buckets it is told to", () => {
    const copied = platformBuckets({ ...BASE, replicate: ["lake", "backup"] }).filter(({ replicate }) => replicate);
    expect(copied.map(({ name }) => name)).to.deep.equal(["lake", "backup"]);
  });
});
