import { expect } from "chai";
import { changedProgram, type Edits } from "../../../../tools/engine/changed-program";
import type { EngineEvent } from "../../../../tools/engine/events";
import type { Stack } from "../../../support/stacks";
import { CLI_BUILD_MS, RUN_MS, StackLife, type StackLifeOptions, succeeded } from "./stack-life";
import { stepsOf } from "./steps";

/** What somebody changes about a stack that is up, and everything the engine then does. */
export interface Change {
  readonly what: string;
  /** Keys of the stack file. */
  readonly changes?: Readonly<Record<string, unknown>>;
  /** Lines of the program. */
  readonly edits?: Edits;
  /** Whether a preview is asked as well, which has to foretell every step. */
  readonly previewed?: boolean;
  /** What was changed before, so that this change takes something back. */
  readonly after?: Readonly<Record<string, unknown>>;
  /** Every step there is, or what each of very many looks like. */
  readonly steps: readonly string[] | RegExp;
}

/** What cannot be done, and what the engine or the cloud says to it. */
export interface RefusedChange {
  readonly what: string;
  readonly changes: Readonly<Record<string, unknown>>;
  /** What goes wrong in the cloud; see `KUMIKI_FAULTS`. */
  readonly faults?: readonly object[];
  readonly errors: readonly RegExp[];
  /**
   * How to get on: with the old values again, with the new ones once more, which then are what becomes of the stack, or by
   * destroying it, of which then nothing is left.
   */
  readonly wayOut: "back" | "destroy" | { readonly again: readonly string[] };
}

/** Each change on its own, on a copy of the same stack: made, and done with - a second run would change nothing. */
export function describeChanges(stack: Stack, changes: readonly Change[]): void {
  describe(`a change of ${stack} on the real engine`, function () {
    this.timeout(3 * RUN_MS);
    const { base, copyOf } = upOnce(stack);

    for (const { what, changes: values = {}, edits, after: earlier, previewed, steps } of changes) {
      it(what, async () => {
        const start = earlier === undefined ? base() : await copyOf(base(), { changes: earlier });
        if (earlier !== undefined) succeeded(await start.up());
        const program = edits === undefined ? undefined : changedProgram(start.workspace.folder, edits);
        const life = await copyOf(start, { changes: values, program });
        if (previewed) expectSteps(succeeded(await life.preview()).events, steps);
        expectSteps(succeeded(await life.up()).events, steps);
        succeeded(await life.preview({ expectNoChanges: true }));
      });
    }
  });
}

/** Each tried on a copy of the same stack: it fails for the reason given, and there is a way out. */
export function describeRefusals(stack: Stack, changes: readonly RefusedChange[]): void {
  describe(`what cannot be changed of ${stack} on the real engine`, function () {
    this.timeout(4 * RUN_MS);
    const { base, copyOf } = upOnce(stack);

    for (const { what, changes: values, faults = [], errors, wayOut } of changes) {
      it(what, async () => {
        const life = await copyOf(base(), { changes: values });
        const run = await life.up({ faults });
        expect(run.exitCode, run.text).to.not.equal(0);
        for (const error of errors) expect(run.text).to.match(error);
        const out = await copyOf(life, typeof wayOut === "object" ? { changes: values } : {});
        if (wayOut === "destroy") {
          succeeded(await out.destroy());
          expect((await out.pulumi.exportState()).deployment.resources ?? []).to.deep.equal([]);
        } else {
          const { events } = succeeded(await out.up());
          if (wayOut !== "back") expectSteps(events, wayOut.again);
          succeeded(await out.refresh({ expectNoChanges: true }));
        }
      });
    }
  });
}

function expectSteps(events: readonly EngineEvent[], expected: readonly string[] | RegExp): void {
  const steps = stepsOf(events);
  if (!(expected instanceof RegExp)) {
    expect(steps).to.deep.equal(expected);
    return;
  }
  expect(steps.filter((step) => !expected.test(step))).to.deep.equal([]);
  expect(steps).to.not.have.length(0);
}

/** A stack that is brought up for the suite that calls this; tests work on copies, of which none outlives its test. */
function upOnce(stack: Stack): {
  base: () => StackLife;
  copyOf: (original: StackLife, options: StackLifeOptions) => Promise<StackLife>;
} {
  let life: StackLife | undefined;
  const copies: StackLife[] = [];
  before(async function () {
    this.timeout(CLI_BUILD_MS);
    life = await StackLife.begin(stack);
    succeeded(await life.up());
  });
  afterEach(() => {
    for (const copy of copies.splice(0)) copy.end();
  });
  after(() => life?.end());
  return {
    base: () => {
      if (life === undefined) throw new Error(`${stack} is not up yet`);
      return life;
    },
    copyOf: async (original, options) => {
      const copy = await original.copy(options);
      copies.push(copy);
      return copy;
    },
  };
}
