import type { Rule } from "../../core/rule";
import { BACKUP_RETENTION } from "./backup-retention";
import { BACKUP_SELECTION } from "./backup-selection";
import { DELETION_PROTECTION } from "./deletion-protection";
import { ENGINE_PROTECTION } from "./engine-protection";
import { FINAL_COPY } from "./final-copy";
import { GOOGLE_KEYS_SURVIVE } from "./google-keys-survive";
import { LOG_GROUPS } from "./log-groups";

export const RESILIENCE: readonly Rule[] = [
  DELETION_PROTECTION,
  ENGINE_PROTECTION,
  GOOGLE_KEYS_SURVIVE,
  BACKUP_RETENTION,
  BACKUP_SELECTION,
  FINAL_COPY,
  LOG_GROUPS,
];
