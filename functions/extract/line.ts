import type { Hit } from "./hits";

/** What the rows of one run have in common. */
export interface Export {
  readonly id: string;
  /** In milliseconds since 1970. */
  readonly at: number;
}

/**
 * A row of the staging table as a line of JSON. Integers of 64 bits are given as text, as BigQuery asks for beyond 2^53
 * (https://cloud.google.com/bigquery/docs/loading-data-cloud-storage-json#limitations); the document goes into a column
 * of type JSON as it is.
 */
export function toLine(hit: Hit, { id, at }: Export): string {
  const columns = [
    `"document_id":${JSON.stringify(hit.id)}`,
    `"index_name":${JSON.stringify(hit.index)}`,
    `"ingested_at":"${new Date(hit.ingestedAt).toISOString()}"`,
    `"version":"${hit.version}"`,
    `"source":${hit.source}`,
    `"exported_at":"${new Date(at).toISOString()}"`,
    `"export_id":${JSON.stringify(id)}`,
  ];
  return `{${columns.join(",")}}\n`;
}

/** End of the names of objects with documents. */
export const OBJECT_SUFFIX = ".ndjson.gz";

/**
 * Name of the object with all documents of a span. Whatever run writes it, it holds that whole span, so that a run that
 * finds it there has nothing to add. The time is readable, and there is nothing in it that an event would encode.
 */
export function objectKey(prefix: string, sequence: number, from: number, until: number): string {
  const day = new Date(from).toISOString().slice(0, 10).replaceAll("-", "/");
  return `${prefix}${day}/${compact(from)}-${compact(until)}-${sequence}${OBJECT_SUFFIX}`;
}

/** 2026-11-26T01:02:03.004Z -> 20261126T010203004Z */
function compact(time: number): string {
  return new Date(time).toISOString().replace(/[-:.]/g, "");
}
