/** `npm run engine`: makes sure there is a Pulumi CLI, and says which. */

import { BadInput, runCommand } from "../../plan/command-line";
import { ensureCli } from "./cli";
import { CliBuildError } from "./cli-build";

const USAGE = `Usage: npm run engine

Finds a Pulumi CLI of a fitting version on the PATH, or builds the one this project pins, once, and prints where it is.

Exit code: 0 there is one, 2 it cannot be built.`;

void runCommand({ name: "engine", usage: USAGE, options: {} }, async () => {
  try {
    const { path, version } = await ensureCli((line) => process.stderr.write(`engine: ${line}\n`));
    process.stdout.write(`pulumi ${version}: ${path}\n`);
    return 0;
  } catch (error) {
    throw error instanceof CliBuildError ? new BadInput(error.message) : error;
  }
});
