import type { PlainValue, ResourceGraph, ResourceNode } from "../../../plan/graph";
import { readPath } from "../../core/property-path";
import { UnknownValue } from "../../core/rule";

/** A property of resources of one type that names another resource. */
export interface Reference {
  readonly type: string;
  readonly path: string;
}

type Index = ReadonlyMap<string, readonly ResourceNode[]>;

/** Indices by graph: a rule asks for each of its subjects, and must not walk all resources each time. */
const indices = new WeakMap<ResourceGraph, Map<string, Index>>();

/**
 * The resources that name this one at a property, by its id or its ARN.
 *
 * @throws UnknownValue while the resource has neither: what refers to it cannot be found then
 */
export function referring({ type, path }: Reference, subject: ResourceNode, graph: ResourceGraph): ResourceNode[] {
  const index = indexOf(type, path, graph);
  const names = namesOf(subject);
  if (names.length === 0) throw new UnknownValue("id");
  return [...new Set(names.flatMap((name) => index.get(name) ?? []))];
}

/** The resource of a type that has this id. */
export function withId(type: string, id: PlainValue | undefined, graph: ResourceGraph): ResourceNode | undefined {
  const index = cached(`${type} by id`, graph, () =>
    groupBy(graph.ofType(type).flatMap((resource) => (resource.id === undefined ? [] : [[resource.id, resource]]))),
  );
  return typeof id === "string" ? index.get(id)?.[0] : undefined;
}

/** What other resources may call this one. */
export function namesOf({ id, outputs }: ResourceNode): string[] {
  return [id, outputs.arn].filter((name): name is string => typeof name === "string" && name !== "");
}

function indexOf(type: string, path: string, graph: ResourceGraph): Index {
  return cached(`${type} ${path}`, graph, () =>
    groupBy(
      graph
        .ofType(type)
        .flatMap((resource) =>
          readPath(resource.inputs, path).flatMap(({ value }): Entry[] =>
            typeof value === "string" ? [[value, resource]] : [],
          ),
        ),
    ),
  );
}

type Entry = readonly [name: string, resource: ResourceNode];

function groupBy(entries: readonly Entry[]): Index {
  const groups = new Map<string, ResourceNode[]>();
  for (const [name, resource] of entries) {
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [resource]);
    else group.push(resource);
  }
  return groups;
}

function cached(key: string, graph: ResourceGraph, build: () => Index): Index {
  const known = indices.get(graph) ?? new Map<string, Index>();
  indices.set(graph, known);
  const index = known.get(key) ?? build();
  known.set(key, index);
  return index;
}
