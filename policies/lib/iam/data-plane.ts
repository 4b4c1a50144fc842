import type { Verb } from "./data-verbs";

/**
 * Who reaches which data on AWS: each role's row, and nothing but it. The rule `least-privilege-data-plane` holds every
 * stack to it both ways: what is missing here is a grant too many, and what is not granted is a row too many.
 */

/** A verb, and the store it is about; `stores.ts` knows what the names stand for. */
export type Right = readonly [Verb, string];

/** What the application and its workers have in common. */
const WORKLOAD: readonly Right[] = [
  ["use", "cache:session"],
  ["use", "cache:cache"],
  ["search", "search:"],
  ["search", "search:_bulk"],
  ["search", "search:_mget"],
  ["search", "search:_msearch"],
  ["search", "search:_resolve/index/*"],
  ["search", "search:_search"],
  ["search", "search:_search/scroll"],
  ["search", "search:documents-*"],
  ["read", "objects:lake/raw/uploads/*"],
  ["write", "objects:lake/raw/uploads/*"],
  ["decrypt", "key:data via s3"],
  ["make keys", "key:data via s3"],
];

function replication(bucket: string, key: string, locked: boolean): readonly Right[] {
  return [
    ["inspect", `bucket:${bucket}`],
    ["copy out", `objects:${bucket}/*`],
    ...(locked ? ([["copy locks", `objects:${bucket}/*`]] as const) : []),
    ["copy in", `objects:${bucket}-replica/*`],
    ["decrypt", `key:${key} via s3`],
    ["encrypt", `key:${key}-replica via s3`],
  ];
}

/** Role, by its logical name, to its rights. A role without a row reaches no data. */
export const DATA_PLANE: Readonly<Record<string, readonly Right[]>> = {
  "app-task-role": [
    ...WORKLOAD,
    ["connect", "database:application"],
    ["send", "queue:worker-messages"],
    ["decrypt", "key:messaging via sqs"],
    ["make keys", "key:messaging via sqs"],
  ],
  "worker-task-role": [
    ...WORKLOAD,
    ["connect", "database:background"],
    ["receive", "queue:worker-messages"],
    ["decrypt", "key:messaging via sqs"],
  ],
  "migrate-task-role": [["connect", "database:migration"]],
  "db-proxy-role": [
    ["connect", "proxied:application"],
    ["connect", "proxied:background"],
    ["connect", "proxied:migration"],
  ],
  "export-extract-timer-role": [
    ["invoke", "function:export-extract"],
    ["decrypt", "key:data via a schedule"],
  ],
  "export-extract-role": [
    ["post", "search:documents-*/_search/point_in_time"],
    ["post", "search:_search"],
    ["end", "search:_search/point_in_time"],
    ["write", "objects:lake/export/documents/*"],
    ["write", "objects:lake/export/checkpoint/documents.json"],
    ["read", "objects:lake/export/checkpoint/documents.json"],
    ["decrypt", "key:data via s3"],
    ["make keys", "key:data via s3"],
    ["decrypt", "key:data via lambda"],
    ["send", "queue:export-failed-runs"],
    ["decrypt", "key:messaging via sqs"],
    ["make keys", "key:messaging via sqs"],
  ],
  "export-load-role": [
    ["read", "objects:lake/export/documents/*"],
    ["decrypt", "key:data via s3"],
    ["decrypt", "key:data via lambda"],
    ["receive", "queue:export-announcements"],
    ["decrypt", "key:messaging via sqs"],
  ],
  "bootstrap-function-role": [
    ["set up", "search:_index_template/*"],
    ["set up", "search:_ingest/pipeline/*"],
    ["set up", "search:_plugins/_ism/policies/*"],
    ["set up", "search:_plugins/_security/api/audit"],
    ["set up", "search:_plugins/_security/api/audit/config"],
    ["set up", "search:_plugins/_security/api/roles/*"],
    ["set up", "search:_plugins/_security/api/rolesmapping/*"],
    ["query", "cluster:db"],
    ["reveal", "secret:master"],
    ["decrypt", "key:data via secretsmanager"],
    ["decrypt", "key:data via lambda"],
  ],
  "db-rotation-function-role": [
    ["reveal", "secret:master"],
    ["replace", "secret:master"],
    ["decrypt", "key:data via secretsmanager"],
    ["make keys", "key:data via secretsmanager"],
    ["decrypt", "key:data via lambda"],
  ],
  "store-backup-replication-role": replication("backup", "backup", true),
  "store-lake-replication-role": replication("lake", "data", false),
  "store-static-replication-role": replication("static", "data", false),
  "backup-role": [
    ["give grants", "key:data via a grant"],
    ["give grants", "key:backup via a grant"],
    ["give grants", "key:backup-replica via a grant"],
  ],
  "backup-restore-test-role": [
    ["give grants", "key:data via a grant"],
    ["give grants", "key:backup via a grant"],
    ["decrypt", "key:data via rds"],
    ["make keys", "key:data via rds"],
    ["decrypt", "key:backup via rds"],
    ["make keys", "key:backup via rds"],
  ],
};

/**
 * Services that a bucket or a queue itself admits. What their logs are called is theirs to say, so a row is the widest
 * that may be admitted.
 */
export const SERVICE_PLANE: Readonly<Record<string, readonly Right[]>> = {
  "cloudfront.amazonaws.com": [["read", "objects:static/*"]],
  "delivery.logs.amazonaws.com": [["write", "objects:logs/*"]],
  "logdelivery.elasticloadbalancing.amazonaws.com": [["write", "copies:access"]],
  "logging.s3.amazonaws.com": [["write", "copies:access"]],
  "s3.amazonaws.com": [["send", "queue:export-announcements"]],
};

/** Who may act as a service account of Google's: roles of AWS, by their logical names. */
export const GOOGLE_IDENTITIES: Readonly<Record<string, readonly string[]>> = {
  "analytics-identity-app-account": ["app-task-role"],
  "analytics-identity-loader-account": ["export-load-role"],
  "analytics-identity-merge-account": [], // BigQuery's transfer service runs it
};

/** Service account to what it may do, and where. A stack without an endpoint means the project by it. */
export const GOOGLE_PLANE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "analytics-identity-app-account": { endpoint: ["aiplatform.endpoints.predict"] },
  "analytics-identity-loader-account": {
    project: ["bigquery.jobs.create"],
    analytics_staging: ["bigquery.tables.create", "bigquery.tables.get", "bigquery.tables.updateData"],
  },
  "analytics-identity-merge-account": {
    project: ["bigquery.jobs.create"],
    analytics_staging: [
      "bigquery.datasets.get",
      "bigquery.tables.get",
      "bigquery.tables.getData",
      "bigquery.tables.updateData",
    ],
    analytics: [
      "bigquery.datasets.get",
      "bigquery.tables.get",
      "bigquery.tables.getData",
      "bigquery.tables.updateData",
    ],
  },
};
