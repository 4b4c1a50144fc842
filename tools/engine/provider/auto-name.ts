import { DEFAULT_PLACEMENT, Registration } from "../../../plan/cloud/registration";
import { SERVICES } from "../../../plan/cloud/services";
import type { PlainObject } from "../../../plan/graph";

const asked = new Map<string, string | undefined>();

/**
 * The input that holds a type's physical name and is filled in where the program says nothing: the one the cloud's model
 * of the type makes a name for.
 */
export function namedInput(type: string): string | undefined {
  if (!asked.has(type)) asked.set(type, ask(type));
  return asked.get(type);
}

/** Under this key the inputs of a bridged provider list what it filled in, so that it is kept, whatever it is made of. */
export const DEFAULTS = "__defaults";

/** The inputs with a physical name: the one given, else the one it was given by us before, else a new one. */
export function withName(resource: Registration, old: PlainObject): PlainObject {
  const { inputs, type } = resource;
  const property = namedInput(type);
  if (property === undefined || property in inputs || `${property}Prefix` in inputs) return inputs;
  const present = isAutoNamed(old, property) ? old[property] : undefined;
  return { ...inputs, [property]: present ?? resource.physicalName(property), [DEFAULTS]: [property] };
}

/** Whether a physical name was generated, so that a second resource gets another. */
export function isAutoNamed(inputs: PlainObject, property: string): boolean {
  const defaults = inputs[DEFAULTS];
  return Array.isArray(defaults) && defaults.includes(property);
}

function ask(type: string): string | undefined {
  let property: string | undefined;
  class Listening extends Registration {
    override physicalName(input = "name"): string {
      property ??= input;
      return super.physicalName(input);
    }
  }
  try {
    SERVICES[type]?.(new Listening("", type, "", {}, DEFAULT_PLACEMENT));
  } catch {
    // Some models compute with an input that is required; they ask for the name first, or have none.
  }
  return property;
}
