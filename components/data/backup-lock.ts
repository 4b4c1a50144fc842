import type { Problems } from "../shared/validate";
import type { BackupRule } from "./backup-rules";

interface LockedDays {
  /** Days a backup in the vault is kept at least; a job that asks for less fails. @default - the shortest of the rules */
  readonly minRetention?: number;
  /** Days a backup in the vault is kept at most; a job that asks for more fails. @default - the longest of the rules */
  readonly maxRetention?: number;
}

/** A lock that whoever has a special permission can take off again. */
export interface GovernanceLock extends LockedDays {
  readonly mode: "governance";
}

/**
 * A lock that nobody can take off once `changeableForDays` are over: not the root user, not AWS. The vault then outlives
 * `pulumi destroy`, and is paid for, until the last backup in it has expired.
 */
export interface ComplianceLock extends LockedDays {
  readonly mode: "compliance";
  /** Days until the lock is final, 3-36500. The clock starts with the deployment. */
  readonly changeableForDays: number;
  /** The name of the vault, `<namePrefix>-<name>`, as the sign that this is meant. */
  readonly acknowledgeIrreversible: string;
}

export type VaultLock = GovernanceLock | ComplianceLock;

/** What is left out of a lock follows from the rules, so that no rule makes backups the vault refuses. */
export function lockedDays(lock: VaultLock, rules: readonly BackupRule[]): Required<LockedDays> {
  const retentions = rules.map(({ retention }) => retention);
  return {
    minRetention: lock.minRetention ?? Math.min(...retentions),
    maxRetention: lock.maxRetention ?? Math.max(...retentions),
  };
}

/** Notes what is wrong with a lock, by itself and together with the rules. */
export function checkLock(lock: VaultLock, rules: readonly BackupRule[], vaultName: string, problems: Problems): void {
  const { minRetention, maxRetention } = lockedDays(lock, rules);
  problems.unless(
    Number.isInteger(minRetention) &&
      Number.isInteger(maxRetention) &&
      1 <= minRetention &&
      minRetention <= maxRetention,
    `lock needs whole days with 1 <= minRetention <= maxRetention, got ${minRetention} and ${maxRetention}.`,
  );
  for (const { name, retention } of rules) {
    problems.unless(
      minRetention <= retention && retention <= maxRetention,
      `rule "${name}" keeps backups for ${retention} days, but the lock allows ${minRetention}-${maxRetention}: ` +
        "every one of its jobs would fail; change one of the two.",
    );
  }
  if (lock.mode !== "compliance") return;
  problems.range("lock.changeableForDays", lock.changeableForDays, 3, 36_500, "days");
  problems.unless(
    lock.acknowledgeIrreversible === vaultName,
    `a compliance lock can never be taken off again; if that is meant, set lock.acknowledgeIrreversible to ` +
      `"${vaultName}", got "${lock.acknowledgeIrreversible}".`,
  );
}
