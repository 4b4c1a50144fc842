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
  const strays: unknown[] = [];
  const catchStray = (reason: unknown): void => void strays.push(reason);
  // An error inside an `apply` reaches nobody but the process; for the time of the run it belongs to this evaluation.
  const others = process.rawListeners("unhandledRejection") as NodeJS.UnhandledRejectionListener[];
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", catchStray);
  try {
    await isolate(async () => {
      useMonitor(recorder, PROJECT_NAME, run.stack);
      runtime.setAllConfig({ ...run.config }, [...(run.secretKeys ?? [])]);
      await runtime.runInPulumiStack(async () => run.program());
      await runtime.disconnect();
    });
    await new Promise((resolve) => setImmediate(resolve)); // rejections surface one turn after they happen
  } catch (error) {
    if (recorder.problems.length === 0) throw error;
  } finally {
    process.removeAllListeners("unhandledRejection");
    for (const listener of others) process.on("unhandledRejection", listener);
  }
  if (recorder.problems.length > 0) throw new EvaluationError(run.stack, recorder.problems);
  if (strays.length > 0) throw strays[0];
  return recorder.graph();
}
