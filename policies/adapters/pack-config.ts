import type { PolicyPackConfig } from "@pulumi/policy";
import { z } from "zod";
import { nearest } from "../../plan/cloud/nearest-name";
import type { Rule } from "../core/rule";
import { LEVELS, type Level } from "./levels";
import { settingsOf } from "./settings-schema";

/** A pack's configuration that cannot be followed; lists every problem. */
export class PackConfigError extends Error {
  override readonly name = "PackConfigError";

  constructor(
    readonly file: string,
    readonly problems: readonly string[],
  ) {
    super(`${file} cannot be followed:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}

const LEVEL_LIST = LEVELS.join(", ");

/**
 * Reads a pack's configuration: `all` or the id of a rule to a level, or to its level and settings.
 *
 * ```json
 * { "all": "mandatory", "cost-arm64": "disabled", "resilience-backup-retention": { "days": 14 } }
 * ```
 *
 * The engine accepts a name it does not know without a word, so that a misspelt one changes nothing and nobody sees it.
 *
 * @throws PackConfigError with every problem found
 */
export function parsePackConfig(file: string, text: string, rules: readonly Rule[]): PolicyPackConfig {
  const document = parseJson(file, text);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const problems = Object.entries(document).flatMap(([name, value]) => {
    if (name === "$schema") return typeof value === "string" ? [] : ['"$schema" must be a path'];
    if (name === "all") return levelProblems("all", value);
    const rule = byId.get(name);
    return rule === undefined ? [unknownRule(name, [...byId.keys()])] : entryProblems(rule, value);
  });
  if (problems.length > 0) throw new PackConfigError(file, problems);
  const { $schema: _, ...config } = document;
  return config;
}

function parseJson(file: string, text: string): PolicyPackConfig {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new PackConfigError(file, ["it is not JSON"]);
  }
  const object = z.record(z.string(), z.any()).safeParse(document);
  if (!object.success) throw new PackConfigError(file, ["it is not a JSON object"]);
  return object.data;
}

function unknownRule(name: string, known: readonly string[]): string {
  const guess = nearest(name, known);
  const hint =
    guess === undefined ? "the pack's rules are listed in docs/policies-packs.md" : `did you mean "${guess}"?`;
  return `"${name}" is no rule of this pack; ${hint}`;
}

function entryProblems(rule: Rule, value: unknown): string[] {
  if (typeof value === "string") return levelProblems(rule.id, value);
  const entry = z.record(z.string(), z.unknown()).safeParse(value);
  if (!entry.success) return [`"${rule.id}" must be a level (${LEVEL_LIST}) or an object`];
  const { enforcementLevel, ...settings } = entry.data;
  const level = enforcementLevel === undefined ? [] : levelProblems(`${rule.id}.enforcementLevel`, enforcementLevel);
  return [...level, ...settingProblems(rule, settings)];
}

function levelProblems(name: string, value: unknown): string[] {
  return isLevel(value) ? [] : [`"${name}" must be one of ${LEVEL_LIST}`];
}

function settingProblems(rule: Rule, settings: Readonly<Record<string, unknown>>): string[] {
  const { error } = settingsOf(rule).safeParse(settings);
  return (error?.issues ?? []).flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => `"${rule.id}.${key}" is no setting of this rule; it has: ${settingNames(rule)}`)
      : [`"${[rule.id, ...issue.path].join(".")}" is not acceptable: ${issue.message}`],
  );
}

function settingNames(rule: Rule): string {
  return Object.keys(settingsOf(rule).shape).sort().join(", ");
}

function isLevel(value: unknown): value is Level {
  return LEVELS.some((level) => level === value);
}
