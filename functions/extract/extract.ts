import { Batch } from "./batch";
import { type Checkpoint, OvertakenError } from "./checkpoint";
import type { ExtractResult, ExtractRun, Outcome } from "./extract-run";
import { objectKey, toLine } from "./line";
import { DocumentReader } from "./reader";

/** One run of the export, from the checkpoint to the newest documents that are surely complete. */
export async function extract(run: ExtractRun): Promise<ExtractResult> {
  return new Extraction(run, await run.checkpoints.current()).run();
}

class Extraction {
  private readonly batch: Batch;
  private readonly until: number;
  private readonly startedAt: number;
  private documents = 0;
  private objects = 0;

  constructor(
    private readonly context: ExtractRun,
    private checkpoint: Checkpoint,
  ) {
    const { settings, id, now } = context;
    this.startedAt = now();
    this.until = this.startedAt - settings.safetyLag;
    const rows = { id, at: this.startedAt };
    this.batch = new Batch(checkpoint.exportedUntil, { ...settings.batch, toLine: (hit) => toLine(hit, rows) });
  }

  async run(): Promise<ExtractResult> {
    const { search, settings, signal } = this.context;
    const span = { from: this.checkpoint.exportedUntil, until: this.until };
    if (span.from >= span.until) return this.result("caught-up", span.from);
    const reader = new DocumentReader(search, span, settings.pageSize, signal);
    try {
      return await this.copy(reader);
    } catch (error) {
      if (error instanceof OvertakenError) return this.result("overtaken", this.checkpoint.exportedUntil);
      throw error;
    } finally {
      await reader.close().catch((error) => this.context.warn(`the point in time ends by itself: ${String(error)}`));
    }
  }

  private async copy(reader: DocumentReader): Promise<ExtractResult> {
    for (;;) {
      const page = await this.nextPage(reader);
      if (page === "out of time") return this.interrupt();
      if (page === undefined) return this.finish();
      if (page.rewound) this.batch.forgetWaiting();
      for (const hit of page.hits) {
        await this.batch.add(hit);
        if (this.batch.isLarge) await this.commit(hit.ingestedAt);
        if (this.documents + this.batch.size >= this.context.settings.maxDocuments) return this.interrupt();
      }
    }
  }

  private async nextPage(reader: DocumentReader) {
    const { outOfTime, signal } = this.context;
    if (outOfTime()) return "out of time";
    try {
      return await reader.next();
    } catch (error) {
      if (signal?.aborted) return "out of time";
      throw error;
    }
  }

  /** Nothing more to read: the window is complete. An empty one leaves the checkpoint alone, see docs/adr/0012. */
  private async finish(): Promise<ExtractResult> {
    await this.batch.complete();
    if (this.batch.size > 0) await this.commit(this.until);
    return this.result("caught-up", this.until);
  }

  /** Stops between two milliseconds; the next run goes on there. */
  private async interrupt(): Promise<ExtractResult> {
    const { boundary } = this.batch;
    if (this.batch.size > 0 && boundary !== undefined) await this.commit(boundary);
    if (this.objects > 0 || boundary === undefined) return this.result("interrupted", this.checkpoint.exportedUntil);
    throw new Error(
      `There was no time to read all documents ingested at ${new Date(boundary).toISOString()}, and the export cannot ` +
        "stop among them. Give the function more time, or its pages more documents.",
    );
  }

  /** First the documents, then the checkpoint: whatever happens in between, nothing is passed over. */
  private async commit(until: number): Promise<void> {
    const { objects, checkpoints, settings } = this.context;
    const { from, documents, body } = await this.batch.finish(until);
    const key = objectKey(settings.prefix, this.checkpoint.sequence, from, until);
    await objects.write(key, body, "absent");
    this.checkpoint = await checkpoints.advance(this.checkpoint, until);
    this.documents += documents;
    this.objects += 1;
  }

  private result(outcome: Outcome, reached: number): ExtractResult {
    return { outcome, documents: this.documents, objects: this.objects, reached };
  }
}
