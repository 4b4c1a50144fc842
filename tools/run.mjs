// Runs a TypeScript entry point of this project, compiled: `node tools/run.mjs plan/cli --stack dev`,
// or the test suite: `node tools/run.mjs --mocha [mocha options] [spec files]`.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compile, projectRoot } from "./compile.mjs";

const require = createRequire(import.meta.url);
const [entry, ...rest] = process.argv.slice(2);
const compiled = await compile();

if (entry === "--mocha") {
  const named = rest.filter((argument) => argument.endsWith(".spec.ts"));
  const options = rest.filter((argument) => !argument.endsWith(".spec.ts"));
  const specs = named.length > 0 ? named.map((path) => path.replace(/\.ts$/, ".js")) : ["tests/**/*.spec.js"];
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
