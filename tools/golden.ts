/** `npm run golden`: brings the golden dumps up to date and prints what changed, resource by resource. */

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { runCommand } from "../plan/command-line";
import { evaluate } from "../plan/evaluate";
import { goldenDifferences, goldenDump, goldenPath, readGolden } from "../plan/golden";

const USAGE = `Usage: npm run golden

Brings tests/golden up to date with what both stacks consist of, and prints what changed, resource by resource.`;

async function main(): Promise<number> {
  for (const stack of ["dev", "prod"]) {
    const { graph } = await evaluate(stack);
    const dump = goldenDump(graph);
    const differences = goldenDifferences(readGolden(stack), dump);
    console.log(`${stack}: ${differences.length === 0 ? "unchanged" : `${differences.length} differences`}`);
    for (const difference of differences) console.log(`  ${difference}`);
    if (differences.length === 0) continue;
    mkdirSync(dirname(goldenPath(stack)), { recursive: true });
    writeFileSync(goldenPath(stack), `${JSON.stringify(dump, null, 1)}\n`);
  }
  return 0;
}

void runCommand({ name: "golden", usage: USAGE, options: {} }, main);
