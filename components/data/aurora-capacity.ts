/** Capacity that follows the load, or instances of a fixed class. */
export const AURORA_MODES = ["serverless", "provisioned"] as const;
export type AuroraMode = (typeof AURORA_MODES)[number];

/** What an instance of Serverless v2 may grow to (2026-11). */
const HIGHEST_ACU = 256;

/** Below 2 ACU an instance has no memory left for the counters of Performance Insights. */
const LEAST_ACU_FOR_INSIGHTS = 2;

/** The primary of a Global Database sends every change to the other regions besides its own work (2026-11). */
export const LEAST_ACU_OF_GLOBAL_PRIMARY = 8;

/** Whether Serverless v2 takes the two as its bounds: steps of 0.5, at least 1 as the most; 0 as the least may pause. */
export function isAcuRange(min: number, max: number): boolean {
  const areHalfUnits = Number.isInteger(min * 2) && Number.isInteger(max * 2);
  return areHalfUnits && min >= 0 && min <= max && max >= 1 && max <= HIGHEST_ACU;
}

/** Global Database refuses burstable classes; Serverless v2 is judged by its ACU range instead. */
export function isGlobalDatabaseClass(instanceClass: string): boolean {
  return instanceClass.startsWith("db.r");
}

/** Whether an instance can keep the counters of Performance Insights besides its work. */
export function hasRoomForInsights(mode: AuroraMode, minAcu: number): boolean {
  return mode === "provisioned" || minAcu >= LEAST_ACU_FOR_INSIGHTS;
}

/** Whether an instance can be the writer of a Global Database. A cluster that pauses is refused for that alone. */
export function hasRoomForReplication(mode: AuroraMode, minAcu: number): boolean {
  return mode === "provisioned" || minAcu === 0 || minAcu >= LEAST_ACU_OF_GLOBAL_PRIMARY;
}

/** Whether an idle cluster is meant to pause. A proxy or a Global Database keeps it from ever being idle. */
export function pausesWhenIdle(mode: AuroraMode, minAcu: number): boolean {
  return mode === "serverless" && minAcu === 0;
}

/** Readers a cluster can have besides its writer. */
export const MOST_READERS = 15;
