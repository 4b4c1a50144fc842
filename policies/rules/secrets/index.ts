import type { Rule } from "../../core/rule";
import { noOpenSecrets } from "./no-open-secrets";

/** Where secrets may be, and where not. */
export const secretRules: readonly Rule[] = [noOpenSecrets];
