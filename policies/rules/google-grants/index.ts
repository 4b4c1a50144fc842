import type { Rule } from "../../core/rule";
import { ACCOUNT_DUTIES_SEPARATE, KEY_DUTIES_SEPARATE } from "./duties-separate";

export const GOOGLE_RULES: readonly Rule[] = [KEY_DUTIES_SEPARATE, ACCOUNT_DUTIES_SEPARATE];
