import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, constants, openSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { createInterface } from "node:readline";

/** What the engine does to a resource; the log holds others as well, such as `discard-replaced`. */
export type Operation =
  | "same"
  | "create"
  | "update"
  | "delete"
  | "replace"
  | "create-replacement"
  | "delete-replaced"
  | "read"
  | "refresh"
  | "import";

/** One side of a step, as far as it is looked at; secrets are blinded by the engine. */
export interface StepState {
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly protect?: boolean;
}

/** A step of the engine on its way through a preview or an update. */
export interface Step {
  readonly op: Operation;
  readonly urn: string;
  readonly type: string;
  readonly old: StepState | null;
  readonly new: StepState | null;
  /** Properties that force the replacement. */
  readonly keys?: readonly string[] | null;
  /** Properties that changed. */
  readonly diffs?: readonly string[] | null;
  readonly detailedDiff: Readonly<Record<string, { readonly diffKind: string; readonly inputDiff: boolean }>> | null;
  readonly provider: string;
}

/** A line of the engine's event log: exactly one of the members besides the first two. */
export interface EngineEvent {
  readonly sequence: number;
  readonly timestamp: number;
  readonly resourcePreEvent?: { readonly metadata: Step; readonly planning?: boolean };
  readonly resOutputsEvent?: { readonly metadata: Step; readonly planning?: boolean };
  readonly resOpFailedEvent?: { readonly metadata: Step };
  readonly diagnosticEvent?: {
    readonly urn?: string;
    readonly message: string;
    readonly severity: "debug" | "info" | "info#err" | "warning" | "error";
    readonly ephemeral?: boolean;
  };
  readonly policyEvent?: {
    readonly resourceUrn?: string;
    readonly message: string;
    readonly policyName: string;
    readonly policyPackName: string;
    readonly enforcementLevel: string;
    readonly severity?: string;
  };
  readonly summaryEvent?: {
    readonly durationSeconds: number;
    readonly isPreview?: boolean;
    readonly resourceChanges: Readonly<Record<string, number>>;
    readonly result?: string;
  };
}

/**
 * Where the engine writes its events: a pipe, not a file, because among them is every word of the SDK's own debug log, and
 * that holds the outputs of each resource with their secrets in plain text.
 */
export class EventPipe {
  private readonly writer: number;
  private readonly ended: Promise<unknown>;

  /** @param path is made, and removed by `close`. */
  constructor(
    private readonly path: string,
    onEvent: (event: EngineEvent) => void,
  ) {
    rmSync(path, { force: true });
    execFileSync("mkfifo", ["-m", "600", path]);
    // A writer of our own keeps the pipe open until the run is over, whenever the engine comes and goes.
    this.writer = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const lines = createInterface({ input: new Socket({ fd: reader, readable: true, writable: false }) });
    this.ended = once(lines, "close");
    lines.on("line", (line) => {
      const event = eventIn(line);
      if (event !== undefined) onEvent(event);
    });
  }

  /** Waits for what was written and is not read yet. */
  async close(): Promise<void> {
    closeSync(this.writer);
    await this.ended;
    rmSync(this.path, { force: true });
  }
}

/** Undefined for the line that a killed engine has left half written. */
function eventIn(line: string): EngineEvent | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
