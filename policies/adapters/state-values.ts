import * as rpc from "@pulumi/pulumi/runtime/rpc";
import type { PlainObject, PlainValue } from "../../plan/graph";
import { textsIn } from "../lib/secrets/secret-values";
import { isObject } from "../lib/values/objects";
import { defineUnknown } from "./properties";

/** Properties of one resource as a state file tells them. */
export interface StateValues {
  /** What is sealed, or was not known when the state was written, throws `UnknownValue` when it is read. */
  readonly value: PlainObject;
  /** Paths of the properties that are secret, sorted. */
  readonly secrets: readonly string[];
  /** How many of them are sealed: only who holds the stack's key can open them. */
  readonly sealed: number;
  /** The texts of those that stand in the file openly, as after `--show-secrets`. */
  readonly openTexts: readonly string[];
}

/** Turns properties in the form in which the engine keeps them into plain ones. */
export function stateValues(properties: PlainObject): StateValues {
  const reader = new Reader();
  const value = reader.object(properties, "");
  return { value, secrets: reader.secrets.sort(), sealed: reader.sealed, openTexts: reader.openTexts };
}

/** Notes of a provider to itself, such as `__defaults`; no property of a resource begins like this. */
const INTERNAL = "__";

/** Widened from its literal type, so that every value can be compared with it. */
const UNKNOWN: PlainValue = rpc.unknownValue;

class Reader {
  readonly secrets: string[] = [];
  readonly openTexts: string[] = [];
  sealed = 0;

  object(source: PlainObject, path: string): PlainObject {
    const copy: PlainObject = {};
    for (const [key, value] of Object.entries(source)) {
      if (key === rpc.specialSigKey || key.startsWith(INTERNAL)) continue;
      this.put(copy, key, value, path === "" ? key : `${path}.${key}`);
    }
    return copy;
  }

  private put(target: PlainObject | PlainValue[], key: string, value: PlainValue, path: string): void {
    if (value === UNKNOWN) defineUnknown(target, key, path);
    else if (isMarked(value, rpc.specialSecretSig)) this.secret(target, key, value, path);
    else Reflect.set(target, key, this.plain(value, path));
  }

  private secret(target: PlainObject | PlainValue[], key: string, { plaintext }: PlainObject, path: string): void {
    this.secrets.push(path);
    const open = typeof plaintext === "string" ? parsed(plaintext) : undefined;
    if (open === undefined) {
      this.sealed += 1;
      defineUnknown(target, key, path, "is a secret that is sealed in the file");
    } else {
      this.openTexts.push(...textsIn(open));
      this.put(target, key, open, path);
    }
  }

  private plain(value: PlainValue, path: string): PlainValue {
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) {
      const list: PlainValue[] = [];
      for (const [index, item] of value.entries()) this.put(list, String(index), item, `${path}[${index}]`);
      return list;
    }
    if (isMarked(value, rpc.specialAssetSig)) return this.content(value, "asset", path);
    if (isMarked(value, rpc.specialArchiveSig)) return this.content(value, "archive", path);
    return this.object(value, path);
  }

  /** A file is named and a text is there; of anything else the state has only a hash. */
  private content({ path: file, text, assets }: PlainObject, kind: string, path: string): PlainObject {
    const copy: PlainObject = {};
    if (typeof file === "string") copy[kind] = { path: file };
    else if (typeof text === "string") copy[kind] = { text };
    else if (isObject(assets)) copy[kind] = this.object(assets, `${path}.${kind}`);
    else defineUnknown(copy, kind, `${path}.${kind}`);
    return copy;
  }
}

function isMarked(value: PlainValue, signature: PlainValue): value is PlainObject {
  return isObject(value) && value[rpc.specialSigKey] === signature;
}

/** The parser's own message would quote the secret, so a broken one counts as sealed. */
function parsed(plaintext: string): PlainValue | undefined {
  try {
    return JSON.parse(plaintext);
  } catch {
    return undefined;
  }
}
