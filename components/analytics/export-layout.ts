/** Where the export keeps its objects in the lake. */
export const EXPORT_LAYOUT = {
  /** Documents, which are announced. */
  dataPrefix: "export/documents/",
  /** How far the export has come: beside the documents, so that nobody is told of it and the load function cannot read it. */
  checkpointKey: "export/checkpoint/documents.json",
} as const;

/** Namespace of the export's own metrics. */
export const METRIC_NAMESPACE = "Kumiki/Export";
