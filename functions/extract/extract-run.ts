import type { BatchOptions } from "./batch";
import type { CheckpointStore } from "./checkpoint";
import type { Objects } from "./objects";
import type { Search } from "./search";

export interface ExtractSettings {
  readonly pageSize: number;
  /** Documents after which a run ends at the next millisecond. */
  readonly maxDocuments: number;
  /** Milliseconds the newest documents are left alone, until all of them are visible. */
  readonly safetyLag: number;
  /** Prefix of the objects, with a slash at the end. */
  readonly prefix: string;
  /** Sizes of objects. */
  readonly batch: Omit<BatchOptions, "toLine">;
}

/** What one run works with. */
export interface ExtractRun {
  /** Name of the run, in every row it exports. */
  readonly id: string;
  readonly search: Search;
  readonly objects: Objects;
  readonly checkpoints: CheckpointStore;
  readonly settings: ExtractSettings;
  readonly now: () => number;
  /** Whether there is too little time for another page. */
  readonly outOfTime: () => boolean;
  /** Ends waiting for OpenSearch when the time is up. */
  readonly signal?: AbortSignal;
  readonly warn: (message: string) => void;
}

/** How a run ended: all there was; time or number of documents used up; another run was faster. */
export type Outcome = "caught-up" | "interrupted" | "overtaken";

export interface ExtractResult {
  readonly outcome: Outcome;
  readonly documents: number;
  readonly objects: number;
  /** Everything ingested before is in the lake; in milliseconds since 1970. */
  readonly reached: number;
}
