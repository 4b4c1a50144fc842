import type { PlainObject, ResourceNode } from "../../../plan/graph";
import { isObject, objects } from "../values/objects";

/** The containers of a task definition. @throws where it holds anything else than a list of objects */
export function containersOf({ inputs }: ResourceNode): readonly PlainObject[] {
  const parsed: unknown = JSON.parse(String(inputs.containerDefinitions));
  if (!Array.isArray(parsed) || parsed.length === 0 || !parsed.every(isObject)) {
    throw new TypeError("containerDefinitions is no list of containers");
  }
  return parsed;
}

/** The plain environment of a container. */
export function environmentOf({
  environment,
}: PlainObject): readonly { readonly name: string; readonly value: string }[] {
  return objects(environment).map(({ name, value }) => ({ name: String(name), value: String(value) }));
}
