import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { projectRoot } from "../../plan/project";
import { WorkflowFile } from "../../tools/workflows/workflow-file";

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  /** What was called, one line a call. */
  readonly calls: readonly string[];
  /** The step's summary, and what it handed to later steps. */
  readonly summary: string;
  readonly environment: string;
  /** The text of a file in the folder the step ran in. */
  readonly file: (path: string) => string;
}

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  /** Files that are there before the step runs. */
  readonly files?: Readonly<Record<string, string>>;
  /** Commands that stand in for real ones: their script in sh. Each call is written down. */
  readonly commands?: Readonly<Record<string, string>>;
}

/**
 * Runs the script of one step as GitHub would: with bash as it starts it, in a folder of its own, with the step's files for
 * the summary and the environment.
 */
export function runStep(path: string, name: string, { env = {}, files = {}, commands = {} }: Surroundings): Ran {
  const file = new WorkflowFile(path, readFileSync(join(projectRoot, path), "utf8"));
  const script = file.steps.find(({ step }) => step.name === name)?.step.run;
  if (script === undefined) throw new Error(`${path} has no step "${name}" with a script`);
  const folder = mkdtempSync(join(tmpdir(), "kumiki-step-"));
  const texts = new Map<string, string>();
  const write = (to: string, text: string) => {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    writeFileSync(join(folder, to), text);
  };
  const kept = (from: string) => (existsSync(join(folder, from)) ? readFileSync(join(folder, from), "utf8") : "");
  try {
    for (const [to, text] of Object.entries(files)) write(to, text);
    for (const [command, body] of Object.entries(commands)) {
      write(`.bin/${command}`, `#!/bin/sh\nprintf '%s\\n' "${command} $*" >> "${folder}/.calls"\n${body}\n`);
      chmodSync(join(folder, ".bin", command), 0o755);
    }
    write(".script", script);
    const { status, stdout } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", ".script"], {
      cwd: folder,
      encoding: "utf8",
      timeout: 20_000,
      env: {
        ...env,
        PATH: `${folder}/.bin:${process.env.PATH}`,
        GITHUB_STEP_SUMMARY: join(folder, ".summary"),
        GITHUB_ENV: join(folder, ".env"),
      },
    });
    for (const from of ["comment.md", ".summary", ".env", ".calls"]) texts.set(from, kept(from));
    return {
      code: status,
      stdout,
      calls: kept(".calls")
        .trimEnd()
        .split("\n")
        .filter((line) => line !== ""),
      summary: kept(".summary"),
      environment: kept(".env"),
      file: (from) => texts.get(from) ?? "",
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
