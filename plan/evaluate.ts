import { join } from "node:path";
import { readStackFile, type StackFile } from "../config/stack-file";
import { evaluateProgram } from "./evaluate-program";
import type { ResourceGraph } from "./graph";
import { projectRoot } from "./project";

/** A stack file and what the program makes of it. */
export interface EvaluatedStack {
  readonly file: StackFile;
  readonly graph: ResourceGraph;
}

/** Where a stack's configuration stands. */
export function stackFilePath(stack: string): string {
  return join(projectRoot, `Pulumi.${stack}.yaml`);
}

/**
 * Runs the unchanged `index.ts` for one stack, with that stack's own file, against the simulated cloud.
 *
 * @throws StackFileError, ConfigError or ArgumentError for bad input; EvaluationError for what the cloud would refuse
 */
export async function evaluate(stack: string): Promise<EvaluatedStack> {
  const file = readStackFile(stackFilePath(stack));
  return { file, graph: await evaluateFile(file) };
}

/** The same for a stack file that was read, or changed, elsewhere. */
export async function evaluateFile({ source }: StackFile): Promise<ResourceGraph> {
  return evaluateProgram({
    stack: source.stack,
    config: source.values,
    secretKeys: source.secretKeys,
    program: runEntryPoint,
  });
}

/** Runs the program anew: Node keeps a module's exports, and a second stack needs a second run. */
function runEntryPoint(): unknown {
  const entryPoint = require.resolve("../index");
  delete require.cache[entryPoint];
  return require(entryPoint);
}
