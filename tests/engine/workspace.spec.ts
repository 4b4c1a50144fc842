import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { projectRoot } from "../../plan/project";
import type { Cli } from "../../tools/engine/cli";
import { Workspace } from "../../tools/engine/workspace";

const BUILT: Cli = { path: "/x/pulumi", version: "3.259.0", hasLanguageHost: false };

describe("a workspace", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kumiki-workspace-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const read = (name: string) => parse(readFileSync(join(folder, name), "utf8"));

  it("names the program where it is, the stand-in providers, and our language host where there is no other", () => {
    const workspace = new Workspace({ folder, stack: "dev" });
    workspace.attach(BUILT);
    const { main, plugins, runtime } = read("Pulumi.yaml");
    expect(main).to.equal(join(projectRoot, "index.ts"));
    expect(runtime).to.deep.equal(parse(readFileSync(join(projectRoot, "Pulumi.yaml"), "utf8")).runtime);
    expect(plugins).to.deep.equal({
      providers: ["aws", "awsx", "gcp", "random"].map((name) => ({ name, path: "./bin" })),
      languages: [{ name: "nodejs", path: "./bin" }],
    });
    workspace.attach({ ...BUILT, hasLanguageHost: true });
    expect(read("Pulumi.yaml").plugins).to.not.have.property("languages");
  });

  it("starts a plug-in that is an executable, whatever characters its path has", () => {
    const workspace = new Workspace({ folder: join(folder, "it's $HOME"), stack: "dev" });
    workspace.attach(BUILT);
    const { status, stderr } = spawnSync(workspace.path("bin/pulumi-resource-aws"), ["127.0.0.1:1"], {
      encoding: "utf8",
      env: { PATH: process.env.PATH },
    });
    expect(stderr).to.equal("KUMIKI_CLOUD must name the folder of the simulated cloud\n");
    expect(status).to.equal(1);
  });

  it("takes the shipped stack file over, but for what nobody here can decrypt", () => {
    const workspace = new Workspace({ folder, stack: "prod" });
    const shipped = parse(readFileSync(join(projectRoot, "Pulumi.prod.yaml"), "utf8")).config;
    const { config } = read("Pulumi.prod.yaml");
    expect(Object.keys(workspace.missingSecrets)).to.deep.equal([
      "kumiki:pagerDutyEndpoint",
      "kumiki:opsOidcClientSecret",
    ]);
    for (const key of Object.keys(workspace.missingSecrets)) delete shipped[key];
    expect(config).to.deep.equal(shipped);
  });

  it("keeps how it sealed a secret, and its salt, when the stack file is written anew", () => {
    new Workspace({ folder, stack: "dev" });
    const path = join(folder, "Pulumi.dev.yaml");
    const sealed = "  kumiki:opsOidcClientSecret:\n    secure: v1:own\nencryptionsalt: v1:salt\n";
    writeFileSync(path, readFileSync(path, "utf8") + sealed);
    const workspace = new Workspace({ folder, stack: "dev", changes: { "network.natStrategy": "none" } });
    expect(workspace.missingSecrets).to.deep.equal({});
    const { config, encryptionsalt } = read("Pulumi.dev.yaml");
    expect(config["kumiki:opsOidcClientSecret"]).to.deep.equal({ secure: "v1:own" });
    expect(encryptionsalt).to.equal("v1:salt");
    expect(config["kumiki:network"].natStrategy).to.equal("none");
  });

  it("forgets an earlier change of a key when the next is made", () => {
    const workspace = new Workspace({
      folder,
      stack: "dev",
      changes: { "service.cpu": 512, "aws:region": "eu-west-1" },
    });
    expect(read("Pulumi.dev.yaml").config["aws:region"]).to.equal("eu-west-1");
    workspace.configure({ "service.memory": undefined });
    const { config } = read("Pulumi.dev.yaml");
    expect(config["aws:region"]).to.equal("ap-northeast-1");
    expect(config["kumiki:service"].cpu).to.equal(256);
    expect(config["kumiki:service"]).to.not.have.property("memory");
  });

  it("tells the lock of a process that is gone from that of one that works", () => {
    const workspace = new Workspace({ folder, stack: "dev" });
    expect(workspace.isLockedByTheDead()).to.equal(false);
    const locks = workspace.path("state/.pulumi/locks/organization/kumiki/dev");
    mkdirSync(locks, { recursive: true });
    const { pid } = spawnSync("true");
    writeFileSync(join(locks, "a.json"), JSON.stringify({ pid }));
    writeFileSync(join(locks, "a.json.attrs"), "{}");
    expect(workspace.isLockedByTheDead()).to.equal(true);
    writeFileSync(join(locks, "b.json"), JSON.stringify({ pid: process.pid }));
    expect(workspace.isLockedByTheDead()).to.equal(false);
  });

  it("leaves the lock of a process that belongs to somebody else alone", () => {
    const workspace = new Workspace({ folder, stack: "dev" });
    const locks = workspace.path("state/.pulumi/locks/organization/kumiki/dev");
    mkdirSync(locks, { recursive: true });
    writeFileSync(join(locks, "a.json"), JSON.stringify({ pid: 4711 }));
    const { kill } = process;
    process.kill = () => {
      throw Object.assign(new Error("kill EPERM"), { code: "EPERM" });
    };
    try {
      expect(workspace.isLockedByTheDead()).to.equal(false);
    } finally {
      process.kill = kill;
    }
  });

  it("leaves everything outside of its folder to others", () => {
    const { environment } = new Workspace({ folder, stack: "dev" });
    for (const name of ["PULUMI_HOME", "PULUMI_BACKEND_URL", "KUMIKI_CLOUD"]) {
      expect(environment[name]?.replace("file://", ""), name).to.match(new RegExp(`^${folder}/`));
    }
  });
});
