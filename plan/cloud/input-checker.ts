/** Compares plain values with declared types and says everything that differs. */

import * as asset from "@pulumi/pulumi/asset";
import { nearest } from "./nearest-name";
import type { InputProperty, InputType, Shape } from "./schema-model";
import { isUnknown } from "./unknown";

/** Checks the inputs of one resource; `type` opens each message. */
export class InputChecker {
  private readonly isProvider: boolean;

  constructor(
    private readonly type: string,
    private readonly shapes: Readonly<Record<string, Shape>>,
  ) {
    this.isProvider = type.startsWith("pulumi:providers:");
  }

  check(shape: Shape, inputs: Readonly<Record<string, unknown>>): string[] {
    return this.object(shape, this.isProvider ? decoded(shape, inputs) : inputs, "");
  }

  private object(shape: Shape, value: object, path: string): string[] {
    const present = Object.entries(value).filter(([, property]) => property !== undefined);
    const given = new Set(present.map(([name]) => name));
    const missing = Object.entries(shape)
      .filter(([name, property]) => property.required && !given.has(name))
      .map(([name]) => `${this.type} requires property "${join(path, name)}"`);
    return [...present.flatMap(([name, property]) => this.property(shape, name, property, path)), ...missing];
  }

  private property(shape: Shape, name: string, value: unknown, parent: string): string[] {
    const path = join(parent, name);
    const declared = ownValue(shape, name);
    if (!declared) {
      const candidate = nearest(name, Object.keys(shape));
      const hint = candidate === undefined ? "" : `; did you mean "${join(parent, candidate)}"?`;
      return [`${this.type} has no property "${path}"${hint}`];
    }
    const problems = this.value(declared.type, value, path);
    return declared.deprecated ? [`${this.type} property "${path}" is deprecated`, ...problems] : problems;
  }

  private value(type: InputType, value: unknown, path: string): string[] {
    if (isUnknown(value)) return [];
    if (!accepts(type, value)) return [this.mismatch(path, `expects ${described(type)}`, `got ${kindOf(value)}`)];
    if (typeof type === "string") {
      return type.startsWith("#") && isObject(value) ? this.object(this.shape(type.slice(1)), value, path) : [];
    }
    if (isList(type)) {
      return Array.isArray(value) ? value.flatMap((item, index) => this.value(type[0], item, `${path}[${index}]`)) : [];
    }
    if ("mapOf" in type) {
      const entries = isObject(value) ? Object.entries(value).filter(([, item]) => item !== undefined) : [];
      return entries.flatMap(([key, item]) => this.value(type.mapOf, item, join(path, key)));
    }
    if ("literals" in type) {
      if (typeof value === "string" && type.literals.includes(value)) return [];
      const allowed = type.literals.map((literal) => JSON.stringify(literal)).join(", ");
      return [this.mismatch(path, `expects one of ${allowed}`, `got ${JSON.stringify(value)}`)];
    }
    return this.alternatives(type.oneOf, value, path);
  }

  /** The alternative that fits best speaks for all. */
  private alternatives(types: readonly InputType[], value: unknown, path: string): string[] {
    const results = types.filter((type) => accepts(type, value)).map((type) => this.value(type, value, path));
    return results.reduce((best, next) => (next.length < best.length ? next : best), results[0] ?? []);
  }

  private shape(name: string): Shape {
    const shape = ownValue(this.shapes, name);
    if (!shape) throw new Error(`the schema of ${this.type} refers to the shape ${name}, which its file lacks`);
    return shape;
  }

  private mismatch(path: string, expectation: string, actual: string): string {
    return `${this.type} property "${path}" ${expectation}, ${actual}`;
  }
}

/** Whether the outermost kind of the value fits, whatever it contains. */
function accepts(type: InputType, value: unknown): boolean {
  if (isList(type)) return Array.isArray(value);
  if (typeof type === "object") {
    if ("oneOf" in type) return type.oneOf.some((one) => accepts(one, value));
    return "literals" in type ? typeof value === "string" : isPlainObject(value);
  }
  if (type === "any") return true;
  // Their content is the SDK's business: an asset or a resource is any object.
  if (type === "asset" || type === "resource") return isObject(value);
  return type.startsWith("#") ? isPlainObject(value) : typeof value === type;
}

function described(type: InputType): string {
  if (isList(type)) return "a list";
  if (typeof type === "string") return type.startsWith("#") ? "an object" : article(type);
  if ("oneOf" in type) return [...new Set(type.oneOf.map(described))].join(" or ");
  return "literals" in type ? "a string" : "a map";
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list";
  if (asset.Asset.isInstance(value) || asset.Archive.isInstance(value)) return "an asset";
  return article(typeof value);
}

/** A provider's properties travel as text: the SDK encodes each one that is not a string as JSON. */
function decoded(shape: Shape, inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => {
      const declared = ownValue<InputProperty>(shape, name);
      const isEncoded = typeof value === "string" && declared !== undefined && !accepts(declared.type, value);
      return [name, isEncoded ? parsedOr(value) : value];
    }),
  );
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // no JSON: the check then reports a string in the wrong place
  }
}

function isList(type: InputType): type is readonly [InputType] {
  return Array.isArray(type);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPlainObject(value: unknown): boolean {
  return isObject(value) && !asset.Asset.isInstance(value) && !asset.Archive.isInstance(value);
}

function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function article(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}

/** `rules[0]` + `name` -> `rules[0].name`; a key that is no identifier is quoted: `tags["aws:x"]`. */
function join(parent: string, name: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${parent}[${JSON.stringify(name)}]`;
  return parent === "" ? name : `${parent}.${name}`;
}
