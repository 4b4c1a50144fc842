/** What changing a property does to a resource in use: facts about the services, for the providers and for the change impact. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../project";
import type { Facts, PropertyFacts, Replacement, TypeFacts } from "./fact-model";
import { STATEFUL } from "./stateful";
import { STRING_LIMITS, type StringLimits } from "./string-limits";

export type { FactSource, PropertyFacts, Replacement, TypeFacts } from "./fact-model";
export type { StringLimits } from "./string-limits";

const loaded = new Map<string, Facts>();

/**
 * Whether a change of this property replaces the resource.
 *
 * Ask for the deepest path that differs: `timePartitioning.field` replaces a table, `timePartitioning.expirationMs` does not.
 *
 * @param propertyPath as in a detailed diff, with or without indices: `vpcOptions.subnetIds[0]`.
 * @returns `unknown` for a property nobody has looked at; nothing may be concluded from it.
 */
export function replacementOf(type: string, propertyPath: string): Replacement | "unknown" {
  return factsOf(type, propertyPath)?.replacement ?? "unknown";
}

/** The only values the service accepts; undefined where any text will do or nobody knows. */
export function allowedValuesOf(type: string, propertyPath: string): readonly string[] | undefined {
  return typeFactsOf(type)?.properties[withoutIndices(propertyPath)]?.allowed;
}

/** Whether deleting the resource deletes what the program cannot make again. */
export function isStateful(type: string): boolean {
  return Object.hasOwn(STATEFUL, type);
}

/** What is lost with a stateful resource, as the end of the sentence "this deletes ...". */
export function contentOf(type: string): string | undefined {
  return STATEFUL[type];
}

/** The lengths and characters the service accepts in a name; undefined where no limit is written down. */
export function stringLimitsOf(type: string, propertyPath: string): StringLimits | undefined {
  return STRING_LIMITS[type]?.[withoutIndices(propertyPath)];
}

/** All facts about a type; undefined for a type the project does not use. */
export function typeFactsOf(type: string): TypeFacts | undefined {
  const [provider = ""] = type.split(":");
  if (!["aws", "gcp", "random"].includes(provider)) return undefined;
  const facts = loaded.get(provider) ?? read(provider);
  loaded.set(provider, facts);
  return Object.hasOwn(facts, type) ? facts[type] : undefined;
}

/** The facts of a path, or of the nearest object above it: what is not listed is as its parent. */
function factsOf(type: string, propertyPath: string): PropertyFacts | undefined {
  const properties = typeFactsOf(type)?.properties ?? {};
  const steps = withoutIndices(propertyPath).split(".");
  for (let length = steps.length; length > 0; length--) {
    const path = steps.slice(0, length).join(".");
    if (Object.hasOwn(properties, path)) return properties[path];
  }
  return undefined;
}

/** `rules[0].name` -> `rules.name`; `tags["a.b"]` -> `tags`: the keys of a map have no facts of their own. */
function withoutIndices(path: string): string {
  return path.replace(/\["(?:[^"\\]|\\.)*"\].*$/, "").replace(/\[\d+\]/g, "");
}

function read(provider: string): Facts {
  return JSON.parse(readFileSync(join(projectRoot, `plan/facts/${provider}.json`), "utf8"));
}
