import type { ResourceGraph, ResourceNode } from "../../plan/graph";
import { regionSuffix } from "../engine/provider/import";

/** The id as the provider takes it: it looks in its own region unless the id says another one. */
export function importId(graph: ResourceGraph, node: ResourceNode, id: string): string {
  const { region } = node;
  return region === undefined || region === regionOfProvider(graph, node) || regionSuffix(id) !== undefined
    ? id
    : `${id}@${region}`;
}

/** An id that says another region than the program: what is found there would be replaced. */
export function regionProblem(
  { stack }: ResourceGraph,
  place: string,
  { region }: ResourceNode,
  id: string,
): string | undefined {
  const said = regionSuffix(id);
  return said === undefined || region === undefined || said === region
    ? undefined
    : `${place}: "${id}" is in ${said}, where ${stack} has nothing of the kind; it belongs in ${region}`;
}

function regionOfProvider(graph: ResourceGraph, { provider = "" }: ResourceNode): unknown {
  return graph.get(provider)?.inputs.region;
}
