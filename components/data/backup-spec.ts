import { physicalName } from "../shared/naming";
import { Problems } from "../shared/validate";
import type { BackupArgs, RestoreTestArgs } from "./backup-args";
import { checkLock, lockedDays } from "./backup-lock";
import { checkRules, isAwsCron, isTimezone } from "./backup-rules";
import type { BackupVaultArgs } from "./backup-vault";

/** A backup's arguments with nothing left open and nothing wrong. */
export type BackupSpec = Readonly<ReturnType<typeof withDefaults>>;

export type RestoreTestSpec = Readonly<ReturnType<typeof restoreTestDefaults>>;

/**
 * Fills in defaults and checks the rest.
 * @throws ArgumentError naming everything that is wrong
 */
export function resolveBackup(name: string, args: BackupArgs): BackupSpec {
  const problems = new Problems();
  problems.accountId("accountId", args.accountId);
  const vaultName = checkedVaultName(() => physicalName("backupVault", args.namePrefix, name), problems);
  checkRules(args.rules, args.replica !== undefined, problems);
  if (args.lock !== undefined) checkLock(args.lock, args.rules, vaultName, problems);
  problems.count("sources.kmsKeyArns", args.sources.kmsKeyArns, 1, 20);
  if (args.replica !== undefined) checkReplica(args, problems);
  const spec = withDefaults(vaultName, args);
  if (spec.restoreTest !== undefined) checkRestoreTest(spec.restoreTest, spec, problems);
  problems.throwFor(`Backup "${name}"`);
  return spec;
}

function withDefaults(vaultName: string, args: BackupArgs) {
  return {
    ...args,
    vaultName,
    bucketArns: args.sources.bucketArns ?? [],
    frequency: args.frequency ?? ("daily" as const),
    vaultLock: vaultLock(args),
    protect: args.protect ?? args.forceDestroy !== true,
    restoreTest: args.restoreTest === undefined ? undefined : restoreTestDefaults(args.restoreTest),
  };
}

function restoreTestDefaults(args: RestoreTestArgs) {
  return {
    ...args,
    schedule: args.schedule ?? "cron(0 20 1 * ? *)",
    timezone: args.timezone ?? "Etc/UTC",
    validationWindowHours: args.validationWindowHours ?? 2,
  };
}

/** Only a lock of compliance says when it becomes final: the number alone is what makes it one. */
function vaultLock({ lock, rules }: BackupArgs): BackupVaultArgs["lock"] {
  if (lock === undefined) return undefined;
  const days = lockedDays(lock, rules);
  return lock.mode === "compliance" ? { ...days, changeableForDays: lock.changeableForDays } : days;
}

function checkedVaultName(make: () => string, problems: Problems): string {
  try {
    const name = make();
    problems.unless(
      /^[A-Za-z0-9_-]{2,50}$/.test(name),
      `the vault's name must be 2-50 letters, digits, dashes and underscores, got "${name}".`,
    );
    return name;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.add([`${error.message}.`]);
    return "";
  }
}

function checkReplica({ region, replica, rules }: BackupArgs, problems: Problems): void {
  problems.unless(replica?.region !== region, `replica.region must differ from region, got "${region}" for both.`);
  problems.unless(
    rules.some(({ copyToReplica }) => copyToReplica === true),
    "replica is given, but no rule copies to it; set copyToReplica on one, or leave replica out.",
  );
}

function checkRestoreTest(test: RestoreTestSpec, { bucketArns }: BackupSpec, problems: Problems): void {
  problems.unless(
    isAwsCron(test.schedule),
    `restoreTest.schedule must be a cron expression of six fields, such as "cron(0 20 1 * ? *)", got "${test.schedule}".`,
  );
  problems.unless(
    isTimezone(test.timezone),
    `restoreTest.timezone must be an IANA name such as "Asia/Tokyo", got "${test.timezone}".`,
  );
  problems.range("restoreTest.validationWindowHours", test.validationWindowHours, 1, 168, "hours");
  problems.unless(
    test.aurora !== undefined || test.s3 !== undefined,
    "restoreTest tests nothing; give it aurora, s3 or both.",
  );
  problems.unless(
    test.s3 === undefined || bucketArns.length > 0,
    "restoreTest.s3 has no backups to restore; list buckets in sources.bucketArns.",
  );
  if (test.aurora !== undefined) {
    problems.count("restoreTest.aurora.securityGroupIds", test.aurora.securityGroupIds, 1, 5);
  }
}
