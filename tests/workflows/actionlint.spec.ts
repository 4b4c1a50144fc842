import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../plan/project";
import { actionlint, LinterBuildError } from "../../tools/workflows/actionlint";

describe("the linter for workflows", function () {
  this.timeout(180_000); // it may have to be built first
  let folder = "";

  before(function () {
    try {
      actionlint();
    } catch (error) {
      if (error instanceof LinterBuildError && error.message.includes("no `go` on the PATH")) this.skip();
      throw error;
    }
    folder = mkdtempSync(join(tmpdir(), "kumiki-workflows-"));
    cpSync(join(projectRoot, ".github"), join(folder, ".github"), { recursive: true });
    mkdirSync(join(folder, ".git")); // by which it finds the root of a project
  });
  after(() => {
    if (folder !== "") rmSync(folder, { recursive: true, force: true });
  });

  it("finds nothing", () => {
    expect(actionlint()).to.deep.equal([]);
  });

  it("finds what GitHub would refuse: in an expression, an input of our own action, and a schedule", () => {
    const path = join(folder, ".github/workflows/drift.yml");
    const text = readFileSync(path, "utf8")
      .replace(`\${{ matrix.stack }}`, `\${{ matrix.stak }}`)
      .replace(`gcp-account: \${{ matrix.gcp-account }}`, `gcp-acount: \${{ matrix.gcp-account }}`)
      .replace("17 18 * * *", "17 25 * * *");
    writeFileSync(path, text);
    const found = actionlint(folder).map((line) => line.replace(/^([\w./]+):\d+:\d+: /, "$1: "));
    expect(found).to.have.lengthOf(4);
    expect(found.join("\n"))
      .to.include('property "stak" is not defined')
      .and.to.include('input "gcp-acount" is not defined in action "Prepare a stack"')
      .and.to.include('missing input "gcp-account" which is required by action "Prepare a stack"')
      .and.to.include('invalid CRON format "17 25 * * *"');
  });
});
