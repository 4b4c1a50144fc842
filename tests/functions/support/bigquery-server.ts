import { gunzipSync } from "node:zlib";
import { type Exchange, FaultyServer, json, type Reply } from "./faulty-server";

/** A row of the staging table. */
export interface Row {
  readonly document_id: string;
  readonly index_name: string;
  readonly ingested_at: string;
  readonly version: bigint;
  /** As JSON text: this table keeps what it was given. */
  readonly source: string;
  readonly exported_at: string;
  readonly export_id: string;
}

interface Job {
  readonly id: string;
  /** Times it can still be looked at before it is done. */
  looks: number;
  readonly failure: string | undefined;
  readonly rows: readonly Row[];
  appended: boolean;
}

const TABLE = "proj-staging-documents";
const LINE =
  /^\{"document_id":("(?:[^"\\]|\\.)*"),"index_name":("(?:[^"\\]|\\.)*"),"ingested_at":"([^"]*)","version":"(\d+)","source":(.*),"exported_at":"([^"]*)","export_id":"([^"]*)"\}$/;

/** Load jobs of BigQuery into one table: ids are used once, a job appends all of its rows or none. */
export class BigQueryServer extends FaultyServer {
  readonly staging: Row[] = [];
  /** Reasons why the next jobs fail, in turn; undefined lets one succeed. */
  failures: (string | undefined)[] = [];
  /** How often a new job is looked at before it is done. */
  looks = 0;
  token = "token-of-the-loader";
  readonly jobs = new Map<string, Job>();
  private readonly sessions = new Map<string, { job: string; received: Buffer }>();

  protected answer(exchange: Exchange): Reply {
    const { method, url, headers, body } = exchange;
    if (headers.authorization !== `Bearer ${this.token}`) return refusal(401, "authError");
    if (method === "GET") return this.look(url.pathname.split("/").at(-1) ?? "");
    if (method === "PUT") return this.receive(url.searchParams.get("upload_id") ?? "", exchange);
    if (url.searchParams.get("uploadType") === "multipart") return this.multipart(headers["content-type"] ?? "", body);
    return this.openSession(`${body}`);
  }

  private look(id: string): Reply {
    const job = this.jobs.get(id);
    if (job === undefined) return refusal(404, "notFound");
    if (job.looks > 0) job.looks -= 1;
    else this.settle(job);
    return this.describe(job);
  }

  private multipart(type: string, body: Buffer): Reply {
    const boundary = Buffer.from(`--${/boundary=(\S+)/.exec(type)?.[1]}`);
    const second = body.indexOf(boundary, boundary.length);
    const job = body.subarray(body.indexOf("\r\n\r\n") + 4, second - 2);
    const content = body.subarray(body.indexOf("\r\n\r\n", second) + 4, body.lastIndexOf(boundary) - 2);
    return this.insert(`${job}`, content);
  }

  private openSession(job: string): Reply {
    const id = `session-${this.sessions.size}`;
    this.sessions.set(id, { job, received: Buffer.alloc(0) });
    return {
      status: 200,
      headers: { location: `${this.endpoint}/upload/bigquery/v2/projects/proj/jobs?upload_id=${id}` },
    };
  }

  /** Forgets uploads under way. */
  forgetSessions(): void {
    this.sessions.clear();
  }

  private receive(id: string, { headers, body }: Exchange): Reply {
    const session = this.sessions.get(id);
    if (session === undefined) return refusal(404, "notFound");
    const [, start, total] = /^bytes (?:(\d+)-\d+|\*)\/(\d+)$/.exec(headers["content-range"] ?? "") ?? [];
    if (start !== undefined) {
      if (Number(start) > session.received.length) return refusal(400, "invalid");
      session.received = Buffer.concat([session.received.subarray(0, Number(start)), body]);
    }
    if (session.received.length === Number(total)) return this.insert(session.job, session.received);
    const received = session.received.length;
    return { status: 308, headers: received === 0 ? {} : { range: `bytes=0-${received - 1}` } };
  }

  private insert(text: string, content: Buffer): Reply {
    const { jobReference, configuration } = JSON.parse(text);
    const { load } = configuration;
    const { projectId, datasetId, tableId } = load.destinationTable;
    const id: string = jobReference.jobId;
    if (!/^[\w-]{1,1024}$/.test(id) || jobReference.location !== "asia-northeast1") return refusal(400, "invalid");
    if (`${projectId}-${datasetId}-${tableId}` !== TABLE || load.createDisposition !== "CREATE_NEVER") {
      return refusal(404, "notFound");
    }
    if (this.jobs.has(id)) return refusal(409, "duplicate");
    const rows = load.sourceFormat === "NEWLINE_DELIMITED_JSON" ? parseRows(content) : undefined;
    const failure = this.failures.shift() ?? (rows === undefined ? "invalid" : undefined);
    const job = { id, looks: this.looks, failure, rows: rows ?? [], appended: false };
    this.jobs.set(id, job);
    if (job.looks === 0) this.settle(job);
    return this.describe(job);
  }

  private settle(job: Job): void {
    if (job.failure === undefined && !job.appended) this.staging.push(...job.rows);
    job.appended = true;
  }

  private describe({ looks, failure, appended }: Job): Reply {
    const state = appended ? "DONE" : looks > 0 ? "PENDING" : "RUNNING";
    const errorResult = { reason: failure, message: "a message that quotes a row" };
    return json(200, { status: appended && failure !== undefined ? { state, errorResult } : { state } });
  }
}

/** @returns undefined if a row has other columns than the table */
function parseRows(content: Buffer): Row[] | undefined {
  const rows: Row[] = [];
  for (const line of gunzipSync(content).toString().split("\n").slice(0, -1)) {
    const [, id = '""', index = '""', ingested_at = "", version = "", source = "", exported_at = "", export_id = ""] =
      LINE.exec(line) ?? [];
    if (version === "") return undefined;
    const [document_id, index_name] = [JSON.parse(id), JSON.parse(index)];
    rows.push({ document_id, index_name, ingested_at, version: BigInt(version), source, exported_at, export_id });
  }
  return rows;
}

export function refusal(status: number, reason: string): Reply {
  return json(status, { error: { code: status, message: "a message that quotes a row", errors: [{ reason }] } });
}
