/**
 * An object that was not loaded. The message names neither rows nor tokens: BigQuery quotes values in what it says about
 * a failure, which is why only its one-word reasons are passed on.
 */
export class LoadError extends Error {
  override readonly name = "LoadError";

  constructor(
    message: string,
    /** Whether it makes no sense to try again before somebody has changed something. */
    readonly final: boolean,
  ) {
    super(message);
  }
}
