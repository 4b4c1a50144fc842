import type { PolicyConfigSchema } from "@pulumi/policy";
import { z } from "zod";
import { nearest } from "../../plan/cloud/nearest-name";
import type { Rule } from "../core/rule";
import { isAdjustable } from "../core/settings";
import { LEVELS, type Level } from "./levels";

/** How rules are to be applied, as the configuration of a pack says; an empty one changes nothing. */
export interface Settings {
  /** Level of single rules; the others have the level of the policy as a whole, which the engine knows. */
  readonly levels?: Readonly<Record<string, Level>>;
  /** Limits and lists of the rules that take some, by rule. */
  readonly limits?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Whether what cannot be judged counts as a violation, as after an update, when everything is known. */
  readonly unproven?: "advisory" | "violation";
}

function schemaOf(rules: readonly Rule[]): z.ZodObject {
  const levels = rules.map(({ id, title }) => [id, z.enum(LEVELS).optional().describe(title)] as const);
  const limits = rules.filter(isAdjustable).map(({ id, settings }) => [id, settings.optional()] as const);
  return z.strictObject({
    levels: z.strictObject(Object.fromEntries(levels)).optional().describe("Level of single rules"),
    limits: z.strictObject(Object.fromEntries(limits)).optional().describe("Limits of the rules that take some"),
    unproven: z
      .enum(["advisory", "violation"])
      .optional()
      .describe("How to take what cannot be judged because a value is not known: a hint, or a violation"),
  });
}

/** The settings in the form in which the engine checks them; it refuses a rule it does not find in there. */
export function configSchemaOf(rules: readonly Rule[]): PolicyConfigSchema {
  const { properties } = z.toJSONSchema(schemaOf(rules), { io: "input" });
  return { properties: JSON.parse(JSON.stringify(properties)) };
}

/** What is wrong with settings, each as one sentence; empty when they can be followed. */
export function settingsProblems(policy: string, rules: readonly Rule[], settings: unknown): string[] {
  const { error } = schemaOf(rules).safeParse(settings);
  return (error?.issues ?? []).flatMap((issue) => {
    const path = [policy, ...issue.path].join(".");
    if (issue.code !== "unrecognized_keys") return [`"${path}" cannot be accepted: ${issue.message}`];
    return issue.keys.map((key) => unknownKey(`${path}.${key}`, key, issue.path, rules));
  });
}

function unknownKey(path: string, key: string, parent: readonly PropertyKey[], rules: readonly Rule[]): string {
  if (parent.length !== 1) return `"${path}" is no setting; there are: ${known(parent, rules).join(", ")}`;
  const guess = nearest(key, known(parent, rules));
  const hint = guess === undefined ? "docs/policies-packs.md lists them" : `did you mean "${guess}"?`;
  return `"${path}" names no such rule of the pack; ${hint}`;
}

function known([section, rule]: readonly PropertyKey[], rules: readonly Rule[]): string[] {
  if (section === undefined) return ["levels", "limits", "unproven"];
  const adjustables = rules.filter(isAdjustable);
  if (rule !== undefined) return Object.keys(adjustables.find(({ id }) => id === rule)?.settings.shape ?? {});
  return (section === "limits" ? adjustables : rules).map(({ id }) => id);
}
