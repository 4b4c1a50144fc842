import type { Rule } from "../core/rule";
import { CONTAINERS } from "./containers";
import { COST } from "./cost";
import { DECLARATIVE } from "./declarative";
import { googleRules } from "./google";
import { GOOGLE_RULES } from "./google-grants";
import { identityRules } from "./identity";
import { keyRules } from "./keys";
import { networkRules } from "./network";
import { PERIMETER } from "./perimeter";
import { RELATED } from "./related";
import { RESILIENCE } from "./resilience";
import { secretRules } from "./secrets";
import { SERVERLESS } from "./serverless";
import { TAGGING } from "./tagging";

/** Theorems about the platform as a whole: who reaches whom, who may do what, who reads which data. */
export const PROOFS: readonly Rule[] = [...networkRules, ...identityRules, ...keyRules, ...googleRules, ...secretRules];

/** Every rule, in the order in which verdicts are shown. */
export const RULES: readonly Rule[] = [
  ...PROOFS,
  ...TAGGING,
  ...PERIMETER,
  ...CONTAINERS,
  ...SERVERLESS,
  ...RELATED,
  ...GOOGLE_RULES,
  ...RESILIENCE,
  ...COST,
  ...DECLARATIVE,
];
