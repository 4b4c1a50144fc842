import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { PlainObject } from "../../plan/graph";
import { projectRoot } from "../../plan/project";
import { styleFor } from "../../plan/report/style";
import { checkState } from "../../policies/adapters/state-check";
import { StateFileError } from "../../policies/adapters/state-file";
import type { Outcome } from "../support/commands";
import { bothStacks } from "../support/stacks";
import { exportOf, opened, withFile } from "./support/exported-state";
import { withInputs } from "./support/mutate";

// The command is run as a process of its own: what is tested is what a user types and reads.

const EXPORT = "pulumi stack export --stack NAME --file state.json";

function stateCheck(...args: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(projectRoot, "tools/run.mjs"), "policies/state-check-cli", ...args],
    { cwd: projectRoot, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" }, timeout: 30_000 },
  );
  return { code: status, stdout, stderr };
}

describe("npm run state-check", () => {
  const platform = bothStacks();

  it("finds nothing wrong with what the program deploys", () => {
    const { code, stdout, stderr } = withFile(exportOf(platform("dev")), (path) => stateCheck(path));
    expect([code, stderr]).to.deep.equal([0, ""]);
    const [headline, sealed, counts] = stdout.split("\n");
    expect(headline).to.equal(
      `Stack dev: ${platform("dev").resources.length} resources, written on 2026-11-25 by v3.259.0`,
    );
    expect(sealed).to.match(/^\d+ secrets are sealed in the file; a rule that has to read one stays unproven$/);
    expect(counts).to.match(/^\d+ rules: \d{4} passed, 0 violated, 2 unproven, \d+ waived, \d+ not applicable$/);
    expect(stdout).not.to.include("waives nothing");
  });

  it("fails on what cannot be decided if asked to be strict", () => {
    expect(withFile(exportOf(platform("dev")), (path) => stateCheck(path, "--strict").code)).to.equal(1);
    expect(withFile(exportOf(platform("dev"), "plain"), (path) => stateCheck("--strict", path).code)).to.equal(0);
  });

  it("exits with 1 for what somebody changed by hand, and names it", () => {
    const changed = withInputs(platform("dev"), "aws:rds/cluster:Cluster", "db-cluster", { storageEncrypted: false });
    const { code, stdout } = withFile(exportOf(changed), (path) => stateCheck(path));
    expect(code).to.equal(1);
    expect(stdout).to.match(
      /^\w+: encryption-[\w-]+: urn:pulumi:dev::kumiki::.*aws:rds\/cluster:Cluster::db-cluster$/m,
    );
  });

  it("never prints a secret, not even one that is somebody's name in the file", () => {
    const document = exportOf(platform("dev"), "plain");
    const text = JSON.stringify(document).replaceAll('::db-cluster"', '::hunter2-hunter2"');
    const changed = JSON.parse(text);
    const cluster = resourceOf(changed, "$aws:rds/cluster:Cluster::hunter2-hunter2");
    cluster.inputs = { ...object(cluster.inputs), storageEncrypted: false, masterUsername: opened("hunter2-hunter2") };
    const { code, stdout } = withFile(changed, (path) => stateCheck(path));
    expect(code).to.equal(1);
    expect(stdout).to.match(/aws:rds\/cluster:Cluster::\[secret\]$/m);
    expect(stdout).not.to.include("hunter2");
    expect(stdout.split("\n")[1]).to.equal(
      "The file holds secrets in plain text: delete it, and export without --show-secrets",
    );
  });

  it("leaves it to the plan to say that a waiver is not needed, and reads a file that begins with a mark", () => {
    const urn = "urn:pulumi:dev::kumiki::pulumi:pulumi:Stack::kumiki-dev";
    const stack = { urn, type: "pulumi:pulumi:Stack", custom: false };
    const text = `\uFEFF${JSON.stringify({ version: 3, deployment: { resources: [stack] } })}`;
    const { lines, violated } = withFile(text, (path) => checkState(path, "2026-11-26", styleFor(false)));
    expect([lines[0], lines.filter((line) => line.startsWith("waivers:")), violated]).to.deep.equal([
      "Stack dev: 1 resources",
      [],
      false,
    ]);
  });

  it("says what was cut short, and what waits to be deleted", () => {
    const document = exportOf(platform("dev"));
    const deployment = object(document.deployment);
    const first = object(Array.isArray(deployment.resources) ? deployment.resources[0] : undefined);
    const resources = [
      ...(Array.isArray(deployment.resources) ? deployment.resources : []),
      { ...first, delete: true },
    ];
    const cut = { ...deployment, resources, pending_operations: [{ type: "creating", resource: first }] };
    const { code, stdout } = withFile({ ...document, deployment: cut }, (path) => stateCheck(path));
    expect(code).to.equal(0);
    expect(stdout.split("\n").slice(2, 4)).to.deep.equal([
      "1 replaced resources wait to be deleted and are not judged: run pulumi up",
      "1 operations were cut short, so the state may be wrong: run pulumi refresh",
    ]);
  });
});

