import type { PlainObject, PlainValue } from "../../plan/graph";
import { UnknownValue } from "../core/rule";
import { UnknownValueError } from "./sdk";

/**
 * A copy of what CrossGuard hands over, in the graph's own form. A property that is not known yet is there, and throws
 * `UnknownValue` with its path when it is read: a rule that does not need it is judged as if all were known.
 */
export function plainProperties(properties: object): PlainObject {
  const copy: PlainObject = {};
  copyInto(copy, properties, (key) => key);
  return copy;
}

/** Puts in a property that throws when it is read. */
export function defineUnknown(target: object, key: string, path: string, why?: string): void {
  Object.defineProperty(target, key, {
    enumerable: true,
    configurable: true,
    get() {
      throw new UnknownValue(path, why);
    },
  });
}

function copyInto(target: PlainObject | PlainValue[], source: object, pathOf: (key: string) => string): void {
  for (const key of Object.keys(source)) {
    const path = pathOf(key);
    try {
      const value: unknown = Reflect.get(source, key);
      if (value !== undefined) Reflect.set(target, key, copyOf(value, path));
    } catch (error) {
      if (!(error instanceof UnknownValueError)) throw error;
      defineUnknown(target, key, path);
    }
  }
}

function copyOf(value: unknown, path: string): PlainValue {
  if (typeof value === "boolean" || typeof value === "number" || typeof value === "string") return value;
  if (value === null || typeof value !== "object") return null;
  if ("__pulumiAsset" in value) return unreadable("asset", path);
  if ("__pulumiArchive" in value) return unreadable("archive", path);
  if (Array.isArray(value)) {
    const list: PlainValue[] = [];
    copyInto(list, value, (index) => `${path}[${index}]`);
    return list;
  }
  const copy: PlainObject = {};
  copyInto(copy, value, (key) => `${path}.${key}`);
  return copy;
}

/** The SDK gives the content of an asset as a promise; a rule is synchronous, so for it the content is not known. */
function unreadable(kind: string, path: string): PlainObject {
  const copy: PlainObject = {};
  defineUnknown(copy, kind, `${path}.${kind}`);
  return copy;
}
