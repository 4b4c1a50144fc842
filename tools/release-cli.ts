/** `npm run release`: writes down what this version has, so that no later one loses it unnoticed. */

import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { evaluate } from "../plan/evaluate";
import { projectRoot } from "../plan/project";
import { writeRelease } from "../plan/releases/manifest";

async function main(): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
  const graphs = [(await evaluate("dev")).graph, (await evaluate("prod")).graph];
  try {
    for (const path of writeRelease(version, graphs)) console.log(`written: ${relative(projectRoot, path)}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

void main();
