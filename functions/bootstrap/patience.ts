/** What is worth waiting for, and for how long. */
export interface Patience {
  /** What is waited for: `the domain to answer`. */
  readonly waitingFor: string;
  readonly milliseconds: number;
}

/** An error that may not come again. */
export interface Passing {
  readonly patience: Patience | undefined;
}

/** The time a run has, and how it passes. */
export interface Clock {
  readonly now: () => number;
  /** What is left of the run, in milliseconds. */
  readonly left: () => number;
  readonly pause: (milliseconds: number) => Promise<unknown>;
  /** Aborted when the run has to end: whatever is under way is given up. */
  readonly signal: AbortSignal;
}

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 10_000;

/**
 * Repeats what failed for a reason that passes, with pauses that double from 1 s to 10 s, until it succeeds, fails for
 * another reason, or the patience with that reason or the time of the run is used up. What is repeated must be safe to
 * repeat.
 */
export async function patiently<T>(attempt: () => Promise<T>, clock: Clock): Promise<T> {
  const since = new Map<Patience, number>();
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    try {
      return await attempt();
    } catch (error) {
      const patience = patienceWith(error);
      if (patience === undefined) throw error;
      const start = since.get(patience) ?? clock.now();
      since.set(patience, start);
      const waited = clock.now() - start;
      if (waited + pause > patience.milliseconds || pause >= clock.left()) {
        const seconds = Math.round(waited / 1000);
        throw new Error(`${messageOf(error)} Waited ${seconds} s for ${patience.waitingFor}.`, { cause: error });
      }
      await clock.pause(pause);
    }
  }
}

/** The patience of an error or of what caused it. */
function patienceWith(error: unknown): Patience | undefined {
  if (!(error instanceof Error)) return undefined;
  return isPassing(error) ? error.patience : patienceWith(error.cause);
}

function isPassing(error: Error): error is Error & Passing {
  return "patience" in error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
