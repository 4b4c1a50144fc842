import type { Rule } from "../core/rule";
import { DECLARATIVE } from "./declarative";

/** Every rule, in the order in which verdicts are shown. */
export const RULES: readonly Rule[] = [...DECLARATIVE];
