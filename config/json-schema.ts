import { z } from "zod";
import { allowedText, type KeyEntry, listKeys } from "./entries";
import { schema } from "./schema";
import { NAMESPACE, REGION_KEY } from "./source";
import { allowedBy, unwrap } from "./values";

type JsonSchema = Record<string, unknown>;

const SECURE_VALUE = {
  type: "object",
  properties: { secure: { type: "string" } },
  required: ["secure"],
  additionalProperties: false,
};

/**
 * The content of config/stack-file.schema.json. It gives editors the keys of a stack file, their meaning and allowed
 * values while somebody types; rules between keys are left to the program.
 */
export function renderConfigJsonSchema(): string {
  const entries = new Map(listKeys().map((entry) => [entry.path, entry]));
  const own = Object.entries(schema.shape).map(([name, member]) => [
    `${NAMESPACE}:${name}`,
    describe(member as z.ZodType, name, entries),
  ]);
  const document = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Stack file of kumiki",
    type: "object",
    properties: {
      config: {
        type: "object",
        properties: {
          ...Object.fromEntries(own),
          [REGION_KEY]: { type: "string", description: "The AWS region of the stack." },
        },
        // Keys of other namespaces belong to providers and to the engine, which check them.
        patternProperties: { [`^(?!${NAMESPACE}:)`]: {} },
        additionalProperties: false,
        required: [REGION_KEY],
      },
    },
    required: ["config"],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function describe(member: z.ZodType, path: string, entries: ReadonlyMap<string, KeyEntry>): JsonSchema {
  const entry = entries.get(path);
  const value = unwrap(member);
  if (entry === undefined) return { ...container(value, path, entries), description: `Settings of ${path}.` };
  const { notes, required, fallback } = entry;
  const description = `${notes.meaning} Allowed: ${allowedText(entry)}.`;
  const own = { description, ...(fallback === undefined ? {} : { default: fallback }) };
  if (notes.secret !== undefined) return { ...own, anyOf: [SECURE_VALUE, { const: "" }, { type: "null" }] };
  const shape = container(value, path, entries);
  return required ? { ...own, ...shape } : { ...own, anyOf: [shape, { type: "null" }] };
}

function container(value: z.ZodType, path: string, entries: ReadonlyMap<string, KeyEntry>): JsonSchema {
  if (value instanceof z.ZodObject) {
    const members = Object.entries(value.shape).map(([name, member]) => [
      name,
      describe(member as z.ZodType, `${path}.${name}`, entries),
    ]);
    const required = Object.keys(value.shape).filter((name) => entries.get(`${path}.${name}`)?.required);
    return {
      type: "object",
      properties: Object.fromEntries(members),
      ...(required.length === 0 ? {} : { required }),
      additionalProperties: false,
    };
  }
  if (value instanceof z.ZodArray)
    return { type: "array", items: container(unwrap(value.element as z.ZodType), `${path}[]`, entries) };
  if (value instanceof z.ZodRecord)
    return { type: "object", additionalProperties: container(value.valueType as z.ZodType, path, entries) };
  return scalar(value);
}

/** zod describes what comes out; digits may also go in as a number, and numbers as text, as `pulumi config set` writes them. */
function scalar(value: z.ZodType): JsonSchema {
  const { $schema: _, ...shape } = z.toJSONSchema(value, { target: "draft-7", io: "output" });
  if (!(value instanceof z.ZodPipe)) return shape;
  return shape.type === "string"
    ? { anyOf: [shape, { type: "integer" }] }
    : {
        anyOf: [
          { ...shape, description: allowedBy(value).en },
          { type: "string", pattern: "^-?\\d+(\\.\\d+)?$" },
        ],
      };
}
