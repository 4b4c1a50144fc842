// Compiles the TypeScript of this project once per state of its sources.
//
// Loading TypeScript through a module hook costs about a second for every process, because the hook sees each of the
// SDK's modules as well. Compiled files cost that once: the output folder is named after the content of the sources,
// so an unchanged tree starts at once and two processes can never see each other's half-written files.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

const SOURCE_FOLDERS = [
  "components",
  "config",
  "examples",
  "functions",
  "plan",
  "platform",
  "policies",
  "tests",
  "tools",
];
const OUTPUT = join(projectRoot, ".build");
const KEPT_BUILDS = 3;
/** A build that was used this recently may still be in use by a running test suite. */
const IN_USE_MS = 60 * 60 * 1000;

/** Every TypeScript source of the project, sorted, as paths relative to the root. */
function listSources() {
  const found = ["index.ts"];
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== "node_modules") visit(path);
      } else if (entry.name.endsWith(".ts")) {
        found.push(relative(projectRoot, path));
      }
    }
  };
  for (const folder of SOURCE_FOLDERS) {
    if (existsSync(join(projectRoot, folder))) visit(join(projectRoot, folder));
  }
  return found.filter((path) => existsSync(join(projectRoot, path))).sort();
}

function fingerprint(sources) {
  const hash = createHash("sha256");
  for (const path of ["tools/compile.mjs", "package-lock.json", ...sources]) {
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(projectRoot, path)))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

function removeStaleBuilds(current) {
  const builds = readdirSync(OUTPUT)
    .map((name) => ({ name, path: join(OUTPUT, name) }))
    .filter(({ name }) => name !== current)
    .map((build) => ({ ...build, usedAt: statSync(build.path).mtimeMs }))
    .sort((a, b) => b.usedAt - a.usedAt);
  for (const { path, usedAt } of builds.slice(KEPT_BUILDS - 1)) {
    if (Date.now() - usedAt > IN_USE_MS) rmSync(path, { recursive: true, force: true });
  }
}

/**
 * Makes sure the compiled form of the present sources exists.
 * @returns {Promise<string>} the absolute folder that mirrors the project's tree, with `.js` for every `.ts`.
 */
export async function compile() {
  const sources = listSources();
  const name = fingerprint(sources);
  const target = join(OUTPUT, name);
  if (existsSync(target)) {
    const now = new Date();
    utimesSync(target, now, now);
    return target;
  }
  const { build } = await import("esbuild");
  mkdirSync(OUTPUT, { recursive: true });
  const draft = join(OUTPUT, `${name}.${process.pid}.draft`);
  await build({
    absWorkingDir: projectRoot,
    entryPoints: sources,
    outdir: draft,
    outbase: projectRoot,
    bundle: false,
    format: "cjs",
    platform: "node",
    target: "node20",
    sourcemap: "linked",
    logLevel: "error",
  });
  try {
    renameSync(draft, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
    rmSync(draft, { recursive: true, force: true }); // another process finished the same build first
  }
  removeStaleBuilds(name);
  return target;
}
