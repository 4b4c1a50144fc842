import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readStackFile } from "../../../config/stack-file";
import { stackFilePath } from "../../../plan/evaluate";
import { STACKS } from "../../support/stacks";
import { CLI_BUILD_MS, RUN_MS, StackLife, succeeded } from "./support/stack-life";

/** Shorter texts are found by chance. */
const SHORTEST_SECRET = 6;

for (const stack of STACKS) {
  describe(`the secrets of ${stack} on the real engine`, function () {
    this.timeout(3 * RUN_MS);
    let life: StackLife;

    before(async function () {
      this.timeout(CLI_BUILD_MS);
      life = await StackLife.begin(stack);
    });
    after(() => life?.end());

    it("stand in plain text in no file: not in state, history, event log, plan, nor in the cloud", async () => {
      const plan = life.workspace.path("saved-plan.json");
      succeeded(await life.preview({ args: ["--save-plan", plan] }));
      succeeded(await life.pulumi.up()); // with checkpoints and backups, which are files as well
      const secrets = await secretsOf(life);
      const telling = filesBelow(life.workspace.folder).flatMap((path) => {
        const content = readFileSync(path);
        return secrets.filter(({ value }) => content.includes(value)).map(({ name }) => `${path} holds ${name}`);
      });
      expect(secrets.map(({ name }) => name)).to.include("kumiki:opsOidcClientSecret");
      expect(secrets.map(({ name }) => name)).to.include("origin-secret-first");
      expect(telling).to.deep.equal([]);
    });
  });
}

interface Secret {
  readonly name: string;
  readonly value: string;
}

/** The secrets somebody could want: those of the stack file, and the passwords that were made. */
async function secretsOf(life: StackLife): Promise<Secret[]> {
  const { source } = readStackFile(stackFilePath(life.stack));
  const given = source.secretKeys.map((key) => ({ name: key, value: source.values[key] ?? "" }));
  const { deployment } = await life.pulumi.exportState({ showSecrets: true });
  const made = (deployment.resources ?? [])
    .filter(({ type }) => type === "random:index/randomPassword:RandomPassword")
    .map(({ urn, outputs }) => ({ name: urn.split("::")[3] ?? urn, value: plaintext(outputs?.result) }));
  return [...given, ...made].filter(({ value }) => value.length >= SHORTEST_SECRET);
}

function plaintext(secret: unknown): string {
  if (typeof secret === "object" && secret !== null && "plaintext" in secret) {
    return String(JSON.parse(String(secret.plaintext)));
  }
  throw new Error("the state does not hold it as a secret");
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
