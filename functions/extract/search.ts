import type { SignedFetch } from "../lib/signed-fetch";
import { type HitPage, readPage, requireAllShards } from "./hits";
import { members } from "./raw-json";

export interface SearchOptions {
  readonly fetch: SignedFetch;
  /** Of the domain, with scheme and without path. */
  readonly endpoint: string;
  readonly indexPattern: string;
  /** Documents in one answer. */
  readonly pageSize: number;
}

/** Documents ingested from one moment on and before another, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** OpenSearch does not keep what was to be read any more; it can be asked to keep it anew. */
export class PointInTimeLostError extends Error {
  override readonly name = "PointInTimeLostError";
}

/** How long a point in time outlives its last page. Each one keeps deleted segments on the domain's disks. */
const KEEP_ALIVE = "5m";

const LOST = "search_context_missing_exception";
const NO_INDEX = "index_not_found_exception";

/** The three requests that read documents in the order they were ingested in. */
export class Search {
  constructor(private readonly options: SearchOptions) {}

  /** Opens a point in time on all shards. @returns undefined while there is no index to read */
  async openPointInTime(signal?: AbortSignal): Promise<string | undefined> {
    const path = `/${this.options.indexPattern}/_search/point_in_time`;
    // By default OpenSearch would leave out shards that are not there at the moment, and say so in a count only.
    const query = `?keep_alive=${KEEP_ALIVE}&allow_partial_pit_creation=false`;
    const { ok, text, failure } = await this.send("POST", path, query, undefined, signal);
    if (!ok && text.includes(NO_INDEX)) return undefined;
    if (!ok) throw failure();
    const answer = members(text);
    return requireAllShards(answer) === 0 ? undefined : JSON.parse(answer.get("pit_id") ?? "null");
  }

  /**
   * One page in the order of ingestion.
   * @param after sort values of the last document before it, as JSON text; they hold within one point in time only
   * @throws PointInTimeLostError, IncompleteAnswerError
   */
  async page(
    pointInTime: string,
    { from, until }: Span,
    after: string | undefined,
    signal?: AbortSignal,
  ): Promise<HitPage> {
    const body = JSON.stringify({
      size: this.options.pageSize,
      pit: { id: pointInTime, keep_alive: KEEP_ALIVE },
      query: { bool: { filter: [{ range: { ingested_at: { gte: from, lt: until, format: "epoch_millis" } } }] } },
      sort: [
        // Milliseconds, also where the field is mapped with nanoseconds: they would not fit into a number. An index
        // without the field has no document to find.
        { ingested_at: { order: "asc", numeric_type: "date", unmapped_type: "date" } },
        { _shard_doc: { order: "asc" } }, // from OpenSearch 3.3 on
      ],
      seq_no_primary_term: true,
      track_total_hits: false,
    });
    const paged = after === undefined ? body : `${body.slice(0, -1)},"search_after":${after}}`;
    // Without a false here, a shard that fails is left out of an answer of 200.
    const query = "?allow_partial_search_results=false";
    const { ok, text, failure } = await this.send("POST", "/_search", query, paged, signal);
    if (!ok && text.includes(LOST)) throw new PointInTimeLostError("the point in time is gone");
    if (!ok) throw failure();
    return readPage(text);
  }

  /** Ends a point in time early; it would end by itself. */
  async closePointInTime(pointInTime: string): Promise<void> {
    const body = JSON.stringify({ pit_id: [pointInTime] });
    const { ok, failure } = await this.send("DELETE", "/_search/point_in_time", "", body);
    if (!ok) throw failure();
  }

  private async send(method: string, path: string, query: string, body?: string, signal?: AbortSignal) {
    const headers = { "content-type": "application/json" };
    const url = `${this.options.endpoint}${path}${query}`;
    const response = await this.options.fetch(url, { method, headers, body, signal, retry: true });
    const text = await response.text().catch((cause) => {
      throw new Error(`OpenSearch broke off its answer to ${method} ${path}.`, { cause });
    });
    const failure = () =>
      new Error(`OpenSearch answered ${response.status} to ${method} ${path} (${typeOfError(text)}).`);
    return { ok: response.ok, text, failure };
  }
}

/** The kind of an error only: its reason may quote documents. */
function typeOfError(text: string): string {
  return /"type"\s*:\s*"([a-z_]+)"/.exec(text)?.[1] ?? "no reason given";
}
