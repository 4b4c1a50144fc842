import { expect } from "chai";
import type { BackupArgs } from "../../../components/data/backup-args";
import { type BackupRule, isAwsCron } from "../../../components/data/backup-rules";
import { resolveBackup } from "../../../components/data/backup-spec";
import { ArgumentError } from "../../../components/shared/validate";
import { AURORA, backupArgs, DATA_KEY, REPLICA, REPLICA_KEY } from "./backup-fixture";

const DAILY: BackupRule = { name: "daily", schedule: "cron(0 15 * * ? *)", retention: 35 };
const COPIED: BackupRule = { ...DAILY, copyToReplica: true };

function problemsOf(overrides: Partial<BackupArgs>, name = "backup"): readonly string[] {
  try {
    resolveBackup(name, backupArgs(overrides));
    return [];
  } catch (error) {
    if (error instanceof ArgumentError && error.component === `Backup "${name}"`) return error.problems;
    throw error;
  }
}

describe("arguments of Backup", () => {
  const rejected: readonly [string, Partial<BackupArgs>, string][] = [
    ["no account", { accountId: "12345" }, 'accountId must be exactly 12 digits, got "12345".'],
    ["no rule", { rules: [] }, "rules must have 1 to 20 entries, got 0."],
    [
      "a rule without a name",
      { rules: [{ ...DAILY, name: "" }] },
      'the name of a rule must be letters, digits, dots, dashes and underscores, 50 at most, got "".',
    ],
    [
      "a schedule of Unix",
      { rules: [{ ...DAILY, schedule: "0 15 * * *" }] },
      'schedule of rule "daily" must be a cron expression of six fields, such as "cron(0 15 * * ? *)", got "0 15 * * *".',
    ],
    [
      "a time zone that is none",
      { rules: [{ ...DAILY, timezone: "+09:00" }] },
      'timezone of rule "daily" must be an IANA name such as "Asia/Tokyo", got "+09:00".',
    ],
    [
      "no retention",
      { rules: [{ ...DAILY, retention: 0 }] },
      'retention of rule "daily" must be a whole number in 1-36500 days, got 0.',
    ],
    [
      "less than 90 days of cold storage",
      { rules: [{ ...DAILY, retention: 119, coldAfter: 30 }] },
      'retention of rule "daily" must be at least 90 days longer than coldAfter 30, got 119.',
    ],
    [
      "cold storage from the start",
      { rules: [{ ...DAILY, retention: 200, coldAfter: 0 }] },
      'coldAfter of rule "daily" must be a whole number in 1-36500 days, got 0.',
    ],
    [
      "copies to nowhere",
      { rules: [COPIED] },
      'rule "daily" copies to a replica, but there is none; give replica, or leave copyToReplica out.',
    ],
    [
      "a replica nothing is copied to",
      { replica: REPLICA },
      "replica is given, but no rule copies to it; set copyToReplica on one, or leave replica out.",
    ],
    [
      "a replica beside the original",
      { rules: [COPIED], replica: { region: "ap-northeast-1", kmsKeyArn: REPLICA_KEY } },
      'replica.region must differ from region, got "ap-northeast-1" for both.',
    ],
    ["no key of the data", { sources: { kmsKeyArns: [] } }, "sources.kmsKeyArns must have 1 to 20 entries, got 0."],
    [
      "a lock longer than a rule",
      { lock: { mode: "governance", minRetention: 36, maxRetention: 100 } },
      'rule "daily" keeps backups for 35 days, but the lock allows 36-100: every one of its jobs would fail; ' +
        "change one of the two.",
    ],
    [
      "a lock shorter than a rule",
      { lock: { mode: "governance", minRetention: 7, maxRetention: 34 } },
      'rule "daily" keeps backups for 35 days, but the lock allows 7-34: every one of its jobs would fail; ' +
        "change one of the two.",
    ],
    [
      "a lock of part of a day",
      { lock: { mode: "governance", minRetention: 0.5 } },
      "lock needs whole days with 1 <= minRetention <= maxRetention, got 0.5 and 35.",
    ],
    [
      "a lock of compliance nobody has signed",
      { lock: { mode: "compliance", changeableForDays: 3, acknowledgeIrreversible: "yes" } },
      "a compliance lock can never be taken off again; if that is meant, set lock.acknowledgeIrreversible to " +
        '"kumiki-test-backup", got "yes".',
    ],
    [
      "a lock of compliance that is final at once",
      { lock: { mode: "compliance", changeableForDays: 2, acknowledgeIrreversible: "kumiki-test-backup" } },
      "lock.changeableForDays must be a whole number in 3-36500 days, got 2.",
    ],
    ["a test of nothing", { restoreTest: {} }, "restoreTest tests nothing; give it aurora, s3 or both."],
    [
      "a test of buckets that are not backed up",
      { restoreTest: { s3: { kmsKeyArn: DATA_KEY } } },
      "restoreTest.s3 has no backups to restore; list buckets in sources.bucketArns.",
    ],
    [
      "a test on no schedule",
      { restoreTest: { aurora: AURORA, schedule: "monthly" } },
      'restoreTest.schedule must be a cron expression of six fields, such as "cron(0 20 1 * ? *)", got "monthly".',
    ],
    [
      "a test in no time zone",
      { restoreTest: { aurora: AURORA, timezone: "tokyo" } },
      'restoreTest.timezone must be an IANA name such as "Asia/Tokyo", got "tokyo".',
    ],
    [
      "a restored cluster for more than a week",
      { restoreTest: { aurora: AURORA, validationWindowHours: 169 } },
      "restoreTest.validationWindowHours must be a whole number in 1-168 hours, got 169.",
    ],
    [
      "a restored cluster without a group",
      { restoreTest: { aurora: { ...AURORA, securityGroupIds: [] } } },
      "restoreTest.aurora.securityGroupIds must have 1 to 5 entries, got 0.",
    ],
  ];

  for (const [what, overrides, message] of rejected) {
    it(`refuse ${what}`, () => {
      expect(problemsOf(overrides)).to.deep.equal([message]);
    });
  }

  it("refuse two rules of one name, and say so of both", () => {
    const message = 'rule "daily" is listed more than once; rename one.';
    expect(problemsOf({ rules: [DAILY, DAILY] })).to.deep.equal([message, message]);
  });

  it("refuse a vault name the service would not take", () => {
    expect(problemsOf({}, "b".repeat(39))).to.deep.equal([
      `"kumiki-test-${"b".repeat(39)}" has 51 characters, but the name of a backupVault may have 50; ` +
        `shorten one of: kumiki-test, ${"b".repeat(39)}.`,
    ]);
    expect(problemsOf({}, "back up")).to.deep.equal([
      'the vault\'s name must be 2-50 letters, digits, dashes and underscores, got "kumiki-test-back up".',
    ]);
  });

  it("accept the least and the longest of everything", () => {
    const cold: BackupRule = { ...COPIED, retention: 120, coldAfter: 30, timezone: "America/Argentina/Buenos_Aires" };
    expect(problemsOf({ rules: [cold], replica: REPLICA }, "b".repeat(38))).to.deep.equal([]);
    expect(problemsOf({ rules: [{ ...DAILY, retention: 1 }], lock: { mode: "governance" } })).to.deep.equal([]);
    const signed = { mode: "compliance", changeableForDays: 3, acknowledgeIrreversible: "kumiki-test-backup" } as const;
    expect(problemsOf({ lock: signed })).to.deep.equal([]);
  });
});

describe("cron expressions of AWS", () => {
  for (const schedule of ["cron(0 15 * * ? *)", "cron(0/30 8-18 ? * MON-FRI *)", "cron(0 3 L * ? 2027)"]) {
    it(`include ${schedule}`, () => {
      expect(isAwsCron(schedule)).to.equal(true);
    });
  }

  const refused = [
    "cron(0 15 * * * *)",
    "cron(0 15 ? * ? *)",
    "cron(0 15 * * ?)",
    "rate(1 day)",
    "cron(0 15 * * ? * *)",
  ];
  for (const schedule of [...refused, "cron(0 x * * ? *)", "cron()", "0 15 * * ? *"]) {
    it(`do not include ${schedule}`, () => {
      expect(isAwsCron(schedule)).to.equal(false);
    });
  }
});
