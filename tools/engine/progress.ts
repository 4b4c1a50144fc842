import type { EngineEvent } from "./events";

/** How often a log that is no terminal is told how things are going. */
const LINE_EVERY_MS = 15_000;

/** One line that says what is done so far: rewritten in a terminal, repeated now and then in a log. */
export class Progress {
  private readonly from = Date.now();
  /** What is done to which resources: of a component the engine speaks twice. */
  private readonly done = new Map<string, Set<string>>();
  private readonly isTerminal = process.stderr.isTTY === true;
  private lastLine = Date.now();

  constructor(private readonly title: string) {}

  /** Takes note of a step of the engine. */
  note({ resOutputsEvent }: EngineEvent): void {
    if (resOutputsEvent === undefined) return;
    const { metadata, planning } = resOutputsEvent;
    const what = planning ? `to ${metadata.op}` : metadata.op;
    this.done.set(what, (this.done.get(what) ?? new Set()).add(metadata.urn));
    if (this.isTerminal) process.stderr.write(`\r\x1b[K${this.line()}`);
    else if (Date.now() - this.lastLine > LINE_EVERY_MS) this.say(this.counts());
  }

  /** Says something that stays. */
  say(sentence: string): void {
    this.lastLine = Date.now();
    process.stderr.write(`${this.isTerminal ? "\r\x1b[K" : ""}${this.title}: ${sentence}\n`);
  }

  /** Leaves the line to whatever is printed next. */
  end(): void {
    if (this.isTerminal) process.stderr.write("\r\x1b[K");
  }

  /** What is done so far, and for how long it has been going on. */
  counts(): string {
    const parts = [...this.done].map(([op, resources]) => `${op} ${resources.size}`);
    return `${parts.join(", ")} (${Math.round((Date.now() - this.from) / 1000)} s)`;
  }

  private line(): string {
    return `${this.title}: ${this.counts()}`;
  }
}
