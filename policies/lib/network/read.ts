import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import type { PlainObject, PlainValue } from "../../../plan/graph";
import { UnknownValue } from "../../core/rule";
import { isObject } from "../values/objects";

/** Stands for a value the cloud has not made up yet. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** A value that was asked for: itself, absent, or not known yet. */
export type Read<T> = T | undefined | typeof UNKNOWN;

/** The value at a path of property names. */
export function read(object: PlainObject, ...path: readonly string[]): Read<PlainValue> {
  let current: PlainValue | undefined = object;
  for (const name of path) {
    if (!isObject(current)) return undefined;
    const next = property(current, name);
    if (next === UNKNOWN) return UNKNOWN;
    current = next;
  }
  return current === null ? undefined : current;
}

export function readText(object: PlainObject, ...path: readonly string[]): Read<string> {
  const value = read(object, ...path);
  return value === UNKNOWN || value === undefined ? value : String(value);
}

export function readNumber(object: PlainObject, ...path: readonly string[]): Read<number> {
  const value = read(object, ...path);
  return value === UNKNOWN || value === undefined ? value : Number(value);
}

export function readFlag(object: PlainObject, ...path: readonly string[]): Read<boolean> {
  const value = read(object, ...path);
  return value === UNKNOWN || value === undefined ? value : value === true || value === "true";
}

/** The members of a list; one list of unknown length is one unknown member. */
export function readList(object: PlainObject, ...path: readonly string[]): Read<PlainValue>[] {
  const value = read(object, ...path);
  if (value === undefined) return [];
  if (value === UNKNOWN || !Array.isArray(value)) return [value];
  return value.map((member) => (member === unknownValue ? UNKNOWN : member));
}

/** The objects of a list. @throws UnknownValue where one is not known, as nothing could be said of it */
export function readObjects(object: PlainObject, name: string): PlainObject[] {
  return readList(object, name).map((member) => {
    if (member === UNKNOWN) throw new UnknownValue(name);
    return isObject(member) ? member : {};
  });
}

/** An unknown value shows as the SDK's marker, or as a property that refuses to be read. */
function property(object: PlainObject, name: string): Read<PlainValue> {
  try {
    const value = object[name];
    return value === unknownValue ? UNKNOWN : value;
  } catch (error) {
    if (error instanceof UnknownValue) return UNKNOWN;
    throw error;
  }
}
