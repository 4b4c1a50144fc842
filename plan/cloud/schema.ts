/** What the providers' SDK knows about each resource type in use, and a check of inputs against it. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../project";
import { InputChecker } from "./input-checker";
import {
  type ModuleSchema,
  type OutputProperty,
  type ResourceDeclaration,
  type Shape,
  schemaFileOf,
} from "./schema-model";

export interface ResourceSchema extends ResourceDeclaration {
  /** The object shapes the inputs refer to, by name. */
  readonly shapes: Readonly<Record<string, Shape>>;
}

export const SCHEMA_FOLDER = join(projectRoot, "plan/cloud/schema");

const modules = new Map<string, ModuleSchema | undefined>();

/** The schema of a resource type such as `aws:ec2/vpc:Vpc`; undefined for a type the project does not use. */
export function schemaOf(type: string): ResourceSchema | undefined {
  const module = moduleOf(schemaFileOf(type));
  const resource = module?.resources[type];
  return module && resource && { ...resource, shapes: module.shapes };
}

/**
 * Checks the resolved inputs of one resource. An undefined property counts as absent.
 *
 * @returns every problem, each with the type and the property's full path; empty when the SDK accepts the inputs.
 */
export function checkInputs(type: string, inputs: Readonly<Record<string, unknown>>): string[] {
  const schema = schemaOf(type);
  if (!schema)
    return [
      `${type} is not described in ${schemaFileOf(type)}; give it an entry in plan/cloud and run: npm run generate`,
    ];
  return new InputChecker(type, schema.shapes).check(schema.inputs, inputs);
}

/** The outputs of a resource type; one without `optional` is always present once the resource exists. */
export function outputKinds(type: string): Readonly<Record<string, OutputProperty>> | undefined {
  return schemaOf(type)?.outputs;
}

function moduleOf(file: string): ModuleSchema | undefined {
  if (!modules.has(file)) {
    const path = join(SCHEMA_FOLDER, file);
    modules.set(file, existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined);
  }
  return modules.get(file);
}
