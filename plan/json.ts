import type { PlainObject, PlainValue, ResourceGraph, ResourceNode } from "./graph";

/** Stands where a secret was. */
export const REDACTED = "[secret]";

/**
 * The graph as the one JSON document other tools read: sorted by URN, keys sorted, secrets replaced, so that the same
 * program gives the same bytes on every run and machine.
 */
export function toJson(graph: ResourceGraph): string {
  const document = { stack: graph.stack, resources: graph.resources.map(resourceJson) };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function resourceJson(resource: ResourceNode): PlainObject {
  return {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    parent: resource.parent ?? null,
    id: resource.id ?? null,
    inputs: redactedInputs(resource),
    outputs: redactedOutputs(resource),
    dependencies: [...resource.dependencies],
    propertyDependencies: sorted(resource.propertyDependencies) as PlainObject,
    options: sorted({
      ...resource.options,
      ...(resource.provider === undefined ? {} : { provider: resource.provider }),
      ...(resource.region === undefined ? {} : { region: resource.region }),
    }) as PlainObject,
  };
}

/** Inputs with every secret replaced, however deep it stands. */
export function redactedInputs(resource: ResourceNode): PlainObject {
  const redact = (value: PlainValue, path: string): PlainValue => {
    if (resource.secretInputs.includes(path)) return REDACTED;
    if (Array.isArray(value)) return value.map((item, index) => redact(item, `${path}[${index}]`));
    if (value === null || typeof value !== "object") return value;
    return mapSorted(value, (key, item) => redact(item, path === "" ? key : `${path}.${key}`));
  };
  return mapSorted(resource.inputs, (key, item) => redact(item, key));
}

/** Outputs with every secret replaced; a service answers with whole properties, so whole properties go. */
export function redactedOutputs(resource: ResourceNode): PlainObject {
  return mapSorted(resource.outputs, (key, value) =>
    resource.secretOutputs.some(
      (secret) => secret === key || secret.startsWith(`${key}.`) || secret.startsWith(`${key}[`),
    )
      ? REDACTED
      : (sorted(value) as PlainValue),
  );
}

function mapSorted(object: PlainObject, map: (key: string, value: PlainValue) => PlainValue): PlainObject {
  return Object.fromEntries(
    Object.keys(object)
      .sort()
      .map((key) => [key, map(key, object[key] ?? null)]),
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
