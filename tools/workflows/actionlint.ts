import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectRoot } from "../../plan/project";
import { cachedTool, goEnvironment } from "../go-tool";

/** The Go module that names the linter's version, and every module it is built from with its checksum. */
const MODULE = join(projectRoot, "tools/workflows");
const PACKAGE = "github.com/rhysd/actionlint";

/** The linter could not be built; the message says what to do. */
export class LinterBuildError extends Error {
  override readonly name = "LinterBuildError";
}

/**
 * Has actionlint look at every workflow.
 * @returns what it found, a line each
 * @throws LinterBuildError
 */
export function actionlint(root = projectRoot): string[] {
  // Linters of scripts are used where they happen to be installed; without them it finds the same on every machine.
  const { status, stdout, stderr } = spawnSync(linter(), ["-oneline", "-no-color", "-shellcheck=", "-pyflakes="], {
    cwd: root,
    encoding: "utf8",
  });
  if (status === 0) return [];
  if (status === 1) return stdout.trim().split("\n");
  throw new LinterBuildError(`actionlint itself failed: ${stderr.trim()}`);
}

/** The linter's path, built first if need be. */
function linter(): string {
  const target = cachedTool(MODULE, "actionlint", "actionlint");
  if (existsSync(target)) return target;
  mkdirSync(dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}.draft`;
  const args = ["build", "-mod=readonly", "-trimpath", "-ldflags", "-s -w", "-o", draft, `${PACKAGE}/cmd/actionlint`];
  const { status, stderr, error } = spawnSync("go", args, {
    cwd: MODULE,
    encoding: "utf8",
    env: goEnvironment(),
  });
  if (status !== 0) {
    const why = error === undefined ? stderr.trim() : "there is no `go` on the PATH";
    throw new LinterBuildError(
      `actionlint cannot be built: ${why}\nInstall Go 1.26 or newer (https://go.dev/dl/) and try again.`,
    );
  }
  renameSync(draft, target); // whole or not at all, and harmless if somebody else was faster
  return target;
}
