/** `npm run golden`: brings the golden dumps up to date and prints what changed, resource by resource. */

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { evaluate } from "../plan/evaluate";
import { goldenDifferences, goldenDump, goldenPath, readGolden } from "../plan/golden";

async function main(): Promise<void> {
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
}

void main();
