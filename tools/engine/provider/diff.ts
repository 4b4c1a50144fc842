import { replacementOf } from "../../../plan/facts";
import type { PlainObject } from "../../../plan/graph";
import { isAutoNamed, namedInput } from "./auto-name";
import { type Difference, differences } from "./difference";
import { topLevel } from "./wire";

/** What a change of inputs means to a resource that exists. */
export interface Diff {
  readonly differences: readonly (Difference & { readonly replaces: boolean })[];
  /** Top-level inputs whose change means another resource. */
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** Compares two sets of inputs, without secret marks, of a resource of a type. */
export function diff(type: string, old: PlainObject, next: PlainObject, ignored: readonly string[]): Diff {
  const found = differences(old, next)
    .filter(({ path }) => !path.startsWith("__") && !ignored.some((prefix) => isWithin(path, prefix)))
    .map((difference) => ({ ...difference, replaces: replacementOf(type, difference.path) === "yes" }));
  const replaces = [...new Set(found.filter((one) => one.replaces).map(({ path }) => topLevel(path)))];
  const deleteBeforeReplace = replaces.length > 0 && keepsItsName(type, old, next);
  return { differences: found, replaces, deleteBeforeReplace };
}

/** Whether a path is what `ignoreChanges` names, or lies below it. */
function isWithin(path: string, prefix: string): boolean {
  return path === prefix || (path.startsWith(prefix) && /^[.[]/.test(path.slice(prefix.length)));
}

/** Whether a replacement would have the physical name of what it replaces: then that has to go first. */
function keepsItsName(type: string, old: PlainObject, next: PlainObject): boolean {
  const property = namedInput(type);
  if (property === undefined) return false;
  const physical = old[property];
  return typeof physical === "string" && physical === next[property] && !isAutoNamed(old, property);
}
