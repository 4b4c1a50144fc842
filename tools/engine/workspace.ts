import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { parseDocument } from "yaml";
import { readText } from "../../config/stack-file";
import { PROJECT_NAME, projectRoot } from "../../plan/project";
import type { Cli } from "./cli";
import { PROVIDERS } from "./provider/versions";
import { changedStackFile, copyStackFile } from "./stack-copy";

/** Nothing here is worth more than this: the values it seals are simulated ones. */
const PASSPHRASE = "simulated";

export interface WorkspaceOptions {
  /** Everything is written below this folder, and nothing anywhere else. Made if it does not exist. */
  readonly folder: string;
  readonly stack: string;
  /** Keys of the shipped stack file to change, written as `network.natStrategy` or `aws:region`; undefined removes one. */
  readonly changes?: Readonly<Record<string, unknown>>;
  /**
   * Entry point of the program.
   * @default - the project's own
   */
  readonly program?: string;
}

const stackFileName = (stack: string) => `Pulumi.${stack}.yaml`;

/** @throws StackFileError */
function shippedStackFile(stack: string): { path: string; text: string } {
  const path = relative(process.cwd(), join(projectRoot, stackFileName(stack)));
  return { path, text: readText(path) };
}

/**
 * A folder in which the real CLI runs this project's program on the simulated cloud: a copy of `Pulumi.yaml` that names
 * stand-in providers, a copy of the stack file with secrets of its own, the state, and the cloud. The program stays where
 * it is; the shipped files stay as they are.
 */
export class Workspace {
  readonly folder: string;
  readonly stack: string;
  /** Folder of the simulated cloud: what exists there, whatever the state says. */
  readonly cloud: string;
  private readonly program: string;

  constructor({ folder, stack, changes = {}, program = join(projectRoot, "index.ts") }: WorkspaceOptions) {
    const shipped = shippedStackFile(stack); // of a stack that is none no folder is left
    mkdirSync(folder, { recursive: true });
    this.folder = realpathSync(folder);
    this.stack = stack;
    this.cloud = this.path("cloud");
    this.program = program;
    for (const part of ["bin", "cloud", "home", "state"]) mkdirSync(this.path(part), { recursive: true });
    this.missingSecrets = this.copy(shipped, changes);
  }

  /** Secrets of the stack that the CLI has still to seal, by key. */
  missingSecrets: Readonly<Record<string, string>>;

  /** Writes what a CLI needs to find: the project, and the plug-ins as executables of this very build. */
  attach(cli: Cli): void {
    const compiled = join(__dirname, "../..");
    const run = (script: string, ...args: string[]) =>
      ["#!/bin/sh", `exec ${[process.execPath, join(compiled, script), ...args].map(quoted).join(" ")} "$@"`, ""].join(
        "\n",
      );
    for (const name of PROVIDERS) {
      this.executable(`pulumi-resource-${name}`, run("tools/engine/provider/main.js", name));
    }
    if (!cli.hasLanguageHost) this.executable("pulumi-language-nodejs", run("tools/engine/host/main.js"));
    writeFileSync(this.path("Pulumi.yaml"), this.projectFile(cli));
  }

  /** Changes keys of the stack file, from the shipped one on: what an earlier call changed is as shipped again. */
  configure(changes: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
    return this.copy(shippedStackFile(this.stack), changes);
  }

  private copy(
    shipped: { readonly path: string; readonly text: string },
    changes: Readonly<Record<string, unknown>>,
  ): Readonly<Record<string, string>> {
    const { file, text } = changedStackFile(shipped.path, this.stack, shipped.text, changes);
    const own = this.path(stackFileName(this.stack));
    const copy = copyStackFile(file, text, existsSync(own) ? readFileSync(own, "utf8") : undefined);
    writeFileSync(own, copy.text);
    this.missingSecrets = copy.missingSecrets;
    return copy.missingSecrets;
  }

  /** Whether the CLI knows the stack already. */
  hasStack(): boolean {
    return existsSync(this.stateFile);
  }

  /**
   * Makes a state readable again that a killed CLI left. The state itself it writes aside and renames; a file of attributes
   * beside it, which it can do without, it writes in place, and an empty one ends every later run with "failed to load
   * checkpoint: EOF".
   */
  restoreState(): void {
    for (const file of [this.stateFile, `${this.stateFile}.bak`]) {
      if (!isWholeJson(`${file}.attrs`)) rmSync(`${file}.attrs`, { force: true });
    }
  }

  private get stateFile(): string {
    return this.path("state/.pulumi/stacks", PROJECT_NAME, `${this.stack}.json`);
  }

  /** Whether a run was killed before it could take its lock away. A lock whose holder lives is his. */
  isLockedByTheDead(): boolean {
    const folder = this.path("state/.pulumi/locks/organization", PROJECT_NAME, this.stack);
    const locks = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
    return locks.length > 0 && locks.every((name) => !isAlive(pidOf(join(folder, name))));
  }

  /** Path of something in this workspace. */
  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  /** What the CLI needs around it to touch nothing outside the folder, and no network. */
  get environment(): NodeJS.ProcessEnv {
    return {
      PULUMI_HOME: this.path("home"),
      PULUMI_BACKEND_URL: `file://${this.path("state")}`,
      PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
      PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
      PULUMI_DEBUG_COMMANDS: "true", // adds --event-log
      KUMIKI_CLOUD: this.cloud,
    };
  }

  private projectFile(cli: Cli): string {
    const document = parseDocument(readFileSync(join(projectRoot, "Pulumi.yaml"), "utf8"));
    document.set("main", this.program);
    document.set("plugins", {
      providers: PROVIDERS.map((name) => ({ name, path: "./bin" })), // without a version any that is asked for is served
      ...(cli.hasLanguageHost ? {} : { languages: [{ name: "nodejs", path: "./bin" }] }),
    });
    return document.toString();
  }

  private executable(name: string, text: string): void {
    const path = this.path("bin", name);
    writeFileSync(path, text);
    chmodSync(path, 0o755);
  }
}

function isWholeJson(path: string): boolean {
  try {
    return JSON.parse(readFileSync(path, "utf8")) !== null;
  } catch {
    return false;
  }
}

function pidOf(lock: string): number {
  const content: { readonly pid: number } = JSON.parse(readFileSync(lock, "utf8"));
  return content.pid;
}

/** Somebody else's process is alive, too, although it may not be signalled. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
