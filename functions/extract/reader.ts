import type { Hit } from "./hits";
import { PointInTimeLostError, type Search, type Span } from "./search";

/** Documents in the order of ingestion. */
export interface Page {
  readonly hits: readonly Hit[];
  /**
   * Whether the reader had to begin again, with the first document of the last millisecond it had given any of: what was
   * given of that millisecond comes again.
   */
  readonly rewound: boolean;
}

/** Points in time that may be lost in one run. They are lost when a node restarts; more often, something else is wrong. */
const MOST_LOST = 5;

/** Reads a span of documents page by page, and goes on where OpenSearch forgets what was being read. */
export class DocumentReader {
  private pointInTime: string | undefined;
  private after: string | undefined;
  private from: number;
  private lastSeen: number | undefined;
  private lost = 0;
  private ended = false;

  constructor(
    private readonly search: Search,
    private readonly span: Span,
    private readonly pageSize: number,
    private readonly signal?: AbortSignal,
  ) {
    this.from = span.from;
  }

  /** @returns undefined after the last page */
  async next(): Promise<Page | undefined> {
    let rewound = false;
    while (!this.ended) {
      try {
        const hits = await this.readPage();
        return hits.length === 0 && !rewound ? undefined : { hits, rewound };
      } catch (error) {
        if (!(error instanceof PointInTimeLostError) || this.lost === MOST_LOST) throw error;
        this.forgetPointInTime();
        rewound = true;
      }
    }
    return undefined;
  }

  async close(): Promise<void> {
    if (this.pointInTime !== undefined) await this.search.closePointInTime(this.pointInTime);
  }

  private async readPage(): Promise<readonly Hit[]> {
    this.pointInTime ??= await this.search.openPointInTime(this.signal);
    if (this.pointInTime === undefined) return this.end();
    const span = { from: this.from, until: this.span.until };
    const { hits, last, pointInTime } = await this.search.page(this.pointInTime, span, this.after, this.signal);
    this.pointInTime = pointInTime ?? this.pointInTime;
    this.after = last;
    this.lastSeen = hits.at(-1)?.ingestedAt ?? this.lastSeen;
    if (hits.length < this.pageSize) this.ended = true;
    return hits;
  }

  /**
   * Where a page ended is a position in one point in time: `_shard_doc` numbers the documents of another one otherwise.
   * The time of the last document means the same in all of them.
   */
  private forgetPointInTime(): void {
    this.lost += 1;
    this.pointInTime = undefined;
    this.after = undefined;
    this.from = this.lastSeen ?? this.from;
  }

  private end(): readonly Hit[] {
    this.ended = true;
    return [];
  }
}
