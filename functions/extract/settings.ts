import type { Environment } from "../lib/environment";
import { Settings } from "../lib/settings";
import type { ExtractSettings } from "./extract-run";
import type { SearchOptions } from "./search";

/** Everything the function is told by its environment. */
export interface FunctionSettings extends ExtractSettings, Omit<SearchOptions, "fetch"> {
  readonly region: string;
  readonly bucket: string;
  readonly bucketOwner: string;
  readonly checkpointKey: string;
  /** Name of the export in its metrics. */
  readonly exportName: string;
  readonly metricNamespace: string;
}

const MIB = 1024 ** 2;

/**
 * An object of about 128 MiB before compression stays far below what a load job takes, 4 GiB compressed, and a table
 * that takes 1,500 load jobs a day takes 180 GiB a day in such objects
 * (https://cloud.google.com/bigquery/quotas#load_jobs, 2026-11).
 */
const BATCH = { targetBytes: 128 * MIB, groupLimitBytes: 256 * MIB };

/** @throws Error with everything that is wrong */
export function readSettings(environment: Environment): FunctionSettings {
  const settings = new Settings(environment);
  const result: FunctionSettings = {
    region: settings.text("AWS_REGION", /^[a-z]{2}(-[a-z]+)+-\d$/, "a region of AWS"),
    endpoint: settings.text("SEARCH_ENDPOINT", /^https?:\/\/[^/\s]+$/, "the URL of the domain without a path"),
    indexPattern: settings.text("INDEX_PATTERN", /^[a-z][a-z0-9_.-]*\*?$/, "the name of an index, or its start and *"),
    pageSize: settings.integer("PAGE_SIZE", 1, 10_000),
    maxDocuments: settings.integer("MAX_DOCUMENTS", 1, 100_000_000),
    safetyLag: settings.integer("SAFETY_LAG_SECONDS", 1, 86_400) * 1000,
    bucket: settings.text("BUCKET", /^[a-z0-9][a-z0-9.-]{2,62}$/, "the name of a bucket"),
    bucketOwner: settings.text("BUCKET_OWNER", /^\d{12}$/, "an account of 12 digits"),
    prefix: settings.text("DATA_PREFIX", /^[\w/-]+\/$/, "a prefix that ends with a slash"),
    checkpointKey: settings.text("CHECKPOINT_KEY", /^[\w/.-]+$/, "the key of an object"),
    exportName: settings.text("EXPORT_NAME", /^[\w-]+$/, "a name"),
    metricNamespace: settings.text("METRIC_NAMESPACE", /^[\w/-]+$/, "a namespace of CloudWatch"),
    batch: BATCH,
  };
  settings.check();
  return result;
}
