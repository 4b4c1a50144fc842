import type { ResourceGraph, ResourceNode } from "../graph";

const COMPONENT = /^kumiki:(\w+):(\w+)$/;

/**
 * The file that declares a resource: its component's, found by the component's type.
 *
 * @returns `components/data/aurora-cluster.ts` for a child of `kumiki:data:AuroraCluster`; `platform/` outside of any
 */
export function sourceFileOf(resource: ResourceNode, graph: ResourceGraph): string {
  for (let at: ResourceNode | undefined = resource; at !== undefined; at = graph.parentOf(at)) {
    const [, folder, name] = COMPONENT.exec(at.type) ?? [];
    if (folder !== undefined && name !== undefined) return `components/${folder}/${dashed(name)}.ts`;
  }
  return "platform/";
}

/** `AuroraCluster` -> `aurora-cluster`, `BigQueryExport` -> `bigquery-export` */
function dashed(name: string): string {
  return name
    .replace("BigQuery", "Bigquery")
    .replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase();
}
