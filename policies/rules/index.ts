import type { Rule } from "../core/rule";
import { CONTAINERS } from "./containers";
import { DECLARATIVE } from "./declarative";
import { FORBIDDEN } from "./forbidden";
import { GOOGLE_RULES } from "./google-grants";
import { PERIMETER } from "./perimeter";
import { PLATFORM } from "./platform";
import { RELATED } from "./related";
import { SERVERLESS } from "./serverless";

/** Every rule, in the order in which verdicts are shown. */
export const RULES: readonly Rule[] = [
  ...PLATFORM,
  ...PERIMETER,
  ...CONTAINERS,
  ...SERVERLESS,
  ...RELATED,
  ...FORBIDDEN,
  ...GOOGLE_RULES,
  ...DECLARATIVE,
];
