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

/** The inputs with a physical name: the one given, else the one it has already, else a new one. */
export function withName(resource: Registration, old: PlainObject): PlainObject {
  const { inputs, type } = resource;
  const property = namedInput(type);
  if (property === undefined || property in inputs || `${property}Prefix` in inputs) return inputs;
  const present = old[property];
  const isGenerated = typeof present === "string" && isAutoName(present, resource.name);
  return { ...inputs, [property]: isGenerated ? present : resource.physicalName(property) };
}

/** Whether a physical name is one that was generated for this logical name, so that a second resource gets another. */
export function isAutoName(physical: string, logical: string): boolean {
  return physical.startsWith(`${logical}-`) && /^[0-9a-f]{7}$/.test(physical.slice(logical.length + 1));
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
