/** What became of an item. `skipped`: the request says to leave it out. */
export type Outcome = "created" | "updated" | "unchanged" | "skipped";

export interface ItemResult {
  readonly item: string;
  readonly outcome: Outcome;
}

/** What a run of the bootstrap reports: every item of the request, in the order in which they were looked at. */
export interface BootstrapResult {
  readonly items: readonly ItemResult[];
}

/** Why an item could not be brought about, and what to do, in one sentence each. */
export class ItemError extends Error {
  override readonly name = "ItemError";

  constructor(item: string, cause: unknown) {
    super(`${item}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
