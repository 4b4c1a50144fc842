import type { Rule } from "../core/rule";
import { COST_RULES } from "../rules/cost";
import { RESILIENCE_RULES } from "../rules/resilience";
import { TAGGING_RULES } from "../rules/tagging";

/** Every rule there is. */
export const RULES: readonly Rule[] = [...TAGGING_RULES, ...RESILIENCE_RULES, ...COST_RULES];
