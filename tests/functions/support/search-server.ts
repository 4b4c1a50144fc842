import { type Exchange, FaultyServer, json, type Reply } from "./faulty-server";

/** A document as the index holds it. */
export interface Indexed {
  readonly index: string;
  readonly id: string;
  readonly ingestedAt: number;
  /** When a refresh makes it visible. */
  readonly visibleAt: number;
  /** As JSON text, exactly as it was sent. */
  readonly source: string;
  readonly sequence: number;
  readonly term: number;
}

interface Position {
  readonly document: Indexed;
  readonly shardDoc: number;
}

/**
 * An OpenSearch domain as far as the export sees it: points in time, paged searches, failing shards. It holds the rules
 * a client can fall over: what is not refreshed is not there, positions mean nothing in another point in time, and
 * answers leave out what failed unless they are told not to.
 */
export class SearchServer extends FaultyServer {
  now: () => number = Date.now;
  /** Shards that do not answer. */
  failedShards = 0;
  timedOut = false;
  term = 1;
  private readonly current = new Map<string, Indexed>();
  private readonly former = new Map<string, Indexed>();
  private readonly pointsInTime = new Map<string, Position[]>();
  private opened = 0;
  private sequence = 0;

  /** Writes a document, or its next version. */
  write(document: Omit<Indexed, "sequence" | "term">): Indexed {
    const key = JSON.stringify([document.index, document.id]);
    const before = this.current.get(key);
    if (before !== undefined && before.visibleAt <= this.now()) this.former.set(key, before);
    const indexed = { ...document, sequence: this.sequence, term: this.term };
    this.sequence += 1;
    this.current.set(key, indexed);
    return indexed;
  }

  /** What the index holds once everything is refreshed. */
  get documents(): Indexed[] {
    return [...this.current.values()];
  }

  get openPointsInTime(): number {
    return this.pointsInTime.size;
  }

  forgetPointsInTime(): void {
    this.pointsInTime.clear();
  }

  protected answer({ method, url, headers, body }: Exchange): Reply {
    const signed = /^AWS4-HMAC-SHA256 Credential=[^,]+\/es\/aws4_request,/.test(headers.authorization ?? "");
    if (!signed) return failure(403, "security_exception");
    const [, pattern = ""] = /^\/([^/]+)\/_search\/point_in_time$/.exec(url.pathname) ?? [];
    if (method === "POST" && pattern !== "") return this.open(pattern, url.searchParams);
    if (method === "DELETE" && url.pathname === "/_search/point_in_time") return this.close(JSON.parse(`${body}`));
    if (method === "POST" && url.pathname === "/_search") return this.page(JSON.parse(`${body}`), url.searchParams);
    return failure(400, "illegal_argument_exception");
  }

  private open(pattern: string, query: URLSearchParams): Reply {
    if (!query.has("keep_alive")) return failure(400, "action_request_validation_exception");
    if (this.failedShards > 0 && query.get("allow_partial_pit_creation") === "false") {
      return failure(503, "search_phase_execution_exception");
    }
    const visible = this.visible().filter(({ index }) => index.startsWith(pattern.replace("*", "")));
    this.opened += 1;
    const id = `point-in-time-${this.opened}`;
    // Lucene numbers documents by segment: in another point in time they have other numbers, and another order.
    const numbered = visible.map((document, index) => ({ document, shardDoc: shuffled(index, this.opened) }));
    this.pointsInTime.set(
      id,
      numbered.sort((a, b) => a.document.ingestedAt - b.document.ingestedAt || a.shardDoc - b.shardDoc),
    );
    return json(200, { pit_id: id, _shards: this.shards(visible.length), creation_time: this.now() });
  }

  private close({ pit_id: ids }: { pit_id: string[] }): Reply {
    for (const id of ids) this.pointsInTime.delete(id);
    return json(200, { pits: ids.map((id) => ({ successful: true, pit_id: id })) });
  }

  private page(request: SearchRequest, query: URLSearchParams): Reply {
    const positions = this.pointsInTime.get(request.pit.id);
    if (positions === undefined) return failure(404, "search_context_missing_exception");
    if (this.failedShards > 0 && query.get("allow_partial_search_results") === "false") {
      return failure(503, "search_phase_execution_exception");
    }
    const sorts = request.sort.flatMap((sort) => Object.keys(sort)).join();
    if (sorts !== "ingested_at,_shard_doc") return failure(400, "illegal_argument_exception");
    const [{ range }] = request.query.bool.filter;
    const { gte, lt } = range.ingested_at;
    const [afterTime = -1, afterDoc = -1] = request.search_after ?? [];
    const found = positions
      .filter(({ document }) => document.ingestedAt >= gte && document.ingestedAt < lt)
      .filter(
        ({ document: { ingestedAt: at }, shardDoc }) => at > afterTime || (at === afterTime && shardDoc > afterDoc),
      )
      .slice(0, request.size);
    const hits = found.map((position) => hit(position, request.seq_no_primary_term === true)).join(",");
    const shards = JSON.stringify(this.shards(positions.length));
    const body = `{"pit_id":"${request.pit.id}","took":1,"timed_out":${this.timedOut},"_shards":${shards},"hits":{"max_score":null,"hits":[${hits}]}}`;
    return { status: 200, headers: { "content-type": "application/json" }, body };
  }

  /** Of a document whose newest version is not refreshed yet, the version before is found. */
  private visible(): Indexed[] {
    return [...this.current].flatMap(([key, document]) => {
      const seen = document.visibleAt <= this.now() ? document : this.former.get(key);
      return seen === undefined ? [] : [seen];
    });
  }

  private shards(documents: number) {
    const total = documents === 0 && this.current.size === 0 ? 0 : 3;
    return { total, successful: total - this.failedShards, skipped: 0, failed: this.failedShards };
  }
}

interface SearchRequest {
  readonly size: number;
  readonly pit: { readonly id: string };
  readonly query: { readonly bool: { readonly filter: [{ range: { ingested_at: { gte: number; lt: number } } }] } };
  readonly sort: readonly object[];
  readonly search_after?: readonly number[];
  readonly seq_no_primary_term?: boolean;
}

/** A different permutation for every point in time: multiplication by different numbers, modulo a prime. */
function shuffled(index: number, pointInTime: number): number {
  return ((index + 1) * ((pointInTime * 7_654_321) % 1_000_003)) % 1_000_003;
}

function hit({ document, shardDoc }: Position, withSequence: boolean): string {
  const { index, id, sequence, term, source, ingestedAt } = document;
  const numbers = withSequence ? `"_seq_no":${sequence},"_primary_term":${term},` : "";
  return `{"_index":${JSON.stringify(index)},"_id":${JSON.stringify(id)},"_score":null,${numbers}"_source":${source},"sort":[${ingestedAt},${shardDoc}]}`;
}

export function failure(status: number, type: string): Reply {
  return json(status, { error: { root_cause: [{ type, reason: "a reason that may quote documents" }], type }, status });
}
