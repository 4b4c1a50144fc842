import { messages } from "../messages";
import type { Message } from "../problem";

const HIGHEST_ACU = 256;

/** Below 2 ACU the instance has no memory left for the counters that the advanced mode of Database Insights collects. */
const LEAST_ACU_FOR_ADVANCED = 2;

/** E15. */
export function checkAcuRange(min: number, max: number): Message | undefined {
  const isHalfUnit = Number.isInteger(min * 2);
  return isHalfUnit && min >= 0 && min <= HIGHEST_ACU && min <= max ? undefined : messages.E15(min, max);
}

/** E17: Global Database refuses burstable classes; Serverless v2 (db.serverless) is judged by its ACU range instead. */
export function checkGlobalDatabaseClass(drMode: string, instanceClass: string): Message | undefined {
  return instanceClass.startsWith("db.r") ? undefined : messages.E17(drMode, instanceClass);
}

/** E20. */
export function checkInsights(mode: "serverless" | "provisioned", minAcu: number): Message | undefined {
  return mode === "provisioned" || minAcu >= LEAST_ACU_FOR_ADVANCED ? undefined : messages.E20(minAcu);
}
