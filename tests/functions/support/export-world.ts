import { S3Client } from "@aws-sdk/client-s3";
import type { SQSBatchResponse } from "aws-lambda";
import { createExtract } from "../../../functions/extract/function";
import type { FunctionSettings } from "../../../functions/extract/settings";
import type { MetricLine } from "../../../functions/lib/metrics";
import { signedFetch } from "../../../functions/lib/signed-fetch";
import { createLoad } from "../../../functions/load/function";
import type { LoadSettings } from "../../../functions/load/settings";
import { BigQueryServer, type Row } from "./bigquery-server";
import { S3Server } from "./s3-server";
import { SearchServer } from "./search-server";

export const START = Date.parse("2026-11-26T00:00:00.000Z");
const CREDENTIALS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "session-token-value" };
const METRICS = { exportName: "kumiki-test", metricNamespace: "Kumiki/Export" };
const LAKE = { bucket: "lake", bucketOwner: "123456789012", prefix: "export/documents/" };

const LOAD: Omit<LoadSettings, "chunkBytes"> = {
  ...LAKE,
  ...METRICS,
  target: { projectId: "proj", datasetId: "staging", tableId: "documents", location: "asia-northeast1" },
  audience: "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/aws/providers/aws",
  serviceAccountEmail: "loader@proj.iam.gserviceaccount.com",
};

/** Both functions as they are deployed, with a domain, a bucket and a table around them, and a clock that is set. */
export class ExportWorld {
  readonly search = new SearchServer();
  readonly s3 = new S3Server();
  readonly bigquery = new BigQueryServer();
  readonly metrics: MetricLine[] = [];
  readonly logged: unknown[] = [];
  now = START;
  /** Milliseconds either function has left. */
  remaining = 600_000;
  settings: Partial<FunctionSettings> = {};
  chunkBytes = 1_000_000;
  /** How the load function gets its token. */
  getAccessToken = async (): Promise<string> => "token-of-the-loader";
  private runs = 0;
  private client: S3Client | undefined;

  async start(): Promise<this> {
    await Promise.all([this.search.start(), this.s3.start(), this.bigquery.start()]);
    this.search.now = () => this.now;
    this.client = new S3Client({
      endpoint: this.s3.endpoint,
      region: "ap-northeast-1",
      credentials: CREDENTIALS,
      forcePathStyle: true,
      maxAttempts: 1, // what the client repeats is its own matter; here, every request can be the last
    });
    return this;
  }

  async stop(): Promise<void> {
    this.client?.destroy();
    await Promise.all([this.search.stop(), this.s3.stop(), this.bigquery.stop()]);
  }

  /** Writes a document that becomes visible a second later. */
  write(id: string, more: { source?: string; ingestedAt?: number; index?: string; visibleAt?: number } = {}): void {
    const { ingestedAt = this.now, index = "documents-000001", visibleAt = this.now + 1000 } = more;
    this.search.write({ index, id, ingestedAt, visibleAt, source: more.source ?? `{"id":${JSON.stringify(id)}}` });
  }

  /** One run of the extract function. */
  async extract() {
    this.runs += 1;
    const run = createExtract(
      {
        ...LAKE,
        ...METRICS,
        region: "ap-northeast-1",
        endpoint: this.search.endpoint,
        indexPattern: "documents-*",
        pageSize: 3,
        maxDocuments: 1000,
        safetyLag: 5000,
        checkpointKey: "export/checkpoint/documents.json",
        batch: { targetBytes: 1_000_000, groupLimitBytes: 1_000_000 },
        ...this.settings,
      },
      {
        s3: this.s3Client,
        fetch: signedFetch({
          service: "es",
          region: "ap-northeast-1",
          credentials: async () => CREDENTIALS,
          attempts: 3,
          pause: async () => {},
        }),
        now: () => this.now,
        ...this.ears,
      },
    );
    return run({}, { awsRequestId: `run-${this.runs}`, getRemainingTimeInMillis: () => this.remaining });
  }

  /** One call of the load function with these messages. */
  async load(bodies: readonly string[]): Promise<SQSBatchResponse> {
    const handler = createLoad(
      { ...LOAD, chunkBytes: this.chunkBytes },
      {
        s3: this.s3Client,
        endpoint: this.bigquery.endpoint,
        getAccessToken: this.getAccessToken,
        pause: async () => {},
        now: () => this.now,
        ...this.ears,
      },
    );
    const records = bodies.map((body, index) => ({ ...RECORD, messageId: `message-${index}`, body }));
    return handler({ Records: records }, { getRemainingTimeInMillis: () => this.remaining });
  }

  /** Loads everything announced that was not loaded yet. */
  async loadAll(): Promise<SQSBatchResponse> {
    return this.load(this.s3.announcements.splice(0).map(({ body }) => body));
  }

  /** What the merge makes of the staging table: of every document one row, that of the latest time and highest version. */
  get final(): Row[] {
    return this.newest((row, former) =>
      row.ingested_at === former.ingested_at ? row.version > former.version : row.ingested_at > former.ingested_at,
    );
  }

  /** What a merge would make of it that knows versions only. */
  get finalByVersion(): Row[] {
    return this.newest((row, former) => row.version > former.version);
  }

  private newest(isNewer: (row: Row, former: Row) => boolean): Row[] {
    const rows = new Map<string, Row>();
    for (const row of this.bigquery.staging) {
      const key = JSON.stringify([row.index_name, row.document_id]);
      const former = rows.get(key);
      if (former === undefined || isNewer(row, former)) rows.set(key, row);
    }
    return [...rows.values()];
  }

  private get s3Client(): S3Client {
    if (this.client === undefined) throw new Error("the world is not started");
    return this.client;
  }

  private get ears() {
    const note = (entry: unknown) => void this.logged.push(entry);
    return {
      emit: (line: MetricLine) => void this.metrics.push(line),
      log: { info: note, warn: note, error: note },
    };
  }
}

const RECORD = {
  receiptHandle: "handle",
  attributes: {
    ApproximateReceiveCount: "1",
    SentTimestamp: "0",
    SenderId: "s3",
    ApproximateFirstReceiveTimestamp: "0",
  },
  messageAttributes: {},
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: "arn:aws:sqs:ap-northeast-1:123456789012:exports",
  awsRegion: "ap-northeast-1",
};
