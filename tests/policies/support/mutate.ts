import { ResourceGraph, type ResourceNode } from "../../../plan/graph";

/** The graph with one resource changed; the original stays as it was. */
export function change(graph: ResourceGraph, urn: string, patch: Partial<ResourceNode>): ResourceGraph {
  if (graph.get(urn) === undefined) throw new Error(`there is no ${urn} to change`);
  return withResources(
    graph,
    graph.resources.map((node) => (node.urn === urn ? { ...node, ...patch } : node)),
  );
}

/** The graph with one more resource. */
export function add(graph: ResourceGraph, node: ResourceNode): ResourceGraph {
  return withResources(graph, [...graph.resources, node]);
}

/** The graph without one resource. */
export function remove(graph: ResourceGraph, urn: string): ResourceGraph {
  if (graph.get(urn) === undefined) throw new Error(`there is no ${urn} to remove`);
  return withResources(
    graph,
    graph.resources.filter((node) => node.urn !== urn),
  );
}

function withResources(graph: ResourceGraph, resources: readonly ResourceNode[]): ResourceGraph {
  return new ResourceGraph(graph.stack, resources, graph.outputs, graph.secretOutputs);
}
