import { z } from "zod";
import { notesOf } from "./key";
import { messages } from "./messages";
import { at, type Message, type Problem } from "./problem";
import { firstSettable } from "./settable";
import { nearestKey } from "./suggest";
import { numberAdvice } from "./units";
import { allowedBy, unwrap } from "./values";

/** Thrown when a rule reads a key whose own value was already refused: there is nothing more to say about it. */
export class Unreadable extends Error {}

/** In the place of a value that was refused. */
const REFUSED = Symbol("refused");

type Raw = Readonly<Record<string, unknown>>;

interface Resolution {
  /** The values with defaults filled in. Reading a refused one throws {@link Unreadable}. */
  readonly values: Raw;
  readonly problems: readonly Problem[];
}

/**
 * Reads raw values by the schema, key by key. zod's own `parse` stops at the first level that has a problem; this keeps
 * going, so that one run reports everything: the rules still judge whatever could be read.
 *
 * `null` means "not set" everywhere, so that both stack files can hold the same keys.
 *
 * @param unreadable names of the first level whose values somebody else has refused already.
 */
export function resolve(schema: z.ZodObject, raw: Raw, unreadable: readonly string[] = []): Resolution {
  const problems: Problem[] = [];
  const templates: { owner: Record<string, unknown>; name: string; template: string }[] = [];

  function readObject(object: z.ZodObject, input: Raw, prefix: string): Record<string, unknown> {
    const output: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(object.shape)) {
      const path = join(prefix, name);
      const value = unreadable.includes(path) ? REFUSED : readMember(member as z.ZodType, input, name, path);
      if (value === REFUSED) refuse(output, name, path);
      else output[name] = value;
      if (isUnset(input[name]) && typeof value === "string" && value.includes("<")) {
        templates.push({ owner: output, name, template: value });
      }
    }
    for (const name of Object.keys(input).filter((name) => !Object.hasOwn(object.shape, name))) {
      const path = join(prefix, name);
      problems.push(at(path, messages.E39(path, nearestKey(path))));
    }
    return output;
  }

  function readMember(member: z.ZodType, siblings: Raw, name: string, path: string): unknown {
    const value = siblings[name];
    const { refusal, unit } = notesOf(member);
    if (!isUnset(value)) return read(unwrap(member), value, path, () => refusal?.(value, siblings), unit);
    if (member instanceof z.ZodObject) return readObject(member, {}, path);
    if (member instanceof z.ZodOptional) return undefined;
    if (member instanceof z.ZodDefault) return structuredClone(member.def.defaultValue);
    problems.push(at(path, messages.E01(path, firstSettable(path, unwrap(member)))));
    return REFUSED;
  }

  function read(
    schema: z.ZodType,
    value: unknown,
    path: string,
    refusal: () => Message | undefined,
    unit?: string,
  ): unknown {
    if (schema instanceof z.ZodObject && isMap(value)) return readObject(schema, value, path);
    if (schema instanceof z.ZodArray && Array.isArray(value)) {
      return allOrRefused(value.map((item, index) => readItem(schema.element as z.ZodType, item, `${path}[${index}]`)));
    }
    if (schema instanceof z.ZodRecord && isMap(value)) {
      const names = Object.keys(value);
      const items = allOrRefused(
        names.map((name) => readItem(schema.valueType as z.ZodType, value[name], join(path, name))),
      );
      return items === REFUSED ? REFUSED : Object.fromEntries(names.map((name, index) => [name, items[index]]));
    }
    const result = isContainer(schema) ? undefined : schema.safeParse(value);
    if (result?.success) return result.data;
    const advice = isContainer(schema) ? undefined : numberAdvice(schema, value, unit);
    problems.push(at(path, refusal() ?? messages.E00(path, allowedBy(schema), value, advice)));
    return REFUSED;
  }

  function readItem(schema: z.ZodType, value: unknown, path: string): unknown {
    return read(unwrap(schema), value, path, () => undefined);
  }

  const values = readObject(schema, raw, "");
  for (const { owner, name, template } of templates) fillIn(owner, name, template, values);
  return { values, problems };
}

/** Replaces each "<dotted.path>" of a default by the value it stands for, unless that value was refused. */
function fillIn(owner: Record<string, unknown>, name: string, template: string, values: Raw): void {
  try {
    owner[name] = template.replaceAll(/<([\w.]+)>/g, (_, path: string) => String(valueAt(values, path)));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    refuse(owner, name, name);
  }
}

/** The value at a dotted path, or `undefined` where the path leads nowhere. */
export function valueAt(values: unknown, path: string): unknown {
  return path.split(".").reduce((value, name) => (isMap(value) ? value[name] : undefined), values);
}

function refuse(owner: object, name: string, path: string): void {
  Object.defineProperty(owner, name, {
    enumerable: true,
    get: () => {
      throw new Unreadable(path);
    },
  });
}

function allOrRefused(items: unknown[]): unknown[] | typeof REFUSED {
  return items.includes(REFUSED) ? REFUSED : items;
}

export function isMap(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isContainer(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject || schema instanceof z.ZodArray || schema instanceof z.ZodRecord;
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === null;
}

function join(prefix: string, name: string): string {
  return prefix === "" ? name : `${prefix}.${name}`;
}
