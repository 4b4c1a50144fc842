import type { AnalyticsTable } from "./table-schema";

export interface PlatformTableChoices {
  /** Days a document is kept after it was ingested, 1-3650. @default 400 */
  readonly partitionExpiration?: number;
  /** Days within which a document changes. @default - any time while it is kept */
  readonly lookback?: number;
}

/**
 * What the platform itself exports: every document of the search domain, one row each, in its newest version.
 *
 * `ingested_at` comes before `version` in deciding which one that is: the version is a sequence number of the search
 * engine, and those begin again when an index is rebuilt.
 */
export function platformTables(choices: PlatformTableChoices = {}): readonly [AnalyticsTable] {
  return [
    {
      id: "documents",
      description: "Documents of the search domain, the newest version of each",
      schema: [
        { name: "document_id", type: "STRING", required: true, description: "Id of the document in its index" },
        { name: "index_name", type: "STRING", required: true, description: "Index the document was read from" },
        { name: "ingested_at", type: "TIMESTAMP", required: true, description: "When this version was indexed" },
        { name: "version", type: "INT64", required: true, description: "Sequence number of this version" },
        { name: "source", type: "JSON", description: "The document itself" },
      ],
      bookkeeping: [
        { name: "exported_at", type: "TIMESTAMP", required: true, description: "When the document was read" },
        { name: "export_id", type: "STRING", required: true, description: "Run of the export that read it" },
      ],
      key: ["index_name", "document_id"],
      newestBy: ["ingested_at", "version"],
      partitionField: "ingested_at",
      clusterings: ["index_name", "document_id"],
      ...choices,
    },
  ];
}
