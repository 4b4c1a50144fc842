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
    const secrets = longSecretsIn(properties);
    return mapValues(properties, (value) => this.value(value, secrets));
  }

  /**
   * What the cloud holds, in the terms of whoever asks: wherever the asker's own value is what was sealed, it stands there
   * as he knows it, secrets and all. What differs stays as the cloud has it.
   */
  opened(held: PlainObject, own: PlainObject): PlainObject {
    const secrets = longSecretsIn(own);
    return mapValues(held, (value, key) => this.openedValue(value, own[key], secrets));
  }

  private openedValue(held: PlainValue, own: PlainValue | undefined, secrets: readonly string[]): PlainValue {
    if (own === undefined) return held;
    if (this.isSealOf(held, own, secrets)) return own;
    if (isSecret(own)) {
      // The engine marks an output as a whole where an input holds a secret somewhere inside.
      const plain = reveal(own);
      const inside = this.openedValue(held, plain, secrets);
      return canonical(inside) === canonical(plain) ? own : inside;
    }
    if (Array.isArray(held)) {
      const items = Array.isArray(own) ? own : [];
      return held.map((item, index) => this.openedValue(item, items[index], secrets));
    }
    if (!isObject(held) || !isObject(own)) return held;
    return mapValues(held, (item, key) => this.openedValue(item, own[key], secrets));
  }

  private isSealOf(held: PlainValue, own: PlainValue, secrets: readonly string[]): boolean {
    const text = canonical(held);
    return [reveal(own), this.value(own, secrets), this.sealed(own)].some((form) => canonical(form) === text);
  }

  private value(value: PlainValue, secrets: readonly string[]): PlainValue {
    if (typeof value === "string") {
      return secrets.reduce((text, found) => text.replaceAll(found, `[sealed ${this.digest(found)}]`), value);
    }
    if (Array.isArray(value)) return value.map((item) => this.value(item, secrets));
    if (isSecret(value)) return this.sealed(value);
    return isObject(value) ? mapValues(value, (item) => this.value(item, secrets)) : value;
  }

  private sealed(value: PlainValue): PlainObject {
    return { sealed: this.digest(reveal(value)) };
  }

  private digest(value: PlainValue): string {
    return createHash("sha256")
      .update(`${this.salt}\0${canonical(value)}`)
      .digest("hex");
  }
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

/** The longest first: one may be part of another. */
function longSecretsIn(properties: PlainObject): string[] {
  return secretTextsIn(properties)
    .filter((text) => text.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
}
