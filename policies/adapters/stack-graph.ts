import type { PolicyResource } from "@pulumi/policy";
import { type PlainObject, ResourceGraph, type ResourceNode, type ResourceOptions, STACK_TYPE } from "../../plan/graph";
import { missingRoot } from "./missing-root";
import { defineUnknown, plainProperties } from "./properties";

/** Inputs as the engine checked them, with the provider's defaults filled in, by URN. */
export type CheckedInputs = ReadonlyMap<string, PlainObject>;

/**
 * The stack as CrossGuard shows it, as the graph that rules judge.
 *
 * A stack policy sees outputs alone. Inputs are what the engine showed before, resource by resource, in `inputs`; where
 * it showed none the outputs stand in, which repeat them. What CrossGuard does not tell - which values are secret - is
 * not known to a rule either: to read it throws `UnknownValue`, so that no rule passes by not being told.
 */
export function graphOf(resources: readonly PolicyResource[], inputs: CheckedInputs): ResourceGraph {
  const nodes = resources.map((resource) => nodeOf(resource, inputs.get(resource.urn)));
  const [stack = "unknown", project = "unknown"] = nodes[0]?.urn.replace(/^urn:pulumi:/, "").split("::") ?? [];
  const root = nodes.find(({ type }) => type === STACK_TYPE);
  const graph = new ResourceGraph(stack, root ? nodes : [...nodes, missingRoot(stack, project)], root?.outputs);
  defineUnknown(graph, "secretOutputs", "which stack outputs are secret");
  return graph;
}

function nodeOf(resource: PolicyResource, checked: PlainObject | undefined): ResourceNode {
  const outputs = plainProperties(resource.props);
  const inputs = checked ?? outputs;
  const parent = resource.parent?.urn ?? resource.opts.parent;
  const node: ResourceNode = {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    ...(parent === undefined ? {} : { parent }),
    custom: resource.provider !== undefined || resource.type.startsWith("pulumi:providers:"),
    ...(resource.provider === undefined ? {} : { provider: resource.provider.urn }),
    inputs,
    outputs,
    secretInputs: [],
    secretOutputs: [],
    dependencies: urnsOf(resource.dependencies),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([property, targets]) => [property, urnsOf(targets)]),
    ),
    options: optionsOf(resource),
  };
  defineUnknown(node, "secretInputs", "which inputs are secret");
  defineUnknown(node, "secretOutputs", "which outputs are secret");
  carryOver(node, "id", outputs);
  if (node.type.startsWith("aws:")) carryOver(node, "region", "region" in inputs ? inputs : outputs);
  return node;
}

/** Takes a property over as it is: a value, or one that is not known yet. */
function carryOver(node: ResourceNode, property: "id" | "region", from: PlainObject): void {
  const found = Object.getOwnPropertyDescriptor(from, property);
  if (found !== undefined) Object.defineProperty(node, property, found);
}

function urnsOf(resources: readonly PolicyResource[]): string[] {
  return resources.map(({ urn }) => urn).sort();
}

/** What was said about the resource; the SDK fills in what was not. */
function optionsOf({ opts }: PolicyResource): ResourceOptions {
  return {
    ...(opts.protect ? { protect: true } : {}),
    ...(opts.deleteBeforeReplace === undefined ? {} : { deleteBeforeReplace: opts.deleteBeforeReplace }),
    ...(opts.ignoreChanges.length > 0 ? { ignoreChanges: [...opts.ignoreChanges] } : {}),
    ...(opts.additionalSecretOutputs.length > 0 ? { additionalSecretOutputs: [...opts.additionalSecretOutputs] } : {}),
    ...(opts.aliases.length > 0 ? { aliases: [...opts.aliases] } : {}),
  };
}
