import type { Rule } from "../../core/rule";
import { ACCOUNT_DUTIES_SEPARATE, KEY_DUTIES_SEPARATE } from "./duties-separate";
import { KEYS_SURVIVE } from "./keys-survive";
import { NO_ADMIN_ACCOUNTS, NO_PUBLIC_MEMBERS } from "./members";

export const GOOGLE_RULES: readonly Rule[] = [
  NO_PUBLIC_MEMBERS,
  NO_ADMIN_ACCOUNTS,
  KEY_DUTIES_SEPARATE,
  ACCOUNT_DUTIES_SEPARATE,
  KEYS_SURVIVE,
];
