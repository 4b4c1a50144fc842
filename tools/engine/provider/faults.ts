import { appendFileSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Made } from "./provider";
import { parseUrn } from "./urn";

export type Operation = "create" | "update" | "delete" | "read";

/** One fault: which resources it strikes - named by `urn` or `type`, `*` standing for anything - and what it does. */
interface Fault {
  readonly urn?: string;
  readonly type?: string;
  readonly operation: Operation;
  /**
   * - `fail`: nothing is done; `throttle`: the same, because of too many calls;
   * - `partial`: it is done, but what was made does not work;
   * - `slow`: it is done late;
   * - `kill`: the process dies, before the deed, or after it with the answer lost;
   * - `undo`, of an update: it is answered as done, and everything is as it was, as after a deployment ECS has rolled back.
   */
  readonly kind: "fail" | "partial" | "throttle" | "slow" | "kill" | "undo";
  /** Of `kill`. @default "after" */
  readonly when?: "before" | "after";
  /** How often it strikes, counted over all processes and runs. @default 1 */
  readonly times?: number;
  /** Of `slow`. @default 1000 */
  readonly milliseconds?: number;
}

/** Something was made and does not work: the engine keeps it in its state and tries again. */
export class PartialFailure extends Error {
  override readonly name = "PartialFailure";

  constructor(
    message: string,
    readonly made: Made,
  ) {
    super(message);
  }
}

/** Faults a test asks for with KUMIKI_FAULTS, a JSON file. They strike a number of times, then never again. */
export class Faults {
  private readonly faults: readonly Fault[];

  constructor(
    file: string | undefined,
    private readonly folder: string,
  ) {
    this.faults = file === undefined ? [] : JSON.parse(readFileSync(file, "utf8"));
    if (this.faults.length > 0) mkdirSync(folder, { recursive: true });
  }

  /** Does something to a resource, or fails to. @param before what there is if an update is undone */
  async around<T extends Made | undefined>(operation: Operation, urn: string, act: () => T, before?: T): Promise<T> {
    const fault = this.strike(operation, urn);
    if (fault === undefined) return act();
    const what = `${operation} ${parseUrn(urn).type}`;
    if (fault.kind === "fail") throw new Error(`InternalFailure: ${what} failed; try again later`);
    if (fault.kind === "throttle") throw new Error(`ThrottlingException: ${what}: Rate exceeded; try again later`);
    if (fault.kind === "undo" && before !== undefined) return before;
    if (fault.kind === "slow") await pause(fault.milliseconds ?? 1000);
    if (fault.kind === "kill" && fault.when === "before") process.kill(process.pid, "SIGKILL");
    const result = act();
    if (fault.kind === "kill") process.kill(process.pid, "SIGKILL");
    if (fault.kind === "partial" && result !== undefined) {
      throw new PartialFailure(`${what}: it was done, but ${result.id} did not become ready`, result);
    }
    return result;
  }

  private strike(operation: Operation, urn: string): Fault | undefined {
    return this.faults.find((fault, index) => {
      const matches = glob(fault.urn ?? fault.type ?? "").test(fault.urn === undefined ? parseUrn(urn).type : urn);
      return matches && fault.operation === operation && this.countsAs(index, fault.times ?? 1);
    });
  }

  /** Counts in a file, one byte for each strike, because the next one may come in another process. */
  private countsAs(index: number, times: number): boolean {
    const file = join(this.folder, String(index));
    appendFileSync(file, "x");
    return statSync(file).size <= times;
  }
}

function glob(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}
