import { once } from "node:events";
import { createGzip, type Gzip } from "node:zlib";
import type { Hit } from "./hits";

/** Documents on their way into one object of the lake: all those ingested from one moment on and before another. */
export interface FinishedBatch {
  readonly from: number;
  readonly until: number;
  readonly documents: number;
  /** Lines of JSON, compressed. */
  readonly body: Buffer;
}

export interface BatchOptions {
  /** Turns a document into a line of JSON. */
  readonly toLine: (hit: Hit) => string;
  /** Bytes of lines after which a batch is large enough. */
  readonly targetBytes: number;
  /** Bytes of lines that documents of one millisecond may have. */
  readonly groupLimitBytes: number;
}

/**
 * Collects documents in the order of ingestion. A batch ends between two milliseconds, never within one: only then can
 * its name say what it holds, and only then can another run go on from there. So the documents of the newest millisecond
 * wait apart, uncompressed, until one of a later millisecond, or the end of the window, shows that they are complete.
 */
export class Batch {
  private gzip: Gzip | undefined;
  private chunks: Buffer[] = [];
  private bytes = 0;
  private documents = 0;
  private waiting: { at: number; lines: Buffer[]; bytes: number } | undefined;

  constructor(
    private from: number,
    private readonly options: BatchOptions,
  ) {}

  /** Documents that are complete: all before `boundary`. */
  get size(): number {
    return this.documents;
  }

  /** The millisecond that is still being read. */
  get boundary(): number | undefined {
    return this.waiting?.at;
  }

  get isLarge(): boolean {
    return this.bytes >= this.options.targetBytes;
  }

  /** Takes a document ingested in the same millisecond as the one before, or later. */
  async add(hit: Hit): Promise<void> {
    if (this.waiting?.at !== hit.ingestedAt) await this.complete();
    this.waiting ??= { at: hit.ingestedAt, lines: [], bytes: 0 };
    const line = Buffer.from(this.options.toLine(hit));
    this.waiting.lines.push(line);
    this.waiting.bytes += line.length;
    if (this.waiting.bytes > this.options.groupLimitBytes) throw this.tooMany(this.waiting.at);
  }

  /** Forgets the millisecond that is still being read, because it will be read again from its first document on. */
  forgetWaiting(): void {
    this.waiting = undefined;
  }

  /** Takes over what waits: the window ends here. */
  async complete(): Promise<void> {
    if (this.waiting === undefined) return;
    const { lines } = this.waiting;
    this.waiting = undefined;
    await this.compress(Buffer.concat(lines));
    this.documents += lines.length;
  }

  /** Hands over everything complete as the documents before `until`, and begins the next batch there. */
  async finish(until: number): Promise<FinishedBatch> {
    const { gzip, from, documents } = this;
    if (gzip !== undefined) {
      gzip.end();
      await once(gzip, "end");
    }
    const finished = { from, until, documents, body: Buffer.concat(this.chunks) };
    this.from = until;
    this.gzip = undefined;
    this.chunks = [];
    this.bytes = 0;
    this.documents = 0;
    return finished;
  }

  private async compress(lines: Buffer): Promise<void> {
    this.gzip ??= createGzip().on("data", (chunk: Buffer) => this.chunks.push(chunk));
    this.bytes += lines.length;
    if (!this.gzip.write(lines)) await once(this.gzip, "drain");
  }

  private tooMany(at: number): Error {
    return new Error(
      `The documents ingested at ${new Date(at).toISOString()} have more than ${this.options.groupLimitBytes} bytes. ` +
        "Documents of one millisecond go into one object; write so many with different times.",
    );
  }
}
