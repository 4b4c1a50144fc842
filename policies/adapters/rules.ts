import type { Rule } from "../core/rule";
import { COST } from "../rules/cost";
import { RESILIENCE } from "../rules/resilience";
import { TAGGING } from "../rules/tagging";
import type { PackName } from "./packs";

/** Every rule there is. */
export const RULES: readonly Rule[] = [...TAGGING, ...RESILIENCE, ...COST];

/** The rules of a pack, in the order in which they are listed and judged. */
export function rulesOf(pack: PackName): readonly Rule[] {
  return pack === "all" ? RULES : RULES.filter((rule) => rule.pack === pack);
}
