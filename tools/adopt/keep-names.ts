import type { PlainObject, ResourceGraph } from "../../plan/graph";
import { DEFAULTS, isAutoNamed, namedInput } from "../engine/provider/auto-name";
import { AdoptError } from "./problems";

/** As much of `pulumi stack export` as is looked at. */
export interface ExportedState {
  readonly deployment: { readonly resources?: readonly { urn: string; type: string; inputs?: PlainObject }[] };
}

/**
 * Notes in a state which names the program leaves to the provider. An import cannot know: it takes every name as one that
 * was asked for, so that a program that asks for none gets a new name, and with it a new resource.
 * @throws AdoptError for a state that has nothing of the stack
 * @returns the logical names of the resources whose name is kept from now on
 */
export function keepNames(state: ExportedState, graph: ResourceGraph): string[] {
  const kept: string[] = [];
  const { resources = [] } = state.deployment;
  if (!resources.some(({ urn }) => graph.get(urn) !== undefined)) {
    throw new AdoptError([`it has nothing of ${graph.stack}; export the state of that stack, after the import`]);
  }
  for (const { urn, type, inputs } of resources) {
    const node = graph.get(urn);
    const property = namedInput(type);
    if (node === undefined || inputs === undefined || property === undefined || isAutoNamed(inputs, property)) continue;
    if (property in node.inputs || `${property}Prefix` in node.inputs || !(property in inputs)) continue;
    const noted = inputs[DEFAULTS];
    inputs[DEFAULTS] = [...(Array.isArray(noted) ? noted : []), property];
    kept.push(node.name);
  }
  return kept.sort();
}
