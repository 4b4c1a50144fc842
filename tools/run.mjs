// Runs a TypeScript entry point of this project, compiled: `node tools/run.mjs plan/cli --stack dev`,
// or the test suite: `node tools/run.mjs --mocha [mocha options] [spec files]`, where `--mocha-engine` stands for the
// specs that need the Pulumi CLI and minutes instead of milliseconds.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compile, projectRoot } from "./compile.mjs";

const require = createRequire(import.meta.url);
const [entry, ...rest] = process.argv.slice(2);
const compiled = await compile();

if (entry === "--mocha" || entry === "--mocha-engine") {
  const needEngine = "tests/engine/life/**/*.spec.js";
  const suite = entry === "--mocha" ? ["tests/**/*.spec.js"] : [needEngine];
  const named = rest.filter((argument) => argument.endsWith(".spec.ts"));
  const options = rest.filter((argument) => !argument.endsWith(".spec.ts"));
  const leftOut = entry === "--mocha" && named.length === 0 ? ["--ignore", join(compiled, needEngine)] : [];
  const specs = named.length > 0 ? named.map((path) => path.replace(/\.ts$/, ".js")) : suite;
  const { status } = spawnSync(
    process.execPath,
    [
      "--enable-source-maps",
      "--require",
      join(projectRoot, "tools/defer.cjs"),
      require.resolve("mocha/bin/mocha.js"),
      "--config",
      join(projectRoot, ".mocharc.json"),
      "--require",
      join(compiled, "tests/support/hooks.js"),
      "--reporter",
      join(compiled, "tests/support/reporter.js"),
      ...leftOut,
      ...options,
      ...specs.map((spec) => join(compiled, spec)),
    ],
    { stdio: "inherit", cwd: projectRoot },
  );
  process.exitCode = status ?? 1;
} else {
  require("./defer.cjs");
  process.argv.splice(1, 2, join(compiled, `${entry}.js`));
  require(join(compiled, `${entry}.js`));
}
