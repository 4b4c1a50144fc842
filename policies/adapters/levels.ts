import type { Pack } from "../core/rule";

/** How a rule is enforced on the real engine: it stops an update, it only warns, or it is not asked. */
export const LEVELS = ["mandatory", "advisory", "disabled"] as const;
export type Level = (typeof LEVELS)[number];

/** Cost is a matter of judgement and advises; everything else is a promise of the platform and holds. */
export function defaultLevel(pack: Pack): Level {
  return pack === "cost" ? "advisory" : "mandatory";
}