describe("npm run state-check, given something bad", () => {
  const refused = (content: string | object): string =>
    withFile(content, (path) => {
      try {
        return checkState(path, "2026-11-26", styleFor(false)).lines.join("\n");
      } catch (error) {
        if (error instanceof StateFileError) return error.message.replace(path, "FILE");
        throw error;
      }
    });

  it("names a file that does not exist, and a folder", () => {
    expect(stateCheck("nowhere.json")).to.deep.equal({
      code: 2,
      stdout: "",
      stderr: `state-check: nowhere.json: there is no such file. Write one: ${EXPORT}\n`,
    });
    expect(stateCheck(tmpdir()).stderr).to.equal(`state-check: ${tmpdir()} is a folder; name the file in it\n`);
  });

  it("explains what a file is instead of an export, without quoting it", () => {
    expect(refused("")).to.equal(`FILE is empty. Write it anew: ${EXPORT}`);
    expect(refused('{"version": 3, "secret": hunter2')).to.equal(
      `FILE is not JSON, or was cut off. Write it anew: ${EXPORT}`,
    );
    expect(refused("[]")).to.equal(`FILE is JSON, but no exported stack. Write one: ${EXPORT}`);
    expect(refused({ resources: [] })).to.equal(
      `FILE is JSON, but no exported stack: "deployment" is missing. Write one: ${EXPORT}`,
    );
    expect(refused({ version: 3, checkpoint: {} })).to.equal(
      `FILE is the backend's own file, not an export. Write one: ${EXPORT}`,
    );
  });

  it("refuses a version it does not understand", () => {
    expect(refused({ version: 2, deployment: {} })).to.equal("FILE has version 2; versions 3 and 4 can be read");
    expect(refused({ deployment: {} })).to.equal("FILE has no version; versions 3 and 4 can be read");
  });

  it("does not take an empty stack for a good one", () => {
    const sentence = "FILE holds no resources: there is nothing to judge, which is not the same as fine";
    expect(refused({ version: 3, deployment: null })).to.equal(sentence);
    expect(refused({ version: 3, deployment: { resources: [] } })).to.equal(sentence);
  });

  it("lists the first places at which a file is damaged", () => {
    const broken = Array.from({ length: 4 }, () => ({ urn: "hunter2", type: 1 }));
    expect(refused({ version: 3, deployment: { resources: broken } })).to.equal(
      [
        "FILE is damaged:",
        "  - resources.0.urn: is no URN",
        "  - resources.0.type: Invalid input: expected string, received number",
        "  - resources.1.urn: is no URN",
        "  - resources.1.type: Invalid input: expected string, received number",
        "  - resources.2.urn: is no URN",
        "  - and 3 more",
      ].join("\n"),
    );
  });

  it("says how to ask", () => {
    expect(stateCheck().stderr).to.equal("state-check: name the file to judge. Try: npm run state-check -- --help\n");
    expect(stateCheck("a", "b").stderr).to.equal(
      "state-check: one file at a time. Try: npm run state-check -- --help\n",
    );
    expect(stateCheck("--loud").stderr).to.equal(
      "state-check: there is no option --loud; there are: --strict, --help. Try: npm run state-check -- --help\n",
    );
    expect(stateCheck("--help").stdout).to.match(/^Usage: npm run state-check -- FILE \[--strict\]\n/);
  });
});

function object(value: unknown): PlainObject {
  return (value ?? {}) as PlainObject;
}

function resourceOf(document: PlainObject, end: string): PlainObject {
  const { resources } = object(document.deployment);
  const found = (Array.isArray(resources) ? resources : []).map(object).find(({ urn }) => String(urn).endsWith(end));
  if (found === undefined) throw new Error(`no ${end}`);
  return found;
}
