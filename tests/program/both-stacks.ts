import type { PlainObject, PlainValue, ResourceGraph, ResourceNode } from "../../plan/graph";
import { bothStacks, STACKS, type Stack } from "../support/stacks";

/** The two columns of a design table. */
export type PerStack<T> = Readonly<Record<Stack, T>>;

type Check<T> = (graph: ResourceGraph, expected: T, stack: Stack) => void;

/** Gives what declares one test for each stack, with the stack's own column of the design as the expectation. */
export function platformTests() {
  const platform = bothStacks();
  return function inBothStacks<T>(title: string, expected: PerStack<T>, check: Check<T>): void {
    for (const stack of STACKS) {
      it(`${title} [${stack}]`, () => check(platform(stack), expected[stack], stack));
    }
  };
}

/** The same expectation of both stacks. */
export function same<T>(expected: T): PerStack<T> {
  return { dev: expected, prod: expected };
}

/** The account of each shipped stack file. */
export const ACCOUNTS: PerStack<string> = { dev: "123456789012", prod: "210987654321" };

/** Gives the logical name behind an id, an ARN or a physical name, so that expectations stay readable. */
export function nameResolver(graph: ResourceGraph): (reference: PlainValue | undefined) => string {
  const names = new Map<PlainValue, string>();
  // Parts of a resource, such as a bucket's policy, carry the id of the whole but no ARN: the whole goes first.
  const wholesFirst = [...graph.resources].sort((a, b) => Number("arn" in b.outputs) - Number("arn" in a.outputs));
  for (const { id, name, outputs, custom } of wholesFirst) {
    if (!custom) continue;
    for (const reference of [id, outputs.arn]) {
      if (reference !== undefined && !names.has(reference)) names.set(reference, name);
    }
  }
  return (reference) => {
    const name = reference === undefined ? undefined : names.get(reference);
    if (name === undefined) throw new Error(`no resource has the id or ARN ${JSON.stringify(reference)}`);
    return name;
  };
}

/** A property of every resource of a type, by logical name. */
export function byName<T>(
  graph: ResourceGraph,
  type: string,
  read: (resource: ResourceNode) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(graph.ofType(type).map((resource) => [resource.name, read(resource)]));
}

/** An object within an input, such as a block of settings. @throws if it is no object */
export function objectAt(value: PlainValue | undefined, ...path: readonly (string | number)[]): PlainObject {
  const found = path.reduce<PlainValue | undefined>((current, step) => {
    if (Array.isArray(current)) return current[Number(step)];
    return current !== null && typeof current === "object" ? current[step] : undefined;
  }, value);
  if (found === null || typeof found !== "object" || Array.isArray(found)) {
    throw new Error(`${path.join(".")} is ${JSON.stringify(found)}, not an object`);
  }
  return found;
}

export function listOf(value: PlainValue | undefined): PlainValue[] {
  if (!Array.isArray(value)) throw new Error(`expected a list, got ${JSON.stringify(value)}`);
  return value;
}

/** Everything of this platform that Pulumi manages at a cloud; not the components, providers and the stack. */
export function cloudResources(graph: ResourceGraph): ResourceNode[] {
  return graph.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
}
