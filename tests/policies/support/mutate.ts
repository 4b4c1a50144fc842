import { type PlainObject, ResourceGraph, type ResourceNode } from "../../../plan/graph";
import { UnknownValue } from "../../../policies/core/rule";

/** The same graph with resources changed, taken away or added. The original stays as it is. */
export function mutated(
  graph: ResourceGraph,
  change: (resource: ResourceNode) => ResourceNode | undefined,
  added: readonly ResourceNode[] = [],
): ResourceGraph {
  const kept = graph.resources.map(change).filter((resource) => resource !== undefined);
  return new ResourceGraph(graph.stack, [...kept, ...added], graph.outputs, graph.secretOutputs);
}

/** One resource's inputs replaced in part. */
export function withInputs(graph: ResourceGraph, type: string, name: string, inputs: PlainObject): ResourceGraph {
  graph.one(type, name);
  return mutated(graph, (node) =>
    node.type === type && node.name === name ? { ...node, inputs: { ...node.inputs, ...inputs } } : node,
  );
}

/** A resource that stands alone, for graphs made by hand. */
export function resource(
  type: string,
  name: string,
  inputs: PlainObject = {},
  outputs: PlainObject = {},
  more: Partial<ResourceNode> = {},
): ResourceNode {
  return {
    urn: `urn:pulumi:test::kumiki::${type}::${name}`,
    type,
    name,
    custom: true,
    inputs,
    outputs: { ...inputs, ...outputs },
    secretInputs: [],
    secretOutputs: [],
    dependencies: [],
    propertyDependencies: {},
    options: {},
    ...more,
  };
}

export function graphOf(...resources: readonly ResourceNode[]): ResourceGraph {
  const stack = resource("pulumi:pulumi:Stack", "kumiki-test", {}, {}, { custom: false });
  return new ResourceGraph("test", [stack, ...resources]);
}

/** Inputs of which one is not known: reading it throws, as at preview. */
export function unknownInput(inputs: PlainObject, property: string): PlainObject {
  return Object.defineProperty({ ...inputs }, property, {
    enumerable: true,
    get: () => {
      throw new UnknownValue(property);
    },
  });
}
