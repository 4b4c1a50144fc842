import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../../plan/project";
import { ensureCli } from "../../../tools/engine/cli";
import { CloudStore } from "../../../tools/engine/provider/cloud-store";
import { livesInState } from "../../../tools/engine/provider/provider";
import { Pulumi, type Run, type RunOptions, type StateResource } from "../../../tools/engine/pulumi";
import { Workspace } from "../../../tools/engine/workspace";
import { allEnded, killOne } from "./processes";

export type Command = "up" | "destroy";
export type Victim = "cli" | "host" | "provider";

/** What is in the command line of a victim. */
const COMMAND_LINES: Readonly<Record<Victim, string>> = {
  cli: "/pulumi ",
  host: "tools/engine/host/main.js",
  provider: "tools/engine/provider/main.js aws",
};

/** The small platform in a temporary folder, with the state written after every step, as users have it. */
export class CrashStack {
  private constructor(
    readonly workspace: Workspace,
    readonly pulumi: Pulumi,
    readonly cloud: CloudStore,
    private readonly configuredSecrets: readonly string[],
  ) {}

  static async begin(): Promise<CrashStack> {
    const cli = await ensureCli((line) => console.log(`      ${line}`));
    const folder = mkdtempSync(join(tmpdir(), "kumiki-crash-"));
    const program = join(projectRoot, "tests/engine/crash/program.ts");
    const workspace = new Workspace({ folder, stack: "dev", program, changes: { "crash:round": 1 } });
    const secrets = Object.values(workspace.missingSecrets);
    const pulumi = new Pulumi(workspace, cli);
    await pulumi.prepare();
    return new CrashStack(workspace, pulumi, new CloudStore(workspace.cloud), secrets);
  }

  /** Chooses what the program declares from now on. */
  setRound(round: 1 | 2): void {
    this.workspace.configure({ "crash:round": round });
  }

  /** Runs a command and kills one of its processes as soon as the engine has begun so many changes. */
  async killAt(command: Command, victim: Victim, change: number): Promise<Run & { readonly killed: boolean }> {
    let begun = 0;
    let killed = false;
    const run = await this.pulumi[command]({
      onEvent: ({ resourcePreEvent }) => {
        if (resourcePreEvent === undefined || resourcePreEvent.metadata.op === "same") return;
        begun += 1;
        if (begun === change) killed = killOne(this.workspace.cloud, COMMAND_LINES[victim]);
      },
    });
    await allEnded(this.workspace.cloud);
    return { ...run, killed };
  }

  /** The next run after a crash. */
  async again(command: Command, options?: RunOptions): Promise<Run> {
    await this.pulumi.prepare();
    return this.pulumi[command](options);
  }

  /** Runs a command with faults in the cloud. */
  async withFaults(command: Command, faults: readonly object[]): Promise<Run> {
    const file = this.workspace.path("faults.json");
    rmSync(join(this.workspace.cloud, "faults"), { recursive: true, force: true });
    writeFileSync(file, JSON.stringify(faults));
    const run = await this.pulumi[command]({ environment: { KUMIKI_FAULTS: file } });
    await allEnded(this.workspace.cloud);
    return run;
  }

  /** Everything in which state and cloud differ, one line each. */
  async disagreements(): Promise<string[]> {
    const { deployment } = await this.pulumi.exportState();
    const state = (deployment.resources ?? []).filter(
      ({ custom, type }) => custom && !type.startsWith("pulumi:") && !livesInState(type),
    );
    const inState = counted(state.map((resource) => `${resource.urn} ${identity(resource)}`));
    const inCloud = counted(this.cloud.resources().map((resource) => `${resource.urn} ${identity(resource)}`));
    return [
      ...state.filter((resource) => resource.delete).map(({ urn }) => `to be deleted: ${urn}`),
      ...[...inState].filter(([, times]) => times > 1).map(([one]) => `twice in the state: ${one}`),
      ...[...inState.keys()].filter((one) => !inCloud.has(one)).map((one) => `only in the state: ${one}`),
      ...[...inCloud.keys()].filter((one) => !inState.has(one)).map((one) => `only in the cloud: ${one}`),
    ];
  }

  /** Files of the workspace that hold one of the stack's secrets in plain text. */
  async leaks(): Promise<string[]> {
    const secrets = await this.secrets();
    return readdirSync(this.workspace.folder, { recursive: true, encoding: "utf8" }).filter((name) => {
      const path = this.workspace.path(name);
      if (!statSync(path).isFile()) return false;
      const text = readFileSync(path, "utf8");
      return secrets.some((secret) => text.includes(secret));
    });
  }

  end(): void {
    rmSync(this.workspace.folder, { recursive: true, force: true });
  }

  /** What the configuration keeps secret, and what the random provider made. */
  private async secrets(): Promise<string[]> {
    const { deployment } = await this.pulumi.exportState({ showSecrets: true });
    const made = (deployment.resources ?? []).flatMap(({ outputs }) => plaintextIn(outputs?.result));
    return [...made, ...this.configuredSecrets].filter((text) => text.length > 5);
  }
}

/** Task definitions of a family share their id. */
function identity({ id, type, outputs }: Pick<StateResource, "id" | "type" | "outputs">): string {
  return type === "aws:ecs/taskDefinition:TaskDefinition" ? String(outputs?.arn) : (id ?? "");
}

/** An exported state holds a secret as JSON inside a marked object. */
function plaintextIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null || !("plaintext" in value)) return [];
  return [String(JSON.parse(String(value.plaintext)))];
}

function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
