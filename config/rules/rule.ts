import { messages } from "../messages";
import { at, type Problem } from "../problem";
import { Unreadable } from "../resolve";
import type { PlainConfig } from "../schema";
import type { Bilingual } from "../wording";

/**
 * A statement about several keys together. A rule that reads a refused value is abandoned, so each rule should read only
 * what its one statement needs.
 */
export type Rule = (config: PlainConfig, stackName: string) => readonly Problem[];

/** For rules whose text is the uniform one: a problem unless the condition holds. */
export function must(holds: boolean, path: string, allowed: Bilingual, value: unknown): Problem[] {
  return holds ? [] : [at(path, messages.E00(path, allowed, value))];
}

/** Runs every rule whose keys could all be read. */
export function applyRules(rules: readonly Rule[], config: PlainConfig, stackName: string): Problem[] {
  return rules.flatMap((rule) => {
    try {
      return rule(config, stackName);
    } catch (error) {
      if (error instanceof Unreadable) return [];
      throw error;
    }
  });
}
