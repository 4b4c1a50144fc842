import type { z } from "zod";
import type { Rule } from "./rule";

/** A rule with a limit or a list that a pack's configuration may set. As it stands it judges by the defaults. */
export interface AdjustableRule extends Rule {
  /** What can be set; every key has a default and a description. */
  readonly settings: z.ZodObject;
  /** The rule with other settings. @throws ZodError for settings it does not know, or out of range */
  adjust(settings: Readonly<Record<string, unknown>>): Rule;
}

/** Makes a rule adjustable: `build` gives it for any settings the schema accepts. */
export function adjustable<Schema extends z.ZodObject>(
  settings: Schema,
  build: (settings: z.output<Schema>) => Rule,
): AdjustableRule {
  return { ...build(settings.parse({})), settings, adjust: (given) => build(settings.parse(given)) };
}

export function isAdjustable(rule: Rule): rule is AdjustableRule {
  return "adjust" in rule && "settings" in rule;
}
