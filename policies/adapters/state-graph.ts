import { ResourceGraph, type ResourceNode, type ResourceOptions, STACK_TYPE } from "../../plan/graph";
import { missingRoot } from "./missing-root";
import { type StateFile, StateFileError, type StateResource } from "./state-file";
import { type StateValues, stateValues } from "./state-values";

/** An exported stack as the graph that rules judge, and what a reader of the verdicts has to know. */
export interface StateGraph {
  readonly graph: ResourceGraph;
  /** How many secrets are sealed; a rule that needs one cannot be decided. */
  readonly sealed: number;
  /** Texts of secrets that the file holds openly: nothing that is printed may repeat one. */
  readonly openTexts: readonly string[];
  /** What was replaced and still waits to be deleted; what replaced it is judged. */
  readonly waiting: number;
}

/** @throws StateFileError if it is not the state of one stack */
export function stateGraph({ resources }: StateFile): StateGraph {
  const present = resources.filter(({ delete: waits }) => waits !== true);
  if (present.length === 0)
    throw new StateFileError("all that the file holds waits to be deleted: nothing is left to judge");
  const entries = present.map(nodeOf);
  const nodes = entries.map(({ node }) => node);
  const [stack, project] = stackOf(nodes);
  const root = entries.find(({ node }) => node.type === STACK_TYPE);
  const all = root === undefined ? [...nodes, missingRoot(stack, project)] : nodes;
  const values = entries.flatMap(({ inputs, outputs }) => [inputs, outputs]);
  return {
    graph: new ResourceGraph(stack, all, root?.outputs.value, root?.outputs.secrets),
    sealed: entries.reduce((sum, { inputs, outputs }) => sum + inputs.sealed + outputs.sealed, 0),
    openTexts: [...new Set(values.flatMap(({ openTexts }) => openTexts))],
    waiting: resources.length - present.length,
  };
}

interface Entry {
  readonly node: ResourceNode;
  readonly inputs: StateValues;
  readonly outputs: StateValues;
}

function nodeOf(resource: StateResource): Entry {
  const inputs = stateValues(resource.inputs);
  const outputs = stateValues(resource.outputs);
  const { urn, type, custom, id, parent, provider } = resource;
  const region = regionOf(type, inputs, outputs);
  const node: ResourceNode = {
    urn,
    type,
    name: urn.split("::").slice(3).join("::"),
    ...(parent === undefined ? {} : { parent }),
    ...(id === undefined ? {} : { id }),
    custom,
    ...(provider === undefined ? {} : { provider: provider.split("::").slice(0, 4).join("::") }),
    ...(region === undefined ? {} : { region }),
    inputs: inputs.value,
    outputs: outputs.value,
    secretInputs: inputs.secrets,
    secretOutputs: outputs.secrets,
    dependencies: [...(resource.dependencies ?? [])].sort(),
    propertyDependencies: propertyDependencies(resource),
    options: optionsOf(resource),
  };
  return { node, inputs, outputs };
}

function regionOf(type: string, ...values: readonly StateValues[]): string | undefined {
  if (!type.startsWith("aws:")) return undefined;
  const found = values.map(({ value }) => Object.getOwnPropertyDescriptor(value, "region")?.value);
  return found.find((region) => typeof region === "string");
}

function propertyDependencies({ propertyDependencies }: StateResource): Record<string, string[]> {
  const entries = Object.entries(propertyDependencies ?? {});
  return Object.fromEntries(
    entries
      .map(([property, urns]): [string, string[]] => [property, [...(urns ?? [])].sort()])
      .filter(([, urns]) => urns.length > 0),
  );
}

function optionsOf(resource: StateResource): ResourceOptions {
  const { protect, retainOnDelete, deletedWith, importID } = resource;
  const { ignoreChanges, replaceOnChanges, additionalSecretOutputs, aliases } = resource;
  return {
    ...(protect === true ? { protect } : {}),
    ...(retainOnDelete === true ? { retainOnDelete } : {}),
    ...(deletedWith === undefined ? {} : { deletedWith }),
    ...(importID === undefined ? {} : { import: importID }),
    ...(ignoreChanges?.length ? { ignoreChanges } : {}),
    ...(replaceOnChanges?.length ? { replaceOnChanges } : {}),
    ...(additionalSecretOutputs?.length ? { additionalSecretOutputs } : {}),
    ...(aliases?.length ? { aliases } : {}),
  };
}

/** Name of the stack and of its project, on which all URNs have to agree. */
function stackOf(nodes: readonly ResourceNode[]): [stack: string, project: string] {
  const names = new Set(nodes.map(({ urn }) => urn.split("::").slice(0, 2).join("::").slice("urn:pulumi:".length)));
  const [only = "", ...others] = names;
  if (others.length > 0)
    throw new StateFileError(`the file mixes ${[...names].sort().join(" and ")}: export one stack`);
  const [stack = "", project = ""] = only.split("::");
  return [stack, project];
}
