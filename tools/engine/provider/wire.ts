/** Properties as they travel between engine and provider: plain values, and objects that mark a secret or an asset. */

import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { isUnknown } from "../../../plan/cloud/unknown";
import type { PlainObject, PlainValue } from "../../../plan/graph";

// The SDK's `runtime/rpc` has these too, but brings a hundred modules along: a provider must start at once.
const MARKER = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

export const MARKERS = { MARKER, SECRET };

export function fromStruct(struct: Struct | undefined): PlainObject {
  return (struct?.toJavaScript() ?? {}) as PlainObject;
}

export function toStruct(properties: PlainObject): Struct {
  return Struct.fromJavaScript(properties);
}

export function isObject(value: PlainValue | undefined): value is PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isSecret(value: PlainValue | undefined): value is PlainObject {
  return isObject(value) && value[MARKER] === SECRET;
}

/** Marks a value secret; one that is secret already stays as it is. */
export function secret(value: PlainValue): PlainObject {
  return isSecret(value) ? value : { [MARKER]: SECRET, value };
}

/** The value without the marks of secrets, however deep. */
export function reveal(value: PlainValue): PlainValue {
  if (Array.isArray(value)) return value.map(reveal);
  if (!isObject(value)) return value;
  return isSecret(value) ? reveal(value.value ?? null) : revealAll(value);
}

export function revealAll(properties: PlainObject): PlainObject {
  return mapValues(properties, reveal);
}

/** Whether a value is secret, or holds one. */
export function holdsSecret(value: PlainValue | undefined): boolean {
  return isSecret(value) || childrenOf(value).some(holdsSecret);
}

/** Whether a value is unknown until the engine acts, or holds one that is. */
export function holdsUnknown(value: PlainValue | undefined): boolean {
  return isUnknown(value) || childrenOf(value).some(holdsUnknown);
}

/** Every text in a value, however deep. */
export function textsIn(value: PlainValue | undefined): string[] {
  return typeof value === "string" ? [value] : childrenOf(value).flatMap(textsIn);
}

/** The texts of everything in a value that is marked secret. */
export function secretTextsIn(value: PlainValue | undefined): string[] {
  return isSecret(value) ? textsIn(reveal(value)) : childrenOf(value).flatMap(secretTextsIn);
}

export function mapValues(object: PlainObject, change: (value: PlainValue, key: string) => PlainValue): PlainObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

function childrenOf(value: PlainValue | undefined): PlainValue[] {
  return typeof value === "object" && value !== null ? Object.values(value) : [];
}

/** `rules[0].port` -> `rules`. */
export function topLevel(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? path;
}
