import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../plan/project";

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Longer than any plan takes; a command that hangs is killed then and has no exit code. */
const TIME_LIMIT_MS = 30_000;

/** Runs `npm run plan` as a user would, without npm's own noise. */
export function runPlan(args: readonly string[], nodeOptions: readonly string[] = []): Outcome {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...nodeOptions, join(projectRoot, "tools/run.mjs"), "plan/cli", ...args],
    {
      cwd: projectRoot,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, NO_COLOR: "1" },
      timeout: TIME_LIMIT_MS,
      killSignal: "SIGKILL",
    },
  );
  return { code: status, stdout, stderr };
}

/** Gives the callback a folder with copies of the stack files, and removes it afterwards. */
export function withStackFiles<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "kumiki-"));
  try {
    for (const stack of ["dev", "prod"]) {
      cpSync(join(projectRoot, `Pulumi.${stack}.yaml`), join(folder, `Pulumi.${stack}.yaml`));
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
