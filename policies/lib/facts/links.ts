import type { ResourceGraph, ResourceNode } from "../../../plan/graph";

/**
 * Whether a property refers to a resource. What the property was computed from decides, which is known even where the
 * value is not; a value that came from nowhere, as in a stack file, is compared with the id.
 */
export function refersTo(node: ResourceNode, property: string, target: ResourceNode): boolean {
  const sources = node.propertyDependencies[property];
  if (sources !== undefined && sources.length > 0) return sources.includes(target.urn);
  return node.inputs[property] !== undefined && node.inputs[property] === target.id;
}

/** Resources of a type that refer to another one, such as the versioning of a bucket. */
export function referring(graph: ResourceGraph, type: string, property: string, target: ResourceNode): ResourceNode[] {
  return graph.ofType(type).filter((node) => refersTo(node, property, target));
}
