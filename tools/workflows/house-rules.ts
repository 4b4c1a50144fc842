import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../plan/project";
import { jobProblems } from "./rules/jobs";
import { unpinnedActions } from "./rules/pinned-actions";
import { rightsProblems } from "./rules/rights";
import { scriptProblems } from "./rules/scripts";
import { WorkflowFile } from "./workflow-file";

/** What the files can refer to. */
export interface Surroundings {
  readonly npmScripts: readonly string[];
  readonly stacks: readonly string[];
}

/** What GitHub accepts and this project does not, file by file, each with its line. */
export function houseProblems(file: WorkflowFile, { npmScripts, stacks }: Surroundings): string[] {
  return [
    ...unpinnedActions(file),
    ...rightsProblems(file),
    ...scriptProblems(file, npmScripts),
    ...jobProblems(file, stacks),
  ];
}

/** The workflows, and the actions they share. */
export function workflowFiles(root = projectRoot): WorkflowFile[] {
  const workflows = readdirSync(join(root, ".github/workflows")).map((name) => `.github/workflows/${name}`);
  const actions = readdirSync(join(root, ".github/actions")).map((name) => `.github/actions/${name}/action.yml`);
  const paths = [...workflows, ...actions].filter((path) => existsSync(join(root, path))).sort();
  return paths.map((path) => new WorkflowFile(path, readFileSync(join(root, path), "utf8")));
}

export function surroundings(root = projectRoot): Surroundings {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const stacks = readdirSync(root).flatMap((name) => /^Pulumi\.([\w-]+)\.yaml$/.exec(name)?.[1] ?? []);
  return { npmScripts: Object.keys(scripts), stacks };
}
