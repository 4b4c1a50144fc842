import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../plan/project";

/** Runs `npm run why` as a user would. */
function why(...args: readonly string[]): { code: number | null; stdout: string; stderr: string } {
  const command = [join(projectRoot, "tools/run.mjs"), "plan/why-cli", ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: projectRoot, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

describe("npm run why", function () {
  this.timeout(60_000); // a process of its own each, which loads the SDK
  it("answers in a sentence and what it rests on", () => {
    expect(why("proxy", "cache", "--stack", "prod")).to.deep.equal({
      code: 0,
      stdout: [
        "db-proxy-proxy -> cache-group: nothing",
        "    stopped by egress of db-proxy-proxy's security groups",
        "    stopped by ingress of cache-group's security groups",
        "db-proxy-reader -> cache-group: nothing",
        "    stopped by egress of db-proxy-reader's security groups",
        "    stopped by ingress of cache-group's security groups",
        "",
      ].join("\n"),
      stderr: "",
    });
  });

  it("says what it can be asked about", () => {
    const { code, stderr } = why("app", "mars", "--stack", "dev");
    expect(code).to.equal(2);
    expect(stderr).to.match(/^dev has no "app" or no "mars" to ask about\. It has: alb, app, worker, db, /);
  });

  it("shows its usage when something is missing", () => {
    const { code, stderr } = why("app");
    expect(code).to.equal(2);
    expect(stderr).to.match(/^Usage: npm run why -- FROM TO \[--stack NAME\]\n/);
  });
});
