import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { refersTo } from "./links";

/** Whether a BigQuery table lies in a dataset whose tables expire by themselves. */
export function isTransient(resource: ResourceNode, graph: ResourceGraph): boolean {
  if (resource.type !== "gcp:bigquery/table:Table") return false;
  return graph
    .ofType("gcp:bigquery/dataset:Dataset")
    .filter((set) => refersTo(resource, "datasetId", set) || set.inputs.datasetId === resource.inputs.datasetId)
    .some((set) => typeof set.inputs.defaultTableExpirationMs === "number");
}
