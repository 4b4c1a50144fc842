import type { Rule } from "../core/rule";
import { CONTAINERS } from "./containers";
import { COST } from "./cost";
import { DECLARATIVE } from "./declarative";
import { FORBIDDEN } from "./forbidden";
import { GOOGLE_RULES } from "./google-grants";
import { networkRules } from "./network";
import { PERIMETER } from "./perimeter";
import { RELATED } from "./related";
import { RESILIENCE } from "./resilience";
import { SERVERLESS } from "./serverless";
import { TAGGING } from "./tagging";

/** Every rule, in the order in which verdicts are shown. */
export const RULES: readonly Rule[] = [
  ...TAGGING,
  ...networkRules,
  ...PERIMETER,
  ...CONTAINERS,
  ...SERVERLESS,
  ...RELATED,
  ...FORBIDDEN,
  ...GOOGLE_RULES,
  ...RESILIENCE,
  ...COST,
  ...DECLARATIVE,
];
