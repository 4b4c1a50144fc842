import type { ChildProcess } from "node:child_process";

/** Signals that come within this time are one: a terminal sends Ctrl-C to this process, and npm passes its own on. */
const ONE_SIGNAL_MS = 1_000;

/**
 * Passes Ctrl-C on to the CLI. The first lets the engine finish what is under way and write its state; the second stops it
 * where it is. Before there is anything to stop, it ends this process.
 */
export class Interrupts {
  private target: ChildProcess | undefined;
  private count = 0;
  private last = Number.NEGATIVE_INFINITY;

  /** @param say tells the user what happens now */
  constructor(private readonly say: (sentence: string) => void) {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => this.take());
  }

  /** From now on it is this process that is stopped. */
  goTo(target: ChildProcess): void {
    this.target = target;
  }

  get happened(): boolean {
    return this.count > 0;
  }

  private take(): void {
    const now = performance.now();
    if (now - this.last < ONE_SIGNAL_MS) return;
    this.last = now;
    this.count += 1;
    if (this.target === undefined) process.exit(130);
    this.say(
      this.count === 1
        ? "stopping when the steps under way are done; the next run goes on from there (Ctrl-C again: stop at once)"
        : "stopping at once",
    );
    this.target.kill("SIGINT");
  }
}
