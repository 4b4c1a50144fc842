import type { Environment } from "../lib/environment";
import { Settings } from "../lib/settings";
import type { Expected } from "./announcements";
import type { Target } from "./load-job";

/** Everything the function is told by its environment. */
export interface LoadSettings extends Expected {
  readonly bucketOwner: string;
  readonly target: Target;
  /** Bytes of an object that are held in memory and sent at a time. */
  readonly chunkBytes: number;
  /** The provider that trusts this function's role. */
  readonly audience: string;
  /** The account of Google's it acts as. */
  readonly serviceAccountEmail: string;
  /** Name of the export in its metrics. */
  readonly exportName: string;
  readonly metricNamespace: string;
}

const CHUNK_BYTES = 8 * 1024 ** 2; // a multiple of 256 KiB, as resumable uploads ask for

/** @throws Error with everything that is wrong */
export function readSettings(environment: Environment): LoadSettings {
  const settings = new Settings(environment);
  const result: LoadSettings = {
    bucket: settings.text("BUCKET", /^[a-z0-9][a-z0-9.-]{2,62}$/, "the name of a bucket"),
    bucketOwner: settings.text("BUCKET_OWNER", /^\d{12}$/, "an account of 12 digits"),
    prefix: settings.text("DATA_PREFIX", /^[\w/-]+\/$/, "a prefix that ends with a slash"),
    target: {
      projectId: settings.text("PROJECT_ID", /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, "the id of a Google Cloud project"),
      datasetId: settings.text("DATASET_ID", /^\w{1,1024}$/, "the id of a dataset"),
      tableId: settings.text("TABLE_ID", /^\w{1,1024}$/, "the id of a table"),
      location: settings.text("LOCATION", /^[A-Za-z]+[A-Za-z0-9-]*$/, "a location of BigQuery"),
    },
    chunkBytes: CHUNK_BYTES,
    audience: settings.text("GOOGLE_AUDIENCE", /^\/\/iam\.googleapis\.com\//, "the full name of a provider"),
    serviceAccountEmail: settings.text("GOOGLE_SERVICE_ACCOUNT", /^[^@\s]+@[^@\s]+$/, "the address of an account"),
    exportName: settings.text("EXPORT_NAME", /^[\w-]+$/, "a name"),
    metricNamespace: settings.text("METRIC_NAMESPACE", /^[\w/-]+$/, "a namespace of CloudWatch"),
  };
  settings.check();
  return result;
}
