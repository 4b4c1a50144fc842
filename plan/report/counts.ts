import { type ResourceGraph, STACK_TYPE } from "../graph";

/** Something countable and how many resources of providers belong to it. */
export interface Count {
  readonly name: string;
  readonly resources: number;
}

/** Resources per top-level component, the largest first. */
export function countByComponent(graph: ResourceGraph): Count[] {
  return count(graph, (resource) => graph.rootComponentOf(resource).name);
}

/** Resources per service of a cloud, the largest first: `ec2`, `s3`, ... and `gcp bigquery`. */
export function countByService(graph: ResourceGraph): Count[] {
  return count(graph, ({ type }) => {
    const [provider = "", module = ""] = type.split(":");
    const service = module.split("/")[0] ?? module;
    return provider === "aws" ? service : provider === "random" ? "random" : `${provider} ${service}`;
  });
}

/** Resources a cloud would hold: neither components nor providers. */
export function cloudResources(graph: ResourceGraph) {
  return graph.resources.filter(
    (resource) => resource.custom && resource.type !== STACK_TYPE && !resource.type.startsWith("pulumi:"),
  );
}

function count(graph: ResourceGraph, nameOf: (resource: ResourceGraph["resources"][number]) => string): Count[] {
  const counts = new Map<string, number>();
  for (const resource of cloudResources(graph)) {
    const name = nameOf(resource);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, resources]) => ({ name, resources }))
    .sort((a, b) => b.resources - a.resources || (a.name < b.name ? -1 : 1));
}
