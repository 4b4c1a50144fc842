import type { Objects } from "./objects";

/** How far the export has come. */
export interface Checkpoint {
  /** Number of times it has moved. Part of the names of objects, so that one that was set back gives new names. */
  readonly sequence: number;
  /** Everything ingested before is exported; in milliseconds since 1970. */
  readonly exportedUntil: number;
  readonly etag: string;
}

/** Another run has moved the checkpoint meanwhile, and goes on from there. */
export class OvertakenError extends Error {
  override readonly name = "OvertakenError";
}

/**
 * The checkpoint is one object, readable for whoever has to set it back. It moves only from the state a run has read:
 * of two runs that began at the same place, one moves it and the other learns that it was overtaken.
 */
export class CheckpointStore {
  constructor(
    private readonly objects: Objects,
    private readonly key: string,
    /** Different for every run: by it, a run recognises its own write when the answer to it was lost. */
    private readonly writer: string,
  ) {}

  /** The checkpoint, which is made first where there is none: at the beginning of time. */
  async current(): Promise<Checkpoint> {
    const stored = await this.objects.read(this.key);
    if (stored !== undefined) return this.parse(stored.text, stored.etag);
    const created = await this.write({ sequence: 0, exportedUntil: 0 }, "absent");
    if (created !== undefined) return created;
    throw new Error(
      `The checkpoint ${this.key} exists, but may not be read. Look at the role, the key and the bucket.`,
    );
  }

  /** @throws OvertakenError */
  async advance(from: Checkpoint, exportedUntil: number): Promise<Checkpoint> {
    const moved = await this.write({ sequence: from.sequence + 1, exportedUntil }, { etag: from.etag });
    if (moved !== undefined) return moved;
    throw new OvertakenError(`another run has moved the checkpoint ${this.key}`);
  }

  private async write(
    state: Pick<Checkpoint, "sequence" | "exportedUntil">,
    condition: Parameters<Objects["write"]>[2],
  ): Promise<Checkpoint | undefined> {
    const { sequence } = state;
    const exportedUntil = new Date(state.exportedUntil).toISOString();
    const text = JSON.stringify({ format: 1, sequence, exportedUntil, writer: this.writer }, undefined, 2);
    const etag = await this.objects.write(this.key, text, condition);
    if (etag !== undefined) return { ...state, etag };
    // A write whose answer was lost is repeated by the client, and then refused: by what it has written itself.
    const stored = await this.objects.read(this.key);
    return stored?.text === text ? { ...state, etag: stored.etag } : undefined;
  }

  private parse(text: string, etag: string): Checkpoint {
    const { format, sequence, exportedUntil }: Record<string, unknown> = JSON.parse(text);
    const time = typeof exportedUntil === "string" ? Date.parse(exportedUntil) : Number.NaN;
    if (format === 1 && typeof sequence === "number" && Number.isSafeInteger(sequence) && !Number.isNaN(time)) {
      return { sequence, exportedUntil: time, etag };
    }
    throw new Error(
      `The checkpoint ${this.key} must hold "format" 1, a whole "sequence" and a time "exportedUntil". ` +
        "Whoever edited it has to mend it; the versions before are in the bucket.",
    );
  }
}
