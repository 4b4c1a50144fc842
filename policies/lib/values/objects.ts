import type { PlainObject } from "../../../plan/graph";

export function isObject(value: unknown): value is PlainObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** A list of objects; what is no object is left out, and no list is an empty one. */
export function objects(value: unknown): readonly PlainObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The object itself; what is no object is an empty one. */
export function objectOf(value: unknown): PlainObject {
  return isObject(value) ? value : {};
}
