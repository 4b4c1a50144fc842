import type { ResourceGraph } from "../graph";
import type { DataStore } from "./data-stores";

const READS = new Set(["roles/bigquery.dataViewer", "roles/bigquery.dataEditor", "roles/bigquery.dataOwner"]);

/** Datasets that are read by somebody, or filled by a merge. Staging is on its way, and predictions are a log. */
export function* analyticsStores(graph: ResourceGraph): Iterable<DataStore> {
  const members = graph.ofType("gcp:bigquery/datasetIamMember:DatasetIamMember");
  for (const dataset of graph.ofType("gcp:bigquery/dataset:Dataset")) {
    const id = dataset.inputs.datasetId;
    const merged = graph
      .ofType("gcp:bigquery/dataTransferConfig:DataTransferConfig")
      .find(({ inputs }) =>
        JSON.stringify(inputs.params ?? {}).includes(`MERGE INTO \`${dataset.inputs.project}.${id}.`),
      );
    if (merged === undefined) continue;
    const hours = Number(dataset.inputs.maxTimeTravelHours ?? 168);
    yield {
      store: `${id}, BigQuery`,
      copies: [String(dataset.inputs.location), `PITR ${hours / 24} d`],
      readers: members
        .filter(({ inputs }) => inputs.datasetId === id && READS.has(String(inputs.role)))
        .map(({ inputs }) => String(inputs.member)),
      objectives: `merged ${merged.inputs.schedule}`,
      regionObjectives: "exported anew",
    };
  }
}
