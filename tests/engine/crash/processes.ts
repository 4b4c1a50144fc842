import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** A process of this machine, as `/proc` shows it. */
interface Process {
  readonly pid: number;
  readonly commandLine: string;
}

const WAIT_MS = 100;
const WAITS = 150;

/** Processes that were started with a variable of the environment set to a value. */
function processesWith(variable: string, value: string): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const environment = readFileSync(`/proc/${name}/environ`, "utf8").split("\0");
        if (!environment.includes(`${variable}=${value}`)) return [];
        return [
          { pid: Number(name), commandLine: readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ") },
        ];
      } catch {
        return []; // it has ended meanwhile, or belongs to somebody else
      }
    });
}

/** Kills, without warning, a process of a simulated cloud, found by its command line. @returns whether there was one */
export function killOne(cloud: string, pattern: RegExp): boolean {
  const [victim] = processesWith("KUMIKI_CLOUD", cloud).filter(({ commandLine }) => pattern.test(commandLine));
  if (victim === undefined) return false;
  process.kill(victim.pid, "SIGKILL");
  return true;
}

/** Resolves when no process of a simulated cloud is left: providers notice within a second that they are alone. */
export async function allEnded(cloud: string): Promise<void> {
  for (let waited = 0; waited < WAITS; waited++) {
    if (processesWith("KUMIKI_CLOUD", cloud).length === 0) return;
    await pause(WAIT_MS);
  }
  const left = processesWith("KUMIKI_CLOUD", cloud).map(({ commandLine }) => commandLine);
  throw new Error(`still running after ${(WAIT_MS * WAITS) / 1000} seconds:\n${left.join("\n")}`);
}
