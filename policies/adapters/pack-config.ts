import type { PolicyPackConfig } from "@pulumi/policy";
import { z } from "zod";
import { PACKS, type Rule } from "../core/rule";
import { LEVELS } from "./levels";
import { settingsProblems } from "./settings";

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

const LEVEL = z.enum(LEVELS);
const FILE = z.record(z.string(), z.any());

/**
 * Reads a configuration file of the form the engine takes with `--policy-pack-config`: `all` or a pack to its level, or
 * to its level and settings.
 *
 * ```json
 * { "resilience": { "levels": { "resilience-final-copy": "advisory" }, "limits": { "resilience-backup-retention": { "days": 14 } } } }
 * ```
 *
 * The engine accepts the name of a policy it does not know without a word, so that a misspelt one changes nothing and
 * nobody sees it; here it is refused.
 *
 * @throws PackConfigError with every problem found
 */
export function parsePackConfig(file: string, text: string, rules: readonly Rule[]): PolicyPackConfig {
  const { $schema: _, ...document } = parseObject(file, text);
  const problems = Object.entries(document).flatMap(([name, value]) => entryProblems(name, value, rules));
  if (problems.length > 0) throw new PackConfigError(file, problems);
  return document;
}

function parseObject(file: string, text: string): PolicyPackConfig {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new PackConfigError(file, ["it is not JSON"]);
  }
  const object = FILE.safeParse(document);
  if (!object.success) throw new PackConfigError(file, ["it is not a JSON object"]);
  return object.data;
}

function entryProblems(name: string, value: unknown, rules: readonly Rule[]): string[] {
  if (name === "all") return levelProblems(name, value);
  const own = rules.filter(({ pack }) => pack === name);
  if (own.length === 0) return [unknownPolicy(name, rules)];
  if (typeof value === "string") return levelProblems(name, value);
  const entry = FILE.safeParse(value);
  if (!entry.success) return [`"${name}" must be a level (${LEVELS.join(", ")}) or an object`];
  const { enforcementLevel, ...settings } = entry.data;
  const level = enforcementLevel === undefined ? [] : levelProblems(`${name}.enforcementLevel`, enforcementLevel);
  return [...level, ...settingsProblems(name, own, settings)];
}

function unknownPolicy(name: string, rules: readonly Rule[]): string {
  const rule = rules.find(({ id }) => id === name);
  if (rule !== undefined) return `"${name}" is a rule; its level belongs in "${rule.pack}.levels"`;
  const names = PACKS.filter((candidate) => rules.some(({ pack }) => pack === candidate));
  return `"${name}" is not known here; there is: ${["all", ...names].join(", ")}`;
}

function levelProblems(name: string, value: unknown): string[] {
  return LEVEL.safeParse(value).success ? [] : [`"${name}" must be one of ${LEVELS.join(", ")}`];
}
