import type { PlainObject, ResourceGraph, ResourceNode } from "./graph";
import { Redactor } from "./redact";

/**
 * The graph as the one JSON document other tools read: sorted by URN, keys sorted, secrets replaced, so that the same
 * program gives the same bytes on every run and machine.
 */
export function toJson(graph: ResourceGraph): string {
  const redactor = new Redactor(graph);
  const document = { stack: graph.stack, resources: graph.resources.map((node) => resourceJson(node, redactor)) };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function resourceJson(resource: ResourceNode, redactor: Redactor): PlainObject {
  return {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    parent: resource.parent ?? null,
    id: resource.id === undefined ? null : redactor.text(resource.id),
    inputs: redactor.inputs(resource),
    outputs: redactor.outputs(resource),
    dependencies: [...resource.dependencies],
    propertyDependencies: redactor.value(resource.propertyDependencies as unknown as PlainObject),
    options: redactor.value({
      ...(resource.options as unknown as PlainObject),
      ...(resource.provider === undefined ? {} : { provider: resource.provider }),
      ...(resource.region === undefined ? {} : { region: resource.region }),
    }),
  };
}
