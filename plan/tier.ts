import type { ResourceNode } from "./graph";

/** The subnet tier a network resource belongs to, from its `Tier` tag. */
export function tierOf(resource: ResourceNode): string | undefined {
  const tags = resource.inputs.tags;
  const tier = tags !== null && typeof tags === "object" && !Array.isArray(tags) ? tags.Tier : undefined;
  return typeof tier === "string" ? tier : undefined;
}
