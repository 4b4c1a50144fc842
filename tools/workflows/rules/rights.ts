import type { Job, WorkflowFile } from "../workflow-file";

const TRIGGERS = ["pull_request", "merge_group", "push", "schedule", "workflow_dispatch", "workflow_call"];

/** What a job may ask for here, beyond reading the repository. */
const RIGHTS = ["contents: read", "id-token: write", "issues: write", "pull-requests: write"];

/** The context with all secrets, however it is read: `secrets.NAME`, `SECRETS['NAME']`, `toJSON(secrets)`, `secrets: inherit`. */
const SECRETS = /\bsecrets\s*[.[:)}]/i;

/** Whether the pull request comes from this repository; a fork's has no right to anything. */
const SAME_REPOSITORY = "github.event.pull_request.head.repo.full_name == github.repository";

/** Events, rights and secrets: what a stranger could make a workflow do, and with what. */
export function rightsProblems(file: WorkflowFile): string[] {
  if (!file.isWorkflow) return secretProblems(file);
  return [
    ...file.triggers
      .filter((trigger) => !TRIGGERS.includes(trigger))
      .map((trigger) =>
        file.problem(["on"], `${trigger} is no event to run on here; there are: ${TRIGGERS.join(", ")}`),
      ),
    ...(rightsOf(file.content.permissions).join() === "contents: read"
      ? []
      : [
          file.problem(
            ["permissions"],
            "permissions of a workflow must be `contents: read`; a job asks for what it needs",
          ),
        ]),
    ...secretProblems(file),
    ...Object.entries(file.content.jobs).flatMap(([name, job]) => jobProblems(file, name, job)),
  ];
}

function secretProblems(file: WorkflowFile): string[] {
  return file.text
    .split("\n")
    .flatMap((line, index) =>
      SECRETS.test(line.replace(/^\s*#.*/, ""))
        ? [
            `${file.path}:${index + 1}: no secret is needed here: clouds trust the token of the run, the rest are variables`,
          ]
        : [],
    );
}

function jobProblems(file: WorkflowFile, name: string, job: Job): string[] {
  const at = ["jobs", name];
  const rights = rightsOf(job.permissions);
  const unknown = rights.filter((right) => !RIGHTS.includes(right));
  const problems = unknown.map((right) => file.problem([...at, "permissions"], `no job needs \`${right}\` here`));
  if (!file.triggers.includes("pull_request")) return problems;
  if (rights.includes("id-token: write") && !sameRepositoryOnly(job)) {
    problems.push(file.problem(at, `job ${name} gets credentials and needs the condition ${SAME_REPOSITORY}`));
  }
  if (job.environment !== undefined) {
    problems.push(file.problem(at, `job ${name} runs a pull request in an environment: that is for deployments`));
  }
  const uses = [job.uses, ...job.steps.map((step) => step.uses)].filter((one) => one !== undefined);
  const runsItsCode = uses.some((one) => one.startsWith("./") || one.startsWith("actions/checkout@"));
  if (runsItsCode && rights.some((right) => right === "issues: write" || right === "pull-requests: write")) {
    problems.push(file.problem(at, `job ${name} may write, and runs the code of the pull request: split it`));
  }
  return problems;
}

/** The condition has to hold together with all others: behind an "or" it would guard nothing. */
function sameRepositoryOnly({ if: condition = "" }: Job): boolean {
  return !condition.includes("||") && condition.split("&&").some((part) => part.trim() === SAME_REPOSITORY);
}

function rightsOf(permissions: Job["permissions"]): string[] {
  if (permissions === undefined) return [];
  if (typeof permissions === "string") return [permissions];
  return Object.entries(permissions).map(([scope, access]) => `${scope}: ${access}`);
}
