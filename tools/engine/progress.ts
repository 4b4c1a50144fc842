import type { EngineEvent } from "./events";

/** How often a log that is no terminal is told how things are going. */
const LINE_EVERY_MS = 15_000;

/** One line that says what is done so far: rewritten in a terminal, repeated now and then in a log. */
export class Progress {
  private readonly from = Date.now();
  private readonly done = new Map<string, number>();
  private readonly isTerminal = process.stderr.isTTY === true;
  private lastLine = Date.now();

  constructor(private readonly title: string) {}

  /** Takes note of a step of the engine. */
  note({ resOutputsEvent }: EngineEvent): void {
    if (resOutputsEvent === undefined) return;
    const { metadata, planning } = resOutputsEvent;
    const what = planning ? `to ${metadata.op}` : metadata.op;
    this.done.set(what, (this.done.get(what) ?? 0) + 1);
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

  private line(): string {
    return `${this.title}: ${this.counts()}`;
  }

  private counts(): string {
    const parts = [...this.done].map(([op, count]) => `${op} ${count}`);
    return `${parts.join(", ")} (${Math.round((Date.now() - this.from) / 1000)} s)`;
  }
}
