import type { ResourceSchema } from "../../plan/cloud/schema";
import type { InputType } from "../../plan/cloud/schema-model";
import { parsePath } from "./property-path";

/**
 * What is wrong with a property path of a resource type, as its SDK declares it; undefined when the path exists. A rule
 * over a property that does not exist would see nothing but absence.
 */
export function pathProblem(type: string, schema: ResourceSchema, path: string): string | undefined {
  let shape: Readonly<Record<string, { readonly type: InputType }>> | undefined = schema.inputs;
  for (const { name, list } of parsePath(path)) {
    if (shape === undefined) return `${type}: nothing lies below the property before "${name}" in ${path}`;
    const property: { readonly type: InputType } | undefined = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (property === undefined) return `${type} has no property "${name}" in ${path}`;
    const declared = withoutAlternatives(property.type);
    if (Array.isArray(declared) !== list) {
      return `${type}: "${name}" in ${path} is ${list ? "no list; remove its []" : "a list; write []"}`;
    }
    shape = shapeOf(elementOf(declared), schema);
  }
  return undefined;
}

/** A union is judged by its structured member: `string | Role` reads as the string it becomes. */
function withoutAlternatives(type: InputType): InputType {
  if (typeof type !== "object" || !("oneOf" in type)) return type;
  return type.oneOf.find((one) => typeof one === "object" || one.startsWith("#")) ?? type.oneOf[0] ?? "any";
}

function elementOf(type: InputType): InputType {
  return isList(type) ? withoutAlternatives(type[0]) : type;
}

function isList(type: InputType): type is readonly [InputType] {
  return Array.isArray(type);
}

function shapeOf(type: InputType, schema: ResourceSchema) {
  return typeof type === "string" && type.startsWith("#") ? schema.shapes[type.slice(1)] : undefined;
}
