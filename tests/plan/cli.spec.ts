import { spawnSync } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../plan/project";
import { type Outcome, runPlan, withStackFiles } from "../support/commands";

// The command is run as a process of its own: what is tested is what a user types and reads.

describe("npm run plan", () => {
  let both: Outcome;
  let prodJson: Outcome;
  before(function () {
    this.timeout(60_000); // the command, twice, on a machine that may have other things to do
    both = runPlan([]);
    prodJson = runPlan(["--stack", "prod", "--json"]);
  });

  it("plans both stacks by default and finds nothing wrong", () => {
    const { code, stdout, stderr } = both;
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    expect(stdout).to.match(/^Stack dev: \d+ resources in \d+ components, /m);
    expect(stdout).to.match(/^Stack prod: \d+ resources in \d+ components, /m);
  });

  it("keeps each stack's summary within a screen", () => {
    const [, dev = "", prod = ""] = both.stdout.split(/^Stack (?:dev|prod)/m);
    expect(dev.split("\n").length).to.be.at.most(40);
    expect(prod.split("Shipped example")[0]?.split("\n").length).to.be.at.most(40);
  });

  it("shows the verdicts of the policies, and how long waivers hold", () => {
    const counts = /^ {2}\d+ rules: \d+ passed, 0 violated, 0 unproven, \d+ waived, \d+ not applicable$/gm;
    expect(both.stdout.match(counts)).to.have.lengthOf(2);
    expect(
      both.stdout.match(/^ {2}waivers: (\d+ for \d+ days(, )?)+; policies\/waivers\.yaml says why$/gm),
    ).to.have.lengthOf(2);
  });

  it("uses no colour when the output is not a terminal", () => {
    expect(both.stdout).not.to.include("\u001b");
  });

  it("prints the same bytes on every run", () => {
    expect(runPlan(["--stack", "prod", "--json"]).stdout).to.equal(prodJson.stdout);
  });

  it("prints one graph as an object and two as a list", () => {
    const one = JSON.parse(prodJson.stdout);
    const list = JSON.parse(runPlan(["--json"]).stdout);
    expect(one.stack).to.equal("prod");
    expect(list.map(({ stack }: { stack: string }) => stack)).to.deep.equal(["dev", "prod"]);
    expect(Object.keys(one.resources[0])).to.deep.equal([
      "urn",
      "type",
      "name",
      "parent",
      "id",
      "inputs",
      "outputs",
      "dependencies",
      "propertyDependencies",
      "options",
    ]);
  });

  it("writes one file a stack with --out", () => {
    withStackFiles((folder) => {
      const { code, stdout } = runPlan(["--json", "--out", join(folder, "a", "b")]);
      expect([code, stdout]).to.deep.equal([0, ""]);
      expect(JSON.parse(readFileSync(join(folder, "a", "b", "prod.json"), "utf8")).stack).to.equal("prod");
    });
  });
});

