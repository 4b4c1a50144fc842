import type { PlacedStep, WorkflowFile } from "../workflow-file";

const CREDENTIALS = /^(aws-actions\/configure-aws-credentials|google-github-actions\/auth)@/;

/** What scripts are given, and what they call. @param npmScripts names of the scripts in package.json */
export function scriptProblems(file: WorkflowFile, npmScripts: readonly string[]): string[] {
  return [
    ...file.steps.flatMap((placed) => stepProblems(file, placed, npmScripts)),
    ...shellProblems(file),
    ...orderProblems(file),
  ];
}

function stepProblems(file: WorkflowFile, { step, place }: PlacedStep, npmScripts: readonly string[]): string[] {
  const problems: string[] = [];
  const { run = "", uses = "" } = step;
  const say = (key: string, sentence: string) => problems.push(file.problem([...place, key], sentence));
  if (run.includes("${{")) {
    say("run", "an expression becomes part of the script, whoever wrote its value; hand it over in env");
  }
  for (const [, script = ""] of run.matchAll(/\bnpm run (?:-s |--silent )?([\w:-]+)/g)) {
    if (!npmScripts.includes(script)) say("run", `package.json has no script ${script}`);
  }
  for (const [call] of run.matchAll(/\bnpm (?:ci|i|install)\b[^\n;&|]*/g)) {
    if (!call.includes("--ignore-scripts")) say("run", "packages are installed with --ignore-scripts here");
  }
  if (uses.startsWith("actions/checkout@") && step.with["persist-credentials"] !== false) {
    say("uses", "checkout leaves its token on the disk; set persist-credentials to false");
  }
  return problems;
}

/** Asked for by name, bash fails with the first command of a pipe; by itself GitHub's does not. */
function shellProblems(file: WorkflowFile): string[] {
  if (file.isWorkflow) {
    const scripts = file.steps.some(({ step }) => step.run !== undefined);
    const isBash = file.content.defaults?.run?.shell === "bash";
    return scripts && !isBash
      ? [file.problem([], "set defaults.run.shell to bash, which then stops at a broken pipe")]
      : [];
  }
  return file.steps
    .filter(({ step }) => step.run !== undefined && step.shell !== "bash")
    .map(({ place }) => file.problem(place, "set shell to bash"));
}

/** What packages bring along runs while they are installed, and must find no credentials then. */
function orderProblems(file: WorkflowFile): string[] {
  return file.steps.flatMap(({ step, place, job }, index) =>
    /\bnpm (?:ci|i|install)\b/.test(step.run ?? "") &&
    file.steps.slice(0, index).some((earlier) => earlier.job === job && CREDENTIALS.test(earlier.step.uses ?? ""))
      ? [file.problem([...place, "run"], "packages are installed before there are credentials")]
      : [],
  );
}
