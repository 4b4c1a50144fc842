import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../../plan/project";
import type { Outcome } from "../../support/commands";

/** What `pulumi preview --json` printed for the dev stack with five values changed; outputs and most steps left out. */
const PREVIEW = join(projectRoot, "tests/plan/impact/fixtures/preview.json");

/** Runs `npm run diff` as a user would. */
function diff(args: readonly string[], input = "", path = process.env.PATH): Outcome {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(projectRoot, "tools/run.mjs"), "tools/diff-cli", ...args],
    { cwd: projectRoot, encoding: "utf8", input, env: { ...process.env, PATH: path } },
  );
  return { code: status, stdout, stderr };
}

const DATASET =
  "urn:pulumi:dev::kumiki::kumiki:analytics:GcpAnalytics$kumiki:analytics:Warehouse$kumiki:analytics:BigQueryDataset$gcp:bigquery/dataset:Dataset::analytics-warehouse-final-dataset";

describe("npm run diff", function () {
  this.timeout(120_000); // a process of its own each

  it("refuses to lose data, and says how to allow it", () => {
    const { code, stdout, stderr } = diff(["dev", "--preview", PREVIEW]);
    expect(stderr).to.equal("");
    expect(code).to.equal(1);
    expect(stdout).to.equal(readFileSync(join(projectRoot, "tests/plan/impact/fixtures/report.txt"), "utf8"));
  });

  it("lets it pass by name, from standard input, as a comment", () => {
    const preview = readFileSync(PREVIEW, "utf8");
    const { code, stdout } = diff(
      ["dev", "--preview", "-", "--markdown", "--allow", "analytics-warehouse-final-dataset"],
      preview,
    );
    expect(code).to.equal(0);
    expect(stdout.split("\n", 5)).to.deep.equal([
      "<!-- change-impact:dev -->",
      "",
      "### Change impact: dev",
      "",
      "**7 changes: 2 data loss, 1 replaced or removed, 2 restart, 4 cost, 1 in place**; about +45.26 USD a month where prices are known",
    ]);
    expect(stdout).not.to.contain("refused");
  });

  it("prints a document, and is allowed by URN too", () => {
    const { code, stdout } = diff(["dev", "--preview", PREVIEW, "--json", "--allow", DATASET]);
    expect(code).to.equal(0);
    const { stack, refused, unusedAllow, changes } = JSON.parse(stdout);
    expect({ stack, refused, unusedAllow, count: changes.length }).to.deep.equal({
      stack: "dev",
      refused: [],
      unusedAllow: [],
      count: 7,
    });
  });

  it("complains about the plan of another stack", () => {
    expect(diff(["prod", "--preview", PREVIEW])).to.deep.equal({
      code: 2,
      stdout: "",
      stderr: "diff: the plan is of the stack dev, not of prod.\n",
    });
  });

  it("complains about a stack there is none of, and leaves no folder for it", () => {
    const parent = mkdtempSync(join(tmpdir(), "kumiki-diff-"));
    const folder = join(parent, "staging");
    try {
      expect(diff(["staging", "--folder", folder])).to.deep.equal({
        code: 2, // 1 would say that data is lost
        stdout: "",
        stderr:
          "diff: Pulumi.staging.yaml: there is no such file. There are stacks dev, prod; a new one begins as a copy of a file\n",
      });
      expect(existsSync(folder)).to.equal(false);
    } finally {
      rmSync(parent, { recursive: true });
    }
  });

  it("complains about a file that is no plan, or is not there", () => {
    const folder = mkdtempSync(join(tmpdir(), "kumiki-diff-"));
    try {
      const file = join(folder, "preview.json");
      writeFileSync(file, "Previewing update (dev):\n");
      expect(diff(["dev", "--preview", file]).stderr).to.equal(
        `diff: ${file}: neither the JSON of "pulumi preview --json" nor an event log of the engine.\n`,
      );
      const absent = join(folder, "absent.json");
      expect(diff(["dev", "--preview", absent])).to.deep.equal({
        code: 2,
        stdout: "",
        stderr: `diff: ${absent}: there is no such file, or it cannot be read.\n`,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("complains about a stack there is not, and about a CLI that refuses to begin", () => {
    const folder = mkdtempSync(join(tmpdir(), "kumiki-diff-"));
    try {
      const cli =
        '#!/bin/sh\n[ "$1" = version ] && exec echo v3.300.0\necho "error: incorrect passphrase" >&2\nexit 255\n';
      writeFileSync(join(folder, "pulumi"), cli, { mode: 0o755 });
      const planned = (stack: string) =>
        diff([stack, "--folder", join(folder, "stack")], "", `${folder}:${process.env.PATH}`);
      expect(planned("staging")).to.deep.equal({
        code: 2,
        stdout: "",
        stderr:
          "diff: Pulumi.staging.yaml: there is no such file. There are stacks dev, prod; a new one begins as a copy of a file\n",
      });
      expect(planned("dev")).to.deep.equal({
        code: 2,
        stdout: "",
        stderr:
          "diff: pulumi stack init failed:\nerror: incorrect passphrase\n\n" +
          `Delete ${join(folder, "stack")} to begin anew.\n`,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("complains about a wrong command line", () => {
    const complaints: readonly (readonly [readonly string[], string])[] = [
      [[], "name one stack. Try: npm run diff -- dev"],
      [["dev", "prod"], "name one stack. Try: npm run diff -- dev"],
      [["../dev"], '"../dev" is not the name of a stack. Try: npm run diff -- dev'],
      [["dev", "--markdown", "--json"], "--markdown and --json exclude each other."],
    ];
    for (const [args, sentence] of complaints) {
      expect(diff(args), args.join(" ")).to.deep.equal({ code: 2, stdout: "", stderr: `diff: ${sentence}\n` });
    }
    const unknown = diff(["dev", "--colour"]);
    expect(unknown.code).to.equal(2);
    expect(unknown.stderr).to.match(
      /^diff: there is no option --colour; there are: --preview, .*--help. Try: npm run diff -- --help\n$/,
    );
  });

  it("explains itself", () => {
    const { code, stdout } = diff(["--help"]);
    expect(code).to.equal(0);
    expect(stdout.split("\n", 1)).to.deep.equal([
      "Usage: npm run diff -- STACK [--preview FILE] [--allow NAME]... [--markdown | --json] [--folder DIR]",
    ]);
  });
});
