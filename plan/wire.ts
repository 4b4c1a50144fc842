import { relative } from "node:path";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import type { PlainObject, PlainValue } from "./graph";
import { projectRoot } from "./project";

/** Markers of the engine's wire format; the SDK defines them in `runtime/rpc`. */
const MARKER = rpc.specialSigKey;
const SECRET = rpc.specialSecretSig;
const ASSETS = new Set<PlainValue | undefined>([rpc.specialAssetSig, rpc.specialArchiveSig]);

export interface Unwrapped {
  readonly value: PlainObject;
  /** Paths of the properties that were marked secret, sorted. */
  readonly secrets: readonly string[];
}

/** Turns properties as they travel to the engine into plain values, noting which of them were secret. */
export function unwrap(properties: PlainObject): Unwrapped {
  const secrets = new Set<string>();
  const visit = (value: PlainValue, path: string): PlainValue => {
    if (Array.isArray(value)) return value.map((item, index) => visit(item, `${path}[${index}]`));
    if (value === null || typeof value !== "object") return value;
    if (value[MARKER] === SECRET) {
      secrets.add(path);
      return visit(value.value ?? null, path);
    }
    if (ASSETS.has(value[MARKER])) return asset(value);
    return visitObject(value, path);
  };
  const visitObject = (object: PlainObject, path: string): PlainObject =>
    Object.fromEntries(
      Object.keys(object)
        .sort()
        .map((key) => [key, visit(object[key] ?? null, path === "" ? key : `${path}.${key}`)]),
    );
  return { value: visitObject(properties, ""), secrets: [...secrets].sort() };
}

/** An asset is shown by where it comes from, relative to the project, so that a plan reads the same on every machine. */
function asset(marked: PlainObject): PlainObject {
  const kind = marked[MARKER] === rpc.specialAssetSig ? "asset" : "archive";
  const { path, text, assets } = marked;
  if (typeof path === "string") return { [kind]: { path: relative(projectRoot, path) } };
  if (typeof text === "string") return { [kind]: { text } };
  return { [kind]: unwrap((assets ?? {}) as PlainObject).value };
}

/** Marks a value secret for the way back to the program. */
export function markSecret(value: PlainValue): PlainObject {
  return { [MARKER]: SECRET, value };
}
