/** `npm run check:workflows`: what GitHub would refuse, and what this project does not allow, in `.github`. */

import { BadInput, runCommand } from "../../plan/command-line";
import { actionlint, LinterBuildError } from "./actionlint";
import { houseProblems, surroundings, workflowFiles } from "./house-rules";

const USAGE = `Usage: npm run check:workflows

Checks every file of .github with actionlint, which is built once, and by the rules of docs/ci.md.

Exit code: 0 all are fine, 1 one is not, 2 the linter cannot be built.`;

void runCommand({ name: "check:workflows", usage: USAGE, options: {} }, () => {
  try {
    const found = actionlint();
    const files = workflowFiles();
    // A file that is no workflow at all is explained better by the linter than by whatever trips over it next.
    const problems = found.length > 0 ? found : files.flatMap((file) => houseProblems(file, surroundings()));
    for (const problem of problems) process.stderr.write(`${problem}\n`);
    if (problems.length === 0) process.stdout.write(`${files.length} files of workflows are fine\n`);
    return problems.length === 0 ? 0 : 1;
  } catch (error) {
    throw error instanceof LinterBuildError ? new BadInput(error.message) : error;
  }
});
