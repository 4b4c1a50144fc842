import type { Rule } from "../core/rule";
import { CONTAINERS } from "./containers";
import { DECLARATIVE } from "./declarative";
import { FORBIDDEN } from "./forbidden";
import { GOOGLE_RULES } from "./google";
import { NETWORK_RULES } from "./network";
import { RELATED } from "./related";
import { SERVERLESS } from "./serverless";
import { TAGGING } from "./tagging";

/** Every rule, in the order in which verdicts are shown. */
export const RULES: readonly Rule[] = [
  ...TAGGING,
  ...NETWORK_RULES,
  ...CONTAINERS,
  ...SERVERLESS,
  ...RELATED,
  ...FORBIDDEN,
  ...GOOGLE_RULES,
  ...DECLARATIVE,
];
