import { runtime } from "@pulumi/pulumi";
import type { ResourceGraph } from "./graph";
import { PROJECT_NAME } from "./project";
import { Recorder } from "./recorder";
import { isolate, useMonitor } from "./sdk-runtime";

/** A program and what the engine would hand it. */
export interface ProgramRun {
  readonly stack: string;
  /** Configuration as the engine passes it: `namespace:key` to text, objects as JSON. */
  readonly config?: Readonly<Record<string, string>>;
  readonly secretKeys?: readonly string[];
  /** The program; what it returns becomes the stack's outputs. */
  readonly program: () => unknown;
}

/** The program ran, but the cloud or the engine would refuse what it asked for. Lists every problem. */
export class EvaluationError extends Error {
  override readonly name = "EvaluationError";

  constructor(
    readonly stackName: string,
    readonly problems: readonly string[],
  ) {
    super(`stack ${stackName} cannot be evaluated:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}

/**
 * Runs a Pulumi program in this process against the simulated cloud and returns everything it registered.
 *
 * @throws EvaluationError with every problem found; or whatever the program itself threw.
 */
export async function evaluateProgram(run: ProgramRun): Promise<ResourceGraph> {
  const recorder = new Recorder(PROJECT_NAME, run.stack);
  const thrown: unknown[] = [];
  // The SDK captures a stack for every registration, which costs more than all the rest of an evaluation together. An
  // error's message says what is wrong; to see where, take this line out for a moment.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  await catchingStrays(thrown, () =>
    isolate(async () => {
      useMonitor(recorder, PROJECT_NAME, run.stack);
      runtime.setAllConfig({ ...run.config }, [...(run.secretKeys ?? [])]);
      await runtime.runInPulumiStack(async () => {
        try {
          return await run.program();
        } catch (error) {
          thrown.push(error);
          return {};
        }
      });
      await runtime.disconnect();
    }),
  );
  Error.stackTraceLimit = stackTraceLimit;
  if (recorder.problems.length > 0) throw new EvaluationError(run.stack, recorder.problems);
  if (thrown.length > 0) throw thrown[0];
  return recorder.graph();
}

/**
 * An error inside an `apply` reaches nobody but the process, and whatever waits for its result waits for ever. While the
 * callback runs such errors are collected, and the first one ends the wait.
 */
async function catchingStrays(thrown: unknown[], callback: () => Promise<void>): Promise<void> {
  const others = process.rawListeners("unhandledRejection") as NodeJS.UnhandledRejectionListener[];
  process.removeAllListeners("unhandledRejection");
  const stray = new Promise<void>((resolve) => {
    process.on("unhandledRejection", (reason) => {
      thrown.push(reason);
      resolve();
    });
  });
  try {
    await Promise.race([callback(), stray]);
  } catch (error) {
    thrown.push(error);
  } finally {
    await new Promise((resolve) => setImmediate(resolve)); // a rejection surfaces one turn after it happened
    process.removeAllListeners("unhandledRejection");
    for (const listener of others) process.on("unhandledRejection", listener);
  }
}
