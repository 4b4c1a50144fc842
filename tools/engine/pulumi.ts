import { type ChildProcess, spawn } from "node:child_process";
import type { Cli } from "./cli";
import { type EngineEvent, EventPipe } from "./events";
import type { Workspace } from "./workspace";

/** What may be said to a run besides its command. */
export interface RunOptions {
  /** Folders of policy packs. */
  readonly packs?: readonly string[];
  /** Fails if anything would be changed. */
  readonly expectNoChanges?: boolean;
  /**
   * Previews before it acts, as people do, and stops there if the engine refuses a step: without it everything that is not
   * protected is gone before a destroy meets the first thing that is. The preview's events say `planning`.
   */
  readonly previewFirst?: boolean;
  /** Further arguments of the CLI. */
  readonly args?: readonly string[];
  /** Variables on top of the workspace's. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Takes each event of the engine while it works. */
  readonly onEvent?: (event: EngineEvent) => void;
}

/** How a run of the CLI went. */
export interface Run {
  /** 0 if all is well; 128 and more if a signal ended it. */
  readonly exitCode: number;
  /** What it printed, on both streams. */
  readonly text: string;
  /** What the engine reported, in its order; empty for commands without an engine. */
  readonly events: readonly EngineEvent[];
  readonly seconds: number;
}

/** A run on its way, for those who want to end it early. */
export interface Running {
  readonly process: ChildProcess;
  readonly finished: Promise<Run>;
}

/** A resource as the state holds it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly parent?: string;
  /** URN and id of the provider, joined by `::`. */
  readonly provider?: string;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  /** True for what a replacement has left behind, to be deleted. */
  readonly delete?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

export interface StackState {
  readonly deployment: {
    readonly resources?: readonly StateResource[];
    readonly pending_operations?: readonly { readonly type: string; readonly resource: StateResource }[];
  };
}

/** The CLI refused something besides the work on the stack itself; the message is its own. */
export class PulumiError extends Error {
  override readonly name = "PulumiError";
}

type Command = "preview" | "up" | "refresh" | "destroy" | "import";

/** The real CLI on one workspace. Nothing asks back; a command that fails says so by its exit code. */
export class Pulumi {
  private runs = 0;

  constructor(
    private readonly workspace: Workspace,
    private readonly cli: Cli,
  ) {}

  /**
   * Makes the stack if it is new, seals the secrets it still lacks, and clears up after a run that was killed: its lock, and
   * what it had not finished writing.
   * @throws PulumiError if the CLI refuses
   */
  async prepare(): Promise<void> {
    this.workspace.attach(this.cli);
    const { stack } = this.workspace;
    this.workspace.restoreState();
    if (this.workspace.isLockedByTheDead()) await this.cancel();
    if (!this.workspace.hasStack()) {
      await this.must(["stack", "init", stack, "--secrets-provider", "passphrase"]);
    }
    for (const [key, value] of Object.entries(this.workspace.missingSecrets)) {
      await this.must(["config", "set", "--stack", stack, "--secret", "--raw", key], value);
    }
  }

  preview(options?: RunOptions): Promise<Run> {
    return this.start("preview", options).finished;
  }

  up(options?: RunOptions): Promise<Run> {
    return this.start("up", options).finished;
  }

  refresh(options?: RunOptions): Promise<Run> {
    return this.start("refresh", options).finished;
  }

  destroy(options?: RunOptions): Promise<Run> {
    return this.start("destroy", options).finished;
  }

  /** Takes what exists into the state, as a file says, and protects it until the next `up` says otherwise. */
  import(file: string, options: RunOptions = {}): Promise<Run> {
    const args = ["--file", file, "--generate-code=false", ...(options.args ?? [])];
    return this.start("import", { ...options, args }).finished;
  }

  /** Puts a state in the place of the present one: one that was exported, and changed. */
  async importState(state: StackState): Promise<void> {
    await this.must(["stack", "import", "--stack", this.workspace.stack], JSON.stringify(state));
  }

  /** The state as the CLI exports it: secrets sealed, or open where somebody asks for them by name. */
  async exportState({ showSecrets = false } = {}): Promise<StackState> {
    const show = showSecrets ? ["--show-secrets"] : [];
    const { text } = await this.must(["stack", "export", "--stack", this.workspace.stack, ...show]);
    return JSON.parse(text);
  }

  /** Judges an exported state with policy packs, without the program and without the clouds. */
  analyze(stateFile: string, packs: readonly string[]): Promise<Run> {
    return this.run(["policy", "analyze", "--file", stateFile, ...packs.flatMap((pack) => ["--policy-pack", pack])])
      .finished;
  }

  /** Takes away the lock of a run that was killed. */
  cancel(): Promise<Run> {
    return this.run(["cancel", "--stack", this.workspace.stack, "--yes"]).finished;
  }

  /** Starts a command of the engine; end it early through its process. */
  start(command: Command, options: RunOptions = {}): Running {
    const args = [command, "--stack", this.workspace.stack, "--skip-plugin-pre-install"];
    if (command !== "preview") args.push("--yes", `--skip-preview=${options.previewFirst !== true}`);
    if (options.expectNoChanges) args.push("--expect-no-changes");
    for (const pack of options.packs ?? []) args.push("--policy-pack", pack);
    return this.run([...args, ...(options.args ?? [])], options, this.workspace.path(`events-${++this.runs}`));
  }

  private async must(args: readonly string[], input = ""): Promise<Run> {
    const run = await this.run(args, { input }).finished;
    if (run.exitCode !== 0) throw new PulumiError(`pulumi ${args.slice(0, 2).join(" ")} failed:\n${run.text}`);
    return run;
  }

  private run(args: readonly string[], options: RunOptions & { input?: string } = {}, pipe?: string): Running {
    const from = process.hrtime.bigint();
    const events: EngineEvent[] = [];
    const collect = (event: EngineEvent) => {
      events.push(event);
      options.onEvent?.(event);
    };
    const log = pipe === undefined ? undefined : new EventPipe(pipe, collect);
    const child = spawn(
      this.cli.path,
      [...args, "--non-interactive", "--color", "never", ...(pipe === undefined ? [] : ["--event-log", pipe])],
      {
        cwd: this.workspace.folder,
        env: { ...inherited(process.env), ...this.workspace.environment, ...options.environment },
        stdio: ["pipe", "pipe", "pipe"],
        // A group of its own: Ctrl-C reaches it once, from whoever runs this, and never a second time by the terminal,
        // which the CLI would take for "now, and never mind the state".
        detached: true,
      },
    );
    // A CLI that ends before it has read its input says by its exit code why.
    child.stdin.on("error", () => undefined).end(options.input ?? "");
    const finished = ended(child)
      .finally(() => log?.close())
      .then((ending) => ({ ...ending, events, seconds: Number(process.hrtime.bigint() - from) / 1e9 }));
    return { process: child, finished };
  }
}

/** Settings for Pulumi and credentials of clouds are for real stacks: a run here neither follows nor sees them. */
function inherited(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(?:PULUMI|AWS|AMAZON|GOOGLE|CLOUDSDK)_/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !foreign.test(name)));
}

/** What a process printed, on both streams, and how it ended. */
function ended(child: ChildProcess): Promise<Pick<Run, "exitCode" | "text">> {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ exitCode: code ?? (signal === "SIGKILL" ? 137 : 130), text }));
  });
}
