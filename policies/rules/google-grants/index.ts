import type { Rule } from "../../core/rule";
import { ACCOUNT_DUTIES_SEPARATE, KEY_DUTIES_SEPARATE } from "./duties-separate";
import { KEYS_SURVIVE } from "./keys-survive";

export const GOOGLE_RULES: readonly Rule[] = [KEY_DUTIES_SEPARATE, ACCOUNT_DUTIES_SEPARATE, KEYS_SURVIVE];
