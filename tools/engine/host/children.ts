import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

/** How a process ended: 0 if it did well, and the signal where one ended it. */
export interface Ending {
  readonly code: number;
  readonly signal?: NodeJS.Signals;
}

/** The processes this host has started, so that none outlives it. */
export class Children {
  private readonly running = new Set<ChildProcess>();

  /** Starts Node with these arguments. */
  start(args: readonly string[], options: SpawnOptions): ChildProcess {
    const child = spawn(process.execPath, args, options);
    this.running.add(child);
    const forget = () => this.running.delete(child);
    child.once("exit", forget).once("error", forget);
    return child;
  }

  kill(): void {
    for (const child of this.running) child.kill("SIGKILL");
  }
}

/** Resolves when the process is gone and has said all it had to say. @throws if it could not be started */
export function ended(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code: code ?? 1, ...(signal === null ? {} : { signal }) }));
  });
}
