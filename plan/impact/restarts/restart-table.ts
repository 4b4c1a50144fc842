/** How a service carries out a change of something that runs, though the engine calls it an update. */

import type { PlannedChange } from "../change";

export interface Restart {
  /** Paths, as the tables write them: without places in lists. What lies below a path is meant too. */
  readonly paths: readonly string[];
  /** What happens, after the path: "the tasks are replaced in turn". */
  readonly text: string;
  /** Only these changes of it. */
  readonly when?: (change: PlannedChange) => boolean;
}

export interface RunningType {
  readonly restarts: readonly Restart[];
  /** Paths whose change nobody notices. */
  readonly calm: readonly string[];
  /** The change waits for the maintenance window unless `applyImmediately` is set. */
  readonly waits?: true;
}

/**
 * By type. A type is listed with everything that can be changed in place; a property that neither restarts nor is calm has not
 * been looked at, and is reported as unknown instead of harmless.
 */
export type RestartTable = Readonly<Record<string, RunningType>>;
