import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { projectRoot } from "../../plan/project";

/** Stands for the CLI: notes each Ctrl-C, and ends at the second, or when a file says so, or with the test's folder. */
const FAKE_CLI = `#!/bin/sh
case "$1" in
  version) echo v3.300.0; exit 0;;
  stack|config) exit 0;;
esac
trap 'echo INT >> "$NOTES"; [ "$(grep -c INT "$NOTES")" -ge 2 ] && exit 3' INT
echo "started $*" >> "$NOTES"
while [ -e "$NOTES" ] && [ ! -e "$NOTES.end" ]; do sleep 0.05; done
`;

describe("Ctrl-C during a run of the engine", function () {
  this.timeout(30_000);
  let folder: string;
  let notes: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kumiki-interrupt-"));
    notes = join(folder, "notes");
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/pulumi"), FAKE_CLI);
    chmodSync(join(folder, "bin/pulumi"), 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function run(...command: readonly string[]): ChildProcess & { said: string } {
    const args = ["tools/run.mjs", ...command, "dev", "--folder", join(folder, "stack")];
    const child = spawn(process.execPath, args, {
      cwd: projectRoot,
      env: { ...process.env, NOTES: notes, PATH: `${join(folder, "bin")}:${process.env.PATH}` },
    });
    const running = Object.assign(child, { said: "" });
    child.stderr.on("data", (chunk) => {
      running.said += chunk;
    });
    return running;
  }

  async function until(condition: () => boolean): Promise<void> {
    for (let waited = 0; waited < 200 && !condition(); waited++) await pause(50);
    expect(condition(), "waited for too long").to.equal(true);
  }

  const noted = () => (existsSync(notes) ? readFileSync(notes, "utf8") : "");
  const interrupts = () => noted().split("INT").length - 1;
  const exitCode = (child: ChildProcess) => new Promise((resolve) => child.once("close", resolve));

  it("reaches the CLI once, however often it is delivered at the same time, and the CLI ends in its own way", async () => {
    const child = run("tools/engine/life-cli", "up");
    const code = exitCode(child);
    await until(() => noted().includes("started up --stack dev"));
    child.kill("SIGINT");
    child.kill("SIGINT");
    await until(() => interrupts() === 1);
    await pause(300);
    expect(interrupts()).to.equal(1);
    writeFileSync(`${notes}.end`, "");
    expect(await code).to.equal(130);
    expect(child.said).to.equal(
      "up dev: stopping when the steps under way are done; the next run goes on from there (Ctrl-C again: stop at once)\n",
    );
  });

  it("is passed on again when it is meant again", async () => {
    const child = run("tools/engine/life-cli", "up");
    const code = exitCode(child);
    await until(() => noted().includes("started"));
    child.kill("SIGINT");
    await until(() => interrupts() === 1);
    await pause(1_100);
    child.kill("SIGINT");
    expect(await code).to.equal(130);
    expect(interrupts()).to.equal(2);
    expect(child.said).to.match(/\nup dev: stopping at once\n$/);
  });

  it("reaches the CLI that plans for a diff, too, which otherwise would go on alone", async () => {
    const child = run("tools/diff-cli");
    const code = exitCode(child);
    await until(() => noted().includes("started preview --stack dev"));
    child.kill("SIGINT");
    await until(() => interrupts() === 1);
    writeFileSync(`${notes}.end`, "");
    expect(await code).to.equal(130);
    expect(child.said).to.match(/^diff dev: stopping when the steps under way are done;.*\n$/);
  });
});
