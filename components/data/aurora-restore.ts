/** What a new cluster begins with, instead of an empty database. */
export type RestoreSource =
  | {
      /** Name or ARN of a snapshot of a cluster in the same region. */
      readonly snapshotIdentifier: string;
    }
  | {
      /** Cluster to copy, in the same account and region. It goes on as before. */
      readonly sourceClusterIdentifier: string;
      /** Second to go back to, in UTC (`2026-11-26T03:04:05Z`), or `latest`: about five minutes ago. */
      readonly time: string;
    };

/** The same as a stack file writes it, where every key may be left out. */
export interface RestoreKeys {
  readonly snapshotIdentifier?: string;
  readonly sourceClusterIdentifier?: string;
  readonly time?: string;
}

/** The keys as one source; undefined where they name none, or two. */
export function restoreSource({
  snapshotIdentifier,
  sourceClusterIdentifier,
  time,
}: RestoreKeys): RestoreSource | undefined {
  if (snapshotIdentifier !== undefined) {
    return sourceClusterIdentifier === undefined && time === undefined ? { snapshotIdentifier } : undefined;
  }
  return sourceClusterIdentifier === undefined || time === undefined ? undefined : { sourceClusterIdentifier, time };
}

/** Whether a text is a moment RDS can go back to. */
export function isRestoreTime(text: string): boolean {
  return text === "latest" || (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(Date.parse(text)));
}

/**
 * A restore makes a new cluster, and the generation is what makes its identifier a new one: the first generation is
 * always an empty database.
 */
export const FIRST_RESTORED_GENERATION = 2;
