import { existsSync, readFileSync } from "node:fs";

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
    readonly resourceChanges: Readonly<Record<string, number>>;
    readonly result?: string;
  };
}

/** Reads a growing event log: each call gives the events that were added since the last. */
export class EventLog {
  private position = 0;

  constructor(private readonly path: string) {}

  read(): EngineEvent[] {
    if (!existsSync(this.path)) return [];
    const added = readFileSync(this.path).subarray(this.position);
    const whole = added.subarray(0, added.lastIndexOf("\n") + 1); // the last line may be half written
    this.position += whole.length;
    return whole
      .toString("utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line): EngineEvent => JSON.parse(line));
  }
}
