import { createHash } from "node:crypto";
import type { PlainObject, PlainValue } from "../../../plan/graph";
import { isObject, isSecret, mapValues, reveal, secretTextsIn } from "./wire";

/** Shorter texts would be found inside innocent ones, and protect nothing. */
const SHORTEST_SECRET = 6;

/**
 * Makes properties fit for a file: in the place of each secret stands a digest, which tells whether two secrets are equal
 * and nothing else. The same secret in the middle of another text is replaced as well.
 */
export class Seal {
  /** @param salt random, and kept with the files: a digest of one cloud says nothing about another. */
  constructor(private readonly salt: string) {}

  object(properties: PlainObject): PlainObject {
    const secrets = secretTextsIn(properties)
      .filter((text) => text.length >= SHORTEST_SECRET)
      .sort((a, b) => b.length - a.length);
    return mapValues(properties, (value) => this.value(value, secrets));
  }

  private value(value: PlainValue, secrets: readonly string[]): PlainValue {
    if (typeof value === "string") {
      return secrets.reduce((text, found) => text.replaceAll(found, `[sealed ${this.digest(found)}]`), value);
    }
    if (Array.isArray(value)) return value.map((item) => this.value(item, secrets));
    if (isSecret(value)) return { sealed: this.digest(reveal(value)) };
    return isObject(value) ? mapValues(value, (item) => this.value(item, secrets)) : value;
  }

  private digest(value: PlainValue): string {
    return createHash("sha256")
      .update(`${this.salt}\0${canonical(value)}`)
      .digest("hex");
  }
}

/**
 * What the cloud holds, in the terms of whoever asks: wherever the asker's own value is what was sealed, it stands there
 * as he knows it, secrets and all. What differs stays as the cloud has it.
 */
export function unseal(held: PlainValue, sealedOwn: PlainValue | undefined, own: PlainValue | undefined): PlainValue {
  if (own !== undefined && canonical(held) === canonical(sealedOwn ?? null)) return own;
  if (Array.isArray(held)) {
    const [sealedItems, items] = [listOf(sealedOwn), listOf(own)];
    return held.map((item, index) => unseal(item, sealedItems[index], items[index]));
  }
  if (!isObject(held) || isSecret(own)) return held;
  const sealedObject: PlainObject = isObject(sealedOwn) ? sealedOwn : {};
  const object: PlainObject = isObject(own) ? own : {};
  return mapValues(held, (item, key) => unseal(item, sealedObject[key], object[key]));
}

/** What may be said to somebody who knows none of the secrets: whatever is one, or holds one in a text, is left out. */
export function withoutSealed(properties: PlainObject): PlainObject {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, value]) => !isSealed(value))
      .map(([key, value]) => [key, openPartsOf(value)]),
  );
}

function openPartsOf(value: PlainValue): PlainValue {
  if (Array.isArray(value)) return value.filter((item) => !isSealed(item)).map(openPartsOf);
  return isObject(value) ? withoutSealed(value) : value;
}

function isSealed(value: PlainValue): boolean {
  return typeof value === "string" ? /\[sealed [0-9a-f]{64}\]/.test(value) : isObject(value) && "sealed" in value;
}

/** JSON with sorted keys: equal values give equal texts. */
export function canonical(value: PlainValue): string {
  return JSON.stringify(value, (_, item: PlainValue) =>
    isObject(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item,
  );
}

function listOf(value: PlainValue | undefined): readonly PlainValue[] {
  return Array.isArray(value) ? value : [];
}
