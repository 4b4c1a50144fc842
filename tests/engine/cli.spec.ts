import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../plan/project";
import { ensureCli, isFitting } from "../../tools/engine/cli";
import { CliBuildError, cachedCli, pinnedVersion } from "../../tools/engine/cli-build";

describe("the commands for the life of a stack", () => {
  for (const [args, sentence] of [
    [["up"], "up: name one stack. Try: npm run up -- dev"],
    [["destroy", "dev", "prod"], "destroy: name one stack. Try: npm run destroy -- dev"],
    [["preview", "../dev"], 'preview: "../dev" is not the name of a stack. Try: npm run preview -- dev'],
    [
      ["refresh", "dev", "--verbos"],
      "refresh: there is no option --verbos; did you mean --verbose? Try: npm run refresh -- --help",
    ],
    [["sing", "dev"], "sing: there is no such command; there are: preview, up, refresh, destroy"],
  ] as const) {
    it(`say what is wrong with ${args.join(" ")}`, () => {
      const command = [join(projectRoot, "tools/run.mjs"), "tools/engine/life-cli", ...args];
      const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: projectRoot, encoding: "utf8" });
      expect([status, stdout, stderr]).to.deep.equal([2, "", `${sentence}\n`]);
    });
  }
});

describe("a Pulumi CLI", () => {
  for (const [version, fits] of [
    ["3.248.9", false],
    ["3.249.0", true],
    ["3.249.1", true],
    ["3.1000.0", true],
    ["2.300.0", false],
    ["4.0.0", true],
    ["3.260.0-alpha.1", true],
    ["", false],
    ["unknown", false],
  ] as const) {
    it(`of version "${version}" is ${fits ? "new enough" : "not used"}`, () => {
      expect(isFitting(version)).to.equal(fits);
    });
  }

  it("is built in the version that go.mod requires, whether or not others depend on it as well", () => {
    const required = "require (\n\tgithub.com/pulumi/pulumi/pkg/v3 v3.259.0 // indirect\n)\n";
    expect(pinnedVersion(`module x\n\n${required}`)).to.equal("v3.259.0");
    expect(pinnedVersion("require github.com/pulumi/pulumi/pkg/v3 v3.260.1\n")).to.equal("v3.260.1");
    expect(() => pinnedVersion("module x\n")).to.throw(
      CliBuildError,
      "tools/engine/go.mod does not require github.com/pulumi/pulumi/pkg/v3",
    );
  });

  it("is kept outside the tree, in the user's cache", () => {
    const name = /^\/caches\/kumiki\/pulumi-v3\.\d+\.\d+-[0-9a-f]{12}\/pulumi$/;
    expect(cachedCli({ XDG_CACHE_HOME: "/caches" })).to.match(name);
    expect(cachedCli({})).to.match(/\/\.cache\/kumiki\//);
  });

  it("that was built and does not start is to be deleted: nothing else would build it again", async () => {
    const { PATH, XDG_CACHE_HOME } = process.env;
    const folder = mkdtempSync(join(tmpdir(), "kumiki-cache-"));
    try {
      Object.assign(process.env, { PATH: "", XDG_CACHE_HOME: folder });
      const broken = cachedCli();
      mkdirSync(dirname(broken), { recursive: true });
      writeFileSync(broken, "", { mode: 0o755 });
      const error: unknown = await ensureCli(() => undefined).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(CliBuildError);
      expect(error).to.have.property("message", `${broken} was built and does not start; delete it and try again.`);
    } finally {
      process.env.PATH = PATH;
      if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
      else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
      rmSync(folder, { recursive: true });
    }
  });
});
