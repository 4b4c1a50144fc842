import type { PlainObject, PlainValue } from "../../../plan/graph";
import { canonical } from "./seal";
import { isObject } from "./wire";

export interface Difference {
  /** Path of the smallest thing that differs: `rules[0].port`. */
  readonly path: string;
  readonly kind: "ADD" | "DELETE" | "UPDATE";
}

/** Everything that differs between two sets of inputs, without secret marks. What is still unknown counts as different. */
export function differences(old: PlainObject, next: PlainObject): Difference[] {
  return compareObjects(old, next, "");
}

function compare(old: PlainValue | undefined, next: PlainValue | undefined, path: string): Difference[] {
  if (old === undefined) return next === undefined ? [] : [{ path, kind: "ADD" }];
  if (next === undefined) return [{ path, kind: "DELETE" }];
  if (Array.isArray(old) && Array.isArray(next)) {
    const length = Math.max(old.length, next.length);
    return Array.from({ length }, (_, index) => compare(old[index], next[index], `${path}[${index}]`)).flat();
  }
  if (isObject(old) && isObject(next)) return compareObjects(old, next, path);
  return canonical(old) === canonical(next) ? [] : [{ path, kind: "UPDATE" }];
}

function compareObjects(old: PlainObject, next: PlainObject, path: string): Difference[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(next)])].sort();
  return keys.flatMap((key) => compare(old[key], next[key], join(path, key)));
}

/** A key that is no identifier is quoted, as the engine does it: `tags["aws:x"]`. */
function join(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}
