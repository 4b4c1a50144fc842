import type { Job, WorkflowFile } from "../workflow-file";

/** Credentials live for an hour; a job that takes longer has lost them. */
const LONGEST_MINUTES = 60;

/** Whether each job ends, waits its turn, and is about a stack there is. @param stacks names of the stack files */
export function jobProblems(file: WorkflowFile, stacks: readonly string[]): string[] {
  return Object.entries(file.content.jobs).flatMap(([name, job]) => {
    const say = (sentence: string) => file.problem(["jobs", name], `job ${name} ${sentence}`);
    const unknown = stacksOf(job).filter((stack) => !stacks.includes(stack));
    const problems = unknown.map((stack) => say(`is about ${stack}, and there is no Pulumi.${stack}.yaml`));
    if (job.uses !== undefined) return problems; // a workflow of its own, with these settings in its own jobs
    const minutes = job["timeout-minutes"];
    if (minutes === undefined || minutes > LONGEST_MINUTES) {
      problems.push(say(`needs timeout-minutes of at most ${LONGEST_MINUTES}; GitHub itself waits six hours`));
    }
    if (file.content.concurrency === undefined && job.concurrency === undefined) {
      problems.push(say("can run twice at once; give it or the workflow a concurrency group"));
    }
    if (!/^[a-z]+-[\d.]+$/.test(job["runs-on"] ?? "")) {
      problems.push(say(`needs a runner of one version, such as ubuntu-24.04, not ${job["runs-on"]}`));
    }
    return problems;
  });
}

/** The stacks a job names outright: in its matrix, for a workflow it calls, in its environment. */
function stacksOf({ strategy, with: given, env }: Job): string[] {
  const { stack: listed, include } = strategy?.matrix ?? {};
  const included = Array.isArray(include) ? include.map((entry) => entry?.stack) : [];
  const named = [...(Array.isArray(listed) ? listed : []), ...included, given.stack, env.STACK];
  return named.filter((stack) => typeof stack === "string").filter((stack) => !stack.includes("${{"));
}
