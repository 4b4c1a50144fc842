import { z } from "zod";
import { type DocumentedKey, notesOf } from "./key";
import { schema } from "./schema";
import { allowedBy, unwrap } from "./values";

/** One key of the schema, as generators and suggestions need it. */
export interface KeyEntry {
  /** Dotted path; "[]" stands for the items of a list: "batch.jobs[].name". */
  readonly path: string;
  readonly notes: DocumentedKey;
  /** The schema with its wrappers. */
  readonly schema: z.ZodType;
  /** The schema of the value itself. */
  readonly value: z.ZodType;
  readonly required: boolean;
  /** The default as it stands in the schema; `undefined` where there is none. */
  readonly fallback: unknown;
  /** Whether the key is a member of an optional group or of the items of a list, and so no key of every stack file. */
  readonly nested: boolean;
}

/** Every key of the schema in its order. Optional groups are listed before their members, sections are not. */
export function listKeys(): KeyEntry[] {
  return members(schema, "", false);
}

/** The dotted paths of sections and keys: everything a misspelt key can have been meant to be. */
export function listPaths(): string[] {
  return [...new Set(listKeys().flatMap(({ path }) => ancestors(path)))];
}

function members(object: z.ZodObject, prefix: string, nested: boolean): KeyEntry[] {
  return Object.entries(object.shape).flatMap(([name, member]) => {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const value = unwrap(member as z.ZodType);
    if (member instanceof z.ZodObject) return members(member, path, nested);
    const entry = toEntry(path, member as z.ZodType, nested);
    if (value instanceof z.ZodObject) return [entry, ...members(value, path, true)];
    const item = value instanceof z.ZodArray ? unwrap(value.element as z.ZodType) : undefined;
    return item instanceof z.ZodObject ? [entry, ...members(item, `${path}[]`, true)] : [entry];
  });
}

function toEntry(path: string, member: z.ZodType, nested: boolean): KeyEntry {
  return {
    path,
    notes: notesOf(member),
    schema: member,
    value: unwrap(member),
    required: !(member instanceof z.ZodOptional || member instanceof z.ZodDefault),
    fallback: member instanceof z.ZodDefault ? member.def.defaultValue : undefined,
    nested,
  };
}

function ancestors(path: string): string[] {
  const names = path.split(".");
  return names.map((_, index) => names.slice(0, index + 1).join("."));
}

/** The allowed values of a key in English, as the reference and the editors show them. */
export function allowedText({ notes, value }: KeyEntry): string {
  if (notes.allowed !== undefined) return notes.allowed;
  if (value instanceof z.ZodObject) return "a group of the keys below";
  if (value instanceof z.ZodRecord) return `any names; each value is ${allowedBy(value.valueType as z.ZodType).en}`;
  const item = value instanceof z.ZodArray ? unwrap(value.element as z.ZodType) : undefined;
  if (item === undefined) return allowedBy(value).en;
  return item instanceof z.ZodObject
    ? "a list of groups of the keys below"
    : `a list; each item is ${allowedBy(item).en}`;
}
