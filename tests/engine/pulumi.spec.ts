import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Pulumi, PulumiError } from "../../tools/engine/pulumi";
import { Workspace } from "../../tools/engine/workspace";

// A script stands for the CLI: what the real one makes of all this the life of the stacks shows.

describe("a run of the CLI", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kumiki-pulumi-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    for (const name of Object.keys(FOREIGN)) delete process.env[name];
  });

  const FOREIGN = {
    AWS_SECRET_ACCESS_KEY: "of a real account",
    GOOGLE_APPLICATION_CREDENTIALS: "/of/a/real/project.json",
    PULUMI_ACCESS_TOKEN: "of a real organisation",
    PULUMI_DEBUG_GRPC: "/a/log/that/would/hold/secrets.jsonl",
  };

  function pulumi(script: string): Pulumi {
    const path = join(folder, "cli");
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return new Pulumi(new Workspace({ folder: join(folder, "work"), stack: "dev" }), {
      path,
      version: "3.259.0",
      hasLanguageHost: false,
    });
  }

  it("sees the workspace's settings, and none of a real stack or account", async () => {
    Object.assign(process.env, FOREIGN);
    const { text } = await pulumi("env").cancel();
    const names = text.split("\n").map((line) => line.split("=")[0] ?? "");
    expect(Object.keys(FOREIGN).filter((name) => names.includes(name))).to.deep.equal([]);
    expect(text).to.include(`PULUMI_BACKEND_URL=file://${join(folder, "work/state")}`);
    expect(names).to.include("PATH");
  });

  it("is told apart from a fault of ours when the CLI refuses to begin", async () => {
    const refusing = pulumi('echo "error: incorrect passphrase" >&2; exit 255');
    const error: unknown = await refusing.prepare().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(PulumiError);
    expect(String(error)).to.equal("PulumiError: pulumi stack init failed:\nerror: incorrect passphrase\n");
  });
});
