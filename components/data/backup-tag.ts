import type { Tags } from "../shared/tags";

/** How often a resource is backed up; a `Backup` with that frequency looks for it. */
export type BackupFrequency = "daily" | "weekly";

export const BACKUP_TAG = "Backup";

/**
 * What a stateful component puts on its resource so that it is backed up: a plan finds its resources by this tag alone.
 * A misspelt tag selects nothing and fails nothing, which is why it is written here only.
 */
export function backupTag(frequency: BackupFrequency = "daily"): Tags {
  return { [BACKUP_TAG]: frequency };
}
