/** `npm run release`: writes down what this version has, so that no later one loses it unnoticed. */

import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { BadInput, runCommand } from "../plan/command-line";
import { evaluate } from "../plan/evaluate";
import { projectRoot } from "../plan/project";
import { ReleaseError, writeRelease } from "../plan/releases/manifest";

const USAGE = `Usage: npm run release

Writes releases/VERSION/STACK.txt for the version of package.json and both stacks: the URN of everything they have. From
then on npm test refuses what would lose one of them. docs/releases.md tells how a release is made.

Exit code: 0 written, 2 that release is there already.`;

void runCommand({ name: "release", usage: USAGE, options: {} }, async () => {
  const { version } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
  const graphs = [(await evaluate("dev")).graph, (await evaluate("prod")).graph];
  try {
    for (const path of writeRelease(version, graphs)) process.stdout.write(`written: ${relative(projectRoot, path)}\n`);
    return 0;
  } catch (error) {
    throw error instanceof ReleaseError ? new BadInput(error.message) : error;
  }
});
