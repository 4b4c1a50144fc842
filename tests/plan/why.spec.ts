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
    expect(stderr).to.match(/^why: dev has no "mars" to ask about\. It has: alb, app, worker, db, /);
  });

  it("answers a permission as JSON, URNs in full", () => {
    const { code, stdout } = why("worker", "rds-db:connect@database:background", "--stack", "prod", "--json");
    const urn = "urn:pulumi:prod::kumiki::kumiki";
    const role = "kumiki:compute:FargateService$kumiki:compute:TaskBlueprint$kumiki:shared:ServiceRole";
    const { answers, ...question } = JSON.parse(stdout);
    expect([code, question]).to.deep.equal([
      0,
      { stack: "prod", from: "worker", to: "rds-db:connect@database:background" },
    ]);
    expect(answers).to.have.length(1);
    const [{ on, ...answer }] = answers;
    expect(on).to.have.length(1);
    expect(answer).to.deep.equal({
      kind: "permission",
      from: "worker-task-role",
      to: "rds-db:connect@database:background",
      verdict: "yes",
      what: ["rds-db:connect"],
      because: [
        `allowed by ConnectToDatabase of ${urn}:compute:AsyncWorker$${role}$aws:iam/rolePolicy:RolePolicy::worker-task-role-policy`,
        `within the boundary by AtTheMost of ${urn}:governance:PermissionsBoundary$aws:iam/policy:Policy::workload-boundary-policy`,
      ],
    });
  });

  it("prints its help on request", () => {
    const { code, stdout } = why("--help");
    expect(code).to.equal(0);
    expect(stdout).to.match(/^Usage: npm run why -- FROM TO \[--stack NAME\] \[--json\]\n/);
  });

  it("says how to ask when something is missing", () => {
    const { code, stderr } = why("app");
    expect([code, stderr]).to.deep.equal([2, "why: name who asks, and what for. Try: npm run why -- app db\n"]);
  });
});
