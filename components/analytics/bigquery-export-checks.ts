import { Problems } from "../shared/validate";
import type { BigQueryExportArgs, ExportTarget } from "./bigquery-export-args";

export const DEFAULTS = {
  indexPattern: "documents-*",
  schedule: "rate(1 hour)",
  pageSize: 1000,
  maxDocs: 500_000,
  safetyLag: 120,
  reservedConcurrency: { extract: 1, load: 2 },
} as const;

/**
 * Checks what the functions and queues do not check themselves.
 * @throws ArgumentError with every problem
 */
export function checkBigQueryExportArgs(name: string, args: BigQueryExportArgs): void {
  const { indexPattern = DEFAULTS.indexPattern } = args.domain;
  const { pageSize = DEFAULTS.pageSize, maxDocs = DEFAULTS.maxDocs, safetyLag = DEFAULTS.safetyLag } = args;
  const { reservedConcurrency = DEFAULTS.reservedConcurrency } = args;
  const problems = new Problems();
  problems.unless(
    /^[a-z][a-z0-9_.-]*\*?$/.test(indexPattern),
    `domain.indexPattern must be the name of an index, or its start and "*", got "${indexPattern}".`,
  );
  problems.range("pageSize", pageSize, 100, 10_000); // the domain gives no more at a time (index.max_result_window)
  problems.range("maxDocs", maxDocs, 1000, 10_000_000);
  problems.range("safetyLag", safetyLag, 30, 3600, "s");
  problems.range("reservedConcurrency.extract", reservedConcurrency.extract, 1, 1000);
  problems.range("reservedConcurrency.load", reservedConcurrency.load, 2, 1000);
  checkTarget(problems, args.target);
  problems.throwFor(`BigQueryExport "${name}"`);
}

function checkTarget(problems: Problems, { projectId, stagingDatasetId, stagingTable, location }: ExportTarget): void {
  problems.unless(
    /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(projectId),
    `target.projectId must be the id of a project, 6 to 30 lower-case letters, digits and dashes, got "${projectId}".`,
  );
  for (const [argument, value] of Object.entries({ stagingDatasetId, stagingTable })) {
    problems.unless(
      typeof value !== "string" || /^\w{1,1024}$/.test(value),
      `target.${argument} must be letters, digits and underscores, got "${value}".`,
    );
  }
  problems.unless(
    /^[a-zA-Z][a-zA-Z0-9-]*$/.test(location),
    `target.location must be a location such as "asia-northeast1", got "${location}".`,
  );
}
