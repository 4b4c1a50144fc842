import { evaluate } from "../../plan/evaluate";
import type { PlainObject, PlainValue, ResourceGraph } from "../../plan/graph";

export const STACKS = ["dev", "prod"] as const;
export type Stack = (typeof STACKS)[number];

/**
 * Both whole platforms, evaluated once for the suite that calls this.
 *
 * ```ts
 * const platform = bothStacks();
 * it("...", () => platform("prod").one("aws:ec2/vpc:Vpc"));
 * ```
 */
export function bothStacks(): (stack: Stack) => ResourceGraph {
  const graphs = new Map<Stack, ResourceGraph>();
  before(async () => {
    for (const stack of STACKS) graphs.set(stack, (await evaluate(stack)).graph);
  });
  return (stack) => {
    const graph = graphs.get(stack);
    if (graph === undefined) throw new Error(`${stack} is not evaluated yet`);
    return graph;
  };
}

/** A nested input as an object; empty where it is absent. */
export function object(value: PlainValue | undefined): PlainObject {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}

/** A nested input as a list of objects; empty where it is absent. */
export function objects(value: PlainValue | undefined): PlainObject[] {
  return Array.isArray(value) ? value.map(object) : [];
}
