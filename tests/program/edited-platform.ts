import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildSync } from "esbuild";
import { readStackFile } from "../../config/stack-file";
import { stackFilePath } from "../../plan/evaluate";
import { evaluateProgram } from "../../plan/evaluate-program";
import type { ResourceGraph } from "../../plan/graph";
import { changedProgram, type Edits } from "../../tools/engine/changed-program";
import type { Stack } from "../support/stacks";

/** Evaluates a shipped stack with some lines of the program changed, as a later version of it would have them. */
export async function platformEdited(stack: Stack, edits: Edits): Promise<ResourceGraph> {
  const folder = mkdtempSync(join(tmpdir(), "kumiki-"));
  try {
    const entryPoint = changedProgram(folder, edits);
    const program = join(dirname(entryPoint), "program.js");
    buildSync({
      entryPoints: [entryPoint],
      outfile: program,
      bundle: true,
      packages: "external", // the SDK has to be the one the evaluation watches
      format: "cjs",
      platform: "node",
      target: "node20",
      logLevel: "error",
    });
    const { values, secretKeys } = readStackFile(stackFilePath(stack)).source;
    return await evaluateProgram({ stack, config: values, secretKeys, program: () => require(program) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
