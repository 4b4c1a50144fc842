import { parse } from "yaml";
import { nearest } from "../../plan/cloud/nearest-name";
import type { ResourceGraph, ResourceNode } from "../../plan/graph";
import {
  componentsNamed,
  fullName,
  isAdoptable,
  isCalled,
  outermostComponents,
  PROVIDER,
  resourcesBelow,
  shortestName,
} from "./components";
import { importId, regionProblem } from "./import-id";
import { AdoptError } from "./problems";

/** A resource of the program, and what exists already that it stands for. */
export interface Adoption {
  readonly node: ResourceNode;
  /** The id it is imported by. */
  readonly id: string;
}

/** An entry of the map, found in the graph. */
interface Entry extends Adoption {
  /** Where it stands, such as `vpc.vpc-igw`. */
  readonly place: string;
}

/**
 * Reads a map of components, each a map of its resources to the ids of what exists.
 * @throws AdoptError with every problem of it
 */
export function readAdoptMap(text: string, graph: ResourceGraph): Adoption[] {
  const problems: string[] = [];
  const entries = Object.entries(mapIn(text)).flatMap(([component, resources]) =>
    entriesOf(graph, component, resources, problems),
  );
  problems.push(...clashes(entries));
  if (entries.length === 0 && problems.length === 0) {
    problems.push(
      'nothing is adopted; give at least one resource the id of what exists, such as "vpc-network: vpc-0123"',
    );
  }
  if (problems.length > 0) throw new AdoptError(problems);
  return entries.map(({ node, id }) => ({ node, id }));
}

function mapIn(text: string): Readonly<Record<string, unknown>> {
  let content: unknown;
  try {
    content = parse(text) ?? {};
  } catch (error) {
    throw new AdoptError([`it is no YAML: ${String(error instanceof Error ? error.message : error).trim()}`]);
  }
  if (isMap(content)) return content;
  throw new AdoptError([`expected a map of components, such as "vpc:", got ${described(content)}`]);
}

function entriesOf(graph: ResourceGraph, name: string, resources: unknown, problems: string[]): Entry[] {
  const [component, ...more] = componentsNamed(graph, name);
  if (component === undefined || more.length > 0) {
    problems.push(component === undefined ? noComponent(graph, name) : severalOf(name, [component, ...more]));
    return [];
  }
  if (resources === null) return []; // as in a template whose entries are all still comments
  if (!isMap(resources)) {
    problems.push(`${name}: expected a map of its resources to their ids, got ${described(resources)}`);
    return [];
  }
  const candidates = resourcesBelow(graph, component);
  return Object.entries(resources).flatMap(([key, id]) => {
    const place = `${name}.${key}`;
    const found = candidates.filter((node) => isCalled(node, key));
    const [node] = found;
    const problem =
      node === undefined
        ? noResource(graph, name, key, candidates)
        : found.length > 1
          ? severalOf(place, found)
          : (refusal(place, node) ?? idProblem(place, id) ?? regionProblem(graph, place, node, String(id)));
    if (problem !== undefined) problems.push(problem);
    return node === undefined || problem !== undefined
      ? []
      : [{ place, node, id: importId(graph, node, String(id).trim()) }];
  });
}

function noComponent(graph: ResourceGraph, name: string): string {
  const guess = nearest(
    name,
    graph.resources.filter(({ custom }) => !custom).map((node) => node.name),
  );
  const outermost = outermostComponents(graph)
    .map((node) => node.name)
    .sort();
  const hint = guess === undefined ? `it has: ${outermost.join(", ")}` : `did you mean "${guess}"?`;
  return `${graph.stack} has no component "${name}"; ${hint}`;
}

function noResource(
  graph: ResourceGraph,
  component: string,
  name: string,
  candidates: readonly ResourceNode[],
): string {
  const adoptable = candidates.filter(isAdoptable);
  const guess = nearest(
    name,
    adoptable.map((node) => shortestName(node, adoptable)),
  );
  const hint =
    guess === undefined ? `"npm run adopt -- ${graph.stack}" prints what it has` : `did you mean "${guess}"?`;
  return `${component} has no resource "${name}"; ${hint}`;
}

function severalOf(place: string, nodes: readonly ResourceNode[]): string {
  return `${place}: ${nodes.length} have that name; write the one that is meant: ${nodes.map(fullName).join(", ")}`;
}

/** Why there is nothing to adopt. */
function refusal(place: string, node: ResourceNode): string | undefined {
  if (isAdoptable(node)) return undefined;
  return node.type.startsWith(PROVIDER)
    ? `${place}: a provider exists nowhere but in the state; take the line out, the import file declares what it needs`
    : `${place}: a ${node.type} exists nowhere but in the state; take the line out, the next "up" makes a new one`;
}

function idProblem(place: string, id: unknown): string | undefined {
  if (typeof id === "number") return `${place}: the id ${id} is read as a number; write it in quotes`;
  if (id !== null && typeof id !== "string") return `${place}: expected an id as text, got ${described(id)}`;
  if (id === null || id.trim() === "") return `${place}: the id is empty; write the one it is imported by, or nothing`;
  return undefined;
}

/** A resource cannot stand for two things, nor two for the same. */
function clashes(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry, index) => {
    const earlier = entries.slice(0, index);
    const again = earlier.find(({ node }) => node === entry.node);
    if (again !== undefined) return [`${again.place} and ${entry.place} are the same resource; leave one of them out`];
    const { node, id } = entry;
    const same = earlier.find((other) => other.id === id && isOneThing(other.node, node));
    return same === undefined
      ? []
      : [`${same.place} and ${entry.place} both have the id "${id}"; one ${node.type} can be adopted by one of them`];
  });
}

function isOneThing(a: ResourceNode, b: ResourceNode): boolean {
  return a.type === b.type && a.provider === b.provider;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function described(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return isMap(value) ? "a map" : JSON.stringify(value);
}
