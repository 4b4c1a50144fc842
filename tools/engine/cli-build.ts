import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../plan/project";
import { cachedTool, goEnvironment } from "../go-tool";

/** The Go module that names the CLI's version, and every module it is built from with its checksum. */
const MODULE = join(projectRoot, "tools/engine");
const PACKAGE = "github.com/pulumi/pulumi/pkg/v3";
/** Without the first tag the binary would need a C library; the second leaves out what only a tracer of gRPC would use. */
const TAGS = "osusergo grpcnotrace";

/** The CLI could not be built; the message says what to do. */
export class CliBuildError extends Error {
  override readonly name = "CliBuildError";
}

/** The version go.mod asks for, such as `v3.259.0`. */
export function pinnedVersion(goMod = readFileSync(join(MODULE, "go.mod"), "utf8")): string {
  const [, version] = new RegExp(`^\\s*(?:require )?${PACKAGE} (v\\S+)`, "m").exec(goMod) ?? [];
  if (version === undefined) throw new CliBuildError(`tools/engine/go.mod does not require ${PACKAGE}`);
  return version;
}

/** Where the built CLI is kept. */
export function cachedCli(environment?: NodeJS.ProcessEnv): string {
  return cachedTool(MODULE, `pulumi-${pinnedVersion()}`, "pulumi", environment);
}

/**
 * Builds the CLI from its pinned sources, unless that was done before.
 * @param tell takes a line on how it is going, every few seconds
 * @returns the path of the executable
 * @throws CliBuildError
 */
export async function buildCli(tell: (line: string) => void): Promise<string> {
  const target = cachedCli();
  if (existsSync(target)) return target;
  requireGo();
  mkdirSync(join(target, ".."), { recursive: true });
  const draft = `${target}.${process.pid}.draft`;
  const from = Date.now();
  const seconds = () => Math.round((Date.now() - from) / 1000);
  const progress = setInterval(() => tell(`building pulumi ${pinnedVersion()}, ${seconds()} s of about 240`), 5_000);
  tell(`building pulumi ${pinnedVersion()} from its Go module, once: about four minutes on two cores, 2 GiB of memory`);
  try {
    await goBuild(draft);
    renameSync(draft, target); // whole or not at all, and harmless if somebody else was faster
  } finally {
    clearInterval(progress);
    rmSync(draft, { force: true });
  }
  tell(`built in ${seconds()} s`);
  return target;
}

/** Go answers for the module's folder, so that it may also fetch the toolchain that go.mod asks for. */
function requireGo(): void {
  const { status, stderr, error } = spawnSync("go", ["version"], { cwd: MODULE, encoding: "utf8" });
  if (status === 0) return;
  const why = error === undefined ? stderr.trim() : "there is no `go` on the PATH";
  throw new CliBuildError(
    `the Pulumi CLI cannot be built: ${why}.\nInstall Go 1.26 or newer (https://go.dev/dl/), or Pulumi itself, ` +
      `3.249 or newer (https://www.pulumi.com/docs/install/), and try again.`,
  );
}

function goBuild(target: string): Promise<void> {
  // Without the version the CLI would not know its own, and silently skip every check against it.
  const version = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${pinnedVersion()}`;
  const args = ["build", "-mod=readonly", "-trimpath", "-tags", TAGS, "-ldflags", `-s -w ${version}`];
  const go = spawn("go", [...args, "-o", target, `${PACKAGE}/cmd/pulumi`], {
    cwd: MODULE,
    env: goEnvironment(),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  go.stderr.on("data", (chunk) => {
    said = `${said}${chunk}`.slice(-4_000);
  });
  return new Promise((resolve, reject) => {
    go.on("error", reject);
    go.on("close", (code) =>
      code === 0 ? resolve() : reject(new CliBuildError(`go build ended with exit code ${code}:\n${said.trim()}`)),
    );
  });
}
