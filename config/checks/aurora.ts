import {
  type AuroraMode,
  hasRoomForInsights,
  isAcuRange,
  isGlobalDatabaseClass,
} from "../../components/data/aurora-capacity";
import {
  FIRST_RESTORED_GENERATION,
  isRestoreTime,
  type RestoreKeys,
  restoreSource,
} from "../../components/data/aurora-restore";
import { messages } from "../messages";
import type { Message } from "../problem";

/** E15. */
export function checkAcuRange(min: number, max: number): Message | undefined {
  return isAcuRange(min, max) ? undefined : messages.E15(min, max);
}

/** E17. */
export function checkGlobalDatabaseClass(drMode: string, instanceClass: string): Message | undefined {
  return isGlobalDatabaseClass(instanceClass) ? undefined : messages.E17(drMode, instanceClass);
}

/** E20. */
export function checkInsights(mode: AuroraMode, minAcu: number): Message | undefined {
  return hasRoomForInsights(mode, minAcu) ? undefined : messages.E20(minAcu);
}

/** E44: a snapshot, or a cluster and a moment; never both, and never half of either. */
export function checkRestoreSource(keys: RestoreKeys): Message | undefined {
  const source = restoreSource(keys);
  const isMoment = source === undefined || "snapshotIdentifier" in source || isRestoreTime(source.time);
  return source !== undefined && isMoment ? undefined : messages.E44();
}

/** E45. */
export function checkRestoreGeneration(generation: number): Message | undefined {
  return generation >= FIRST_RESTORED_GENERATION ? undefined : messages.E45(generation);
}

/** E46. The readers that are always there count. */
export function checkReaderScaling(min: number, max: number, instances: number): Message | undefined {
  const fixed = instances - 1;
  return fixed <= min && min <= max ? undefined : messages.E46(min, max, fixed);
}