describe("npm run plan, given something bad", () => {
  it("names a stack file that does not exist", () => {
    const { code, stderr } = runPlan(["--stack", "staging"]);
    expect([code, stderr]).to.deep.equal([
      2,
      "Pulumi.staging.yaml: there is no such file. There are stacks dev, prod; a new one begins as a copy of a file\n",
    ]);
  });

  it("names the line of broken YAML", () => {
    withStackFiles((folder) => {
      writeFileSync(join(folder, "Pulumi.dev.yaml"), "config:\n  kumiki:owner: [unclosed\n");
      const { code, stderr } = runPlan(["--dir", folder, "--stack", "dev"]);
      const file = relative(projectRoot, join(folder, "Pulumi.dev.yaml"));
      expect(code).to.equal(2);
      expect(stderr.trim().split("\n")).to.have.lengthOf(1);
      expect(stderr.startsWith(`${file}:`)).to.equal(true);
    });
  });

  it("reports every problem of a stack file with its line, and still plans the other stack", () => {
    withStackFiles((folder) => {
      const path = join(folder, "Pulumi.prod.yaml");
      const text = readFileSync(path, "utf8");
      writeFileSync(path, text.replace("natStrategy: onePerAz", "natStrategy: single"));
      appendFileSync(path, "  kumiki:netwrok: {}\n");
      const { code, stdout, stderr } = runPlan(["--dir", folder]);
      const line = text.split("\n").findIndex((row) => row.includes("natStrategy")) + 1;
      expect(code).to.equal(2);
      expect(stdout).to.match(/^Stack dev: /);
      expect(stderr).to.include(
        `E09  Pulumi.prod.yaml:${line}: prod must not depend on one zone: set network.natStrategy to "onePerAz".`,
      );
      expect(stderr).to.include('Unknown configuration key "netwrok". Did you mean "network"?');
      expect(stderr).not.to.match(/^\s+at /m);
    });
  });

  it("ends with 1 when a policy is violated, and says which, why, and how to mend it", () => {
    withStackFiles((folder) => {
      const path = join(folder, "Pulumi.prod.yaml");
      const text = readFileSync(path, "utf8");
      expect(text).to.include("\n    instances: 2\n");
      writeFileSync(path, text.replace("\n    instances: 2\n", "\n    instances: 1\n"));
      const { code, stdout } = runPlan(["--dir", folder, "--stack", "prod"]);
      expect(stdout).to.match(/^ {2}medium: resilience-database-spans-zones: urn:pulumi:prod::\S+::db-cluster$/m);
      expect(stdout).to.include("    it has fewer than two members; raise aurora.instances to 2 or more\n");
      expect(stdout).to.include(
        "    With one member, a failed zone means minutes without a database instead of seconds. See components/data/aurora-cluster.ts\n",
      );
      expect(code).to.equal(1);
    });
  });

  it("ends with 1 when a waiver is not needed any more", () => {
    withStackFiles((folder) => {
      const path = join(folder, "Pulumi.dev.yaml");
      const text = readFileSync(path, "utf8");
      expect(text).to.include("\n    instances: 1\n");
      writeFileSync(path, text.replace("\n    instances: 1\n", "\n    instances: 2\n"));
      const { code, stdout } = runPlan(["--dir", folder, "--stack", "dev"]);
      expect(stdout).to.include(
        "  waivers: the waiver of resilience-database-spans-zones for db-cluster waives nothing in dev; remove it\n",
      );
      expect(code).to.equal(1);
    });
  });

  it("says so when the output folder cannot be written", () => {
    const { code, stderr } = runPlan(["--stack", "dev", "--out", "package.json/nested"]);
    expect(code).to.equal(2);
    expect(stderr).to.match(
      /^plan: cannot write to package\.json\/nested: \S*package\.json takes no new folder \(ENOTDIR: .*\)\n$/,
    );
  });

  // Node's recursive mkdir never returns from this one; the time limit of `runPlan` would end it without a code.
  it("says so when the file system takes no new folder", () => {
    const { code, stderr } = runPlan(["--stack", "dev", "--out", "/proc/plans/nested"]);
    expect(code).to.equal(2);
    expect(stderr).to.match(
      /^plan: cannot write to \/proc\/plans\/nested: \/\w* takes no new folder \([A-Z]+: .*, mkdir '\/proc.*'\)\n$/,
    );
  });

  it("refuses an output folder without a name, such as an unset variable", () => {
    const { code, stderr } = runPlan(["--stack", "dev", "--out", ""]);
    expect([code, stderr]).to.deep.equal([
      2,
      "plan: --out needs a folder to write into. Try: npm run plan -- --out plans\n",
    ]);
  });

  it("says so when the reader closes the pipe early", () => {
    const run = `"${process.execPath}" tools/run.mjs plan/cli --json | head -c 10 >/dev/null; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", run], { cwd: projectRoot, encoding: "utf8" });
    expect(stderr).to.equal("plan: the reader closed the pipe before the end of the output\n");
    expect(stdout).to.equal("2\n");
  });

  it("takes no stack without its option", () => {
    const { code, stderr } = runPlan(["dev"]);
    expect([code, stderr]).to.deep.equal([2, 'plan: "dev" belongs to no option. Try: npm run plan -- --stack dev\n']);
  });

  it("says which option it does not know", () => {
    const { code, stderr } = runPlan(["--stak", "dev"]);
    expect([code, stderr]).to.deep.equal([
      2,
      "plan: there is no option --stak; did you mean --stack? Try: npm run plan -- --help\n",
    ]);
  });
});

describe("an evaluation", () => {
  it("opens no socket and resolves no name", () => {
    const guard = join(projectRoot, "tests/support/no-network.cjs");
    const { code, stderr } = runPlan([], ["--require", guard]);
    expect([code, stderr]).to.deep.equal([0, ""]);
  });
});
