import type { Rule } from "../../core/rule";
import { relatedRuleOf } from "../../lib/rows/related-row";
import { ANALYZER_IN_EVERY_REGION } from "./analyzer-in-every-region";
import { BACKED_UP } from "./backed-up";
import { DATABASE_ENGINE_CURRENT } from "./database-engine-current";
import { DATABASE_INSIGHTS, DATABASE_INSIGHTS_KEY } from "./database-insights";
import { DATABASE_LOGS_STATEMENTS } from "./database-logs-statements";
import { DATABASE_MEMBERS } from "./database-members";
import { DEAD_LETTERS } from "./dead-letters";
import { EXEC_RECORDED } from "./exec-recorded";
import { IMAGES_SCANNED } from "./images-scanned";
import { RELATED_ROWS } from "./rows";

/** Controls that need more than one resource to be judged. */
export const RELATED: readonly Rule[] = [
  ...RELATED_ROWS.map((row) => relatedRuleOf(row)),
  IMAGES_SCANNED,
  EXEC_RECORDED,
  DATABASE_MEMBERS,
  DATABASE_LOGS_STATEMENTS,
  DATABASE_ENGINE_CURRENT,
  DATABASE_INSIGHTS,
  DATABASE_INSIGHTS_KEY,
  BACKED_UP,
  DEAD_LETTERS,
  ANALYZER_IN_EVERY_REGION,
];
