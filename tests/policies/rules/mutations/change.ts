import type { PlainObject, PlainValue, ResourceGraph, ResourceNode } from "../../../../plan/graph";
import { objects, type Stack } from "../../../support/stacks";
import { mutated } from "../../support/mutate";

export const TASK = "aws:ecs/taskDefinition:TaskDefinition";
export const FUNCTION = "aws:lambda/function:Function";

/** One change of the real platform, and what it breaks. */
export interface Mutation {
  /** What is changed. */
  readonly title: string;
  readonly stack: Stack;
  readonly change: (graph: ResourceGraph) => ResourceGraph;
  /** Every rule that finds something it did not find before, with the keys of what it finds. */
  readonly breaks: Readonly<Record<string, readonly string[]>>;
}

export function input(type: string, name: string, change: (inputs: PlainObject) => PlainObject) {
  return (graph: ResourceGraph) => {
    graph.one(type, name);
    return mutated(graph, (node) =>
      node.type === type && node.name === name ? { ...node, inputs: { ...node.inputs, ...change(node.inputs) } } : node,
    );
  };
}

export function containers(change: (container: PlainObject) => PlainObject) {
  return input(TASK, "worker-task", ({ containerDefinitions }) => {
    const parsed: PlainObject[] = JSON.parse(String(containerDefinitions));
    const [first = {}, ...others] = parsed;
    return { containerDefinitions: JSON.stringify([change(first), ...others]) };
  });
}

export function gone(type: string) {
  return (graph: ResourceGraph) => mutated(graph, (node) => (node.type === type ? undefined : node));
}

export function added(...nodes: readonly ResourceNode[]) {
  return (graph: ResourceGraph) => mutated(graph, (node) => node, nodes);
}

export function element(list: PlainValue | undefined, index: number, change: PlainObject): PlainObject[] {
  return objects(list).map((one, position) => (position === index ? { ...one, ...change } : one));
}
