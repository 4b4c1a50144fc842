import type { ResourceNode } from "../../../plan/graph";

/**
 * Whether a property refers to a resource. What the property was computed from decides, which is known even where the
 * value is not; a value that came from nowhere, as in a stack file, is compared with the id.
 */
export function refersTo(node: ResourceNode, property: string, target: ResourceNode): boolean {
  const sources = node.propertyDependencies[property];
  if (sources !== undefined && sources.length > 0) return sources.includes(target.urn);
  return node.inputs[property] !== undefined && node.inputs[property] === target.id;
}
