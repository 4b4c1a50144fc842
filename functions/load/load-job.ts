import { createHash } from "node:crypto";
import type { LakeObject } from "./announcements";

/** The table that rows are appended to. */
export interface Target {
  readonly projectId: string;
  readonly datasetId: string;
  readonly tableId: string;
  /** Of the dataset; jobs run there. */
  readonly location: string;
}

/** What BigQuery says of a job. */
export interface JobState {
  readonly state: "PENDING" | "RUNNING" | "DONE";
  /** Why it failed, in one word of BigQuery's; a job that failed has changed nothing. */
  readonly failure?: string;
}

/**
 * The id of the job that loads one content of one object into one table. BigQuery takes an id once: whoever tries to
 * load the same again, however long after, meets the job that did. A job that failed used its id up as well; the next
 * attempt has the next number.
 */
export function loadJobId({ bucket, key, etag }: LakeObject, target: Target, attempt: number): string {
  const { projectId, datasetId, tableId } = target;
  const content = JSON.stringify([bucket, key, etag, projectId, datasetId, tableId]);
  return `kumiki_load_${createHash("sha256").update(content).digest("hex")}_${attempt}`;
}

/** The job as the API takes it. */
export function loadJob(jobId: string, { projectId, datasetId, tableId, location }: Target): object {
  return {
    jobReference: { projectId, jobId, location },
    configuration: {
      labels: { purpose: "search-export" },
      load: {
        destinationTable: { projectId, datasetId, tableId },
        sourceFormat: "NEWLINE_DELIMITED_JSON",
        createDisposition: "CREATE_NEVER", // the table is the program's; its schema is not guessed from data
        writeDisposition: "WRITE_APPEND",
        maxBadRecords: 0, // all rows or none
        ignoreUnknownValues: false,
      },
    },
  };
}

/**
 * Reasons for which the same job may succeed another time
 * (https://cloud.google.com/bigquery/docs/error-messages#errortable, 2026-11).
 */
const PASSING: ReadonlySet<string> = new Set([
  "backendError",
  "internalError",
  "jobBackendError",
  "jobInternalError",
  "jobRateLimitExceeded",
  "quotaExceeded",
  "rateLimitExceeded",
  "stopped",
  "tableUnavailable",
]);

export function mayPass(reason: string): boolean {
  return PASSING.has(reason);
}
