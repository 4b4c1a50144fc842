/** `npm run check:workflows`: what GitHub would refuse, and what this project does not allow, in `.github`. */

import { actionlint, LinterBuildError } from "./actionlint";
import { houseProblems, surroundings, workflowFiles } from "./house-rules";

function main(): number {
  try {
    const found = actionlint();
    const files = workflowFiles();
    // A file that is no workflow at all is explained better by the linter than by whatever trips over it next.
    const problems = found.length > 0 ? found : files.flatMap((file) => houseProblems(file, surroundings()));
    for (const problem of problems) process.stderr.write(`${problem}\n`);
    if (problems.length === 0) process.stdout.write(`${files.length} files of workflows are fine\n`);
    return problems.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof LinterBuildError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

process.exitCode = main();
