import type { PlainObject, PlainValue, ResourceGraph, ResourceNode } from "./graph";

/** Stands where a secret was. */
export const REDACTED = "[secret]";

/** Shorter texts would be found inside innocent ones, and protect nothing. */
const SHORTEST_SECRET = 6;

/**
 * Takes the secrets out of what a graph shows: the properties marked secret, and wherever else their values turn up -
 * a name or an ARN made from a secret is as bad as the secret.
 */
export class Redactor {
  private readonly values: readonly string[];

  constructor(graph: ResourceGraph) {
    const found = new Set<string>();
    for (const resource of graph.resources) {
      for (const text of secretTexts(resource)) if (text.length >= SHORTEST_SECRET) found.add(text);
    }
    this.values = [...found].sort((a, b) => b.length - a.length);
  }

  text(text: string): string {
    return this.values.reduce((clean, secret) => clean.replaceAll(secret, REDACTED), text);
  }

  inputs(resource: ResourceNode): PlainObject {
    return this.object(resource.inputs, "", new Set(resource.secretInputs));
  }

  outputs(resource: ResourceNode): PlainObject {
    return this.object(resource.outputs, "", new Set(resource.secretOutputs));
  }

  /** A value without secrets, the keys of its objects sorted. */
  value(value: PlainValue, path = "", secretPaths: ReadonlySet<string> = new Set()): PlainValue {
    if (secretPaths.has(path)) return REDACTED;
    if (typeof value === "string") return this.text(value);
    if (Array.isArray(value)) return value.map((item, index) => this.value(item, `${path}[${index}]`, secretPaths));
    if (value === null || typeof value !== "object") return value;
    return this.object(value, path, secretPaths);
  }

  private object(object: PlainObject, path: string, secretPaths: ReadonlySet<string>): PlainObject {
    const entries = Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      entries.map(([key, value]) => [key, this.value(value, path === "" ? key : `${path}.${key}`, secretPaths)]),
    );
  }
}

function secretTexts(resource: ResourceNode): string[] {
  // Google's provider keeps every output it makes of labels secret; what the program itself said openly is none.
  const open = new Set(textsIn(resource.inputs, "", new Set(resource.secretInputs)));
  return [
    ...resource.secretInputs.flatMap((path) => textsIn(at(resource.inputs, path))),
    // An output that repeats an input is secret as a whole; which texts in it are, the input's paths say exactly.
    ...resource.secretOutputs
      .filter((path) => at(resource.inputs, path) === undefined)
      .flatMap((path) => textsIn(at(resource.outputs, path)))
      .filter((text) => !open.has(text)),
  ];
}

/** All texts of a value, but for those at or below the paths left out. */
function textsIn(value: PlainValue | undefined, path = "", leftOut: ReadonlySet<string> = new Set()): string[] {
  if (leftOut.has(path)) return [];
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, item]) =>
    textsIn(item, Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`, leftOut),
  );
}

/** The value at a path such as `origins[0].customHeaders[0].value`. */
function at(object: PlainObject, path: string): PlainValue | undefined {
  let current: PlainValue | undefined = object;
  for (const step of path.split(/[.[\]]+/).filter((part) => part !== "")) {
    if (current === null || typeof current !== "object") return undefined;
    current = (current as PlainObject)[step];
  }
  return current;
}
