import type { ResourceGraph } from "../../plan/graph";
import { isAdoptable, outermostComponents, resourcesBelow, shortestName } from "./components";

/** A map in which every resource that can be adopted stands as a comment: taking the sign away leaves the id to write. */
export function adoptTemplate(graph: ResourceGraph): string {
  const components = outermostComponents(graph).map((component) => {
    const resources = resourcesBelow(graph, component).filter(isAdoptable);
    const lines = resources.map((node) => {
      const region = node.region === undefined ? "" : `, ${node.region}`;
      return `  # ${shortestName(node, resources)}: # ${node.type}${region}`;
    });
    return [`${component.name}: # ${component.type}`, ...lines].join("\n");
  });
  return [
    `# What exists and ${graph.stack} is to take over. Uncomment a resource and write the id it is imported by, as the page of`,
    "# its type in the Pulumi Registry says under Import.",
    ...components,
    "",
  ].join("\n");
}
