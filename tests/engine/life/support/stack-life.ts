import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cli, ensureCli } from "../../../../tools/engine/cli";
import { CloudStore } from "../../../../tools/engine/provider/cloud-store";
import { Pulumi, type Run, type RunOptions } from "../../../../tools/engine/pulumi";
import { Workspace } from "../../../../tools/engine/workspace";
import type { Stack } from "../../../support/stacks";

/** A cold cache means building the CLI. */
export const CLI_BUILD_MS = 20 * 60_000;
/** Longer than any single run of the engine takes here. */
export const RUN_MS = 4 * 60_000;

/** The state is written once at the end: what a test that kills nothing needs, and twice as fast. */
const WITHOUT_CHECKPOINTS = { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true" };

export interface StackLifeOptions {
  /** Changes of the stack file. */
  readonly changes?: Readonly<Record<string, unknown>>;
  /** Entry point of the program. */
  readonly program?: string;
}

/** A stack in a temporary folder, with the cloud it lives in. */
export class StackLife {
  readonly cloud: CloudStore;

  private constructor(
    readonly stack: Stack,
    readonly workspace: Workspace,
    readonly pulumi: Pulumi,
    private readonly cli: Cli,
  ) {
    this.cloud = new CloudStore(workspace.cloud);
  }

  /** An empty cloud, and a stack without resources. */
  static async begin(stack: Stack, options: StackLifeOptions = {}): Promise<StackLife> {
    const cli = await ensureCli((line) => console.log(`      ${line}`));
    return StackLife.open(stack, mkdtempSync(join(tmpdir(), `kumiki-${stack}-`)), cli, options);
  }

  /** The same stack, state and cloud, somewhere else: what happens there does not happen here. */
  async copy(options: StackLifeOptions = {}): Promise<StackLife> {
    const folder = mkdtempSync(join(tmpdir(), `kumiki-${this.stack}-`));
    cpSync(this.workspace.folder, folder, { recursive: true });
    return StackLife.open(this.stack, folder, this.cli, options);
  }

  /** Forgets everything the engine knew, as if the bucket with the state were gone. The cloud stays. */
  async loseState(): Promise<void> {
    rmSync(this.workspace.path("state/.pulumi"), { recursive: true });
    await this.pulumi.prepare();
  }

  preview(options: RunOptions = {}): Promise<Run> {
    return this.pulumi.preview(options);
  }

  /** @param options.faults what goes wrong in the cloud meanwhile; see `KUMIKI_FAULTS` */
  up({ faults = [], ...options }: RunOptions & { readonly faults?: readonly object[] } = {}): Promise<Run> {
    const file = this.workspace.path("faults.json");
    writeFileSync(file, JSON.stringify(faults));
    return this.pulumi.up({ ...options, environment: { ...WITHOUT_CHECKPOINTS, KUMIKI_FAULTS: file } });
  }

  refresh(options: RunOptions = {}): Promise<Run> {
    return this.pulumi.refresh({ ...options, environment: WITHOUT_CHECKPOINTS });
  }

  destroy(options: RunOptions = {}): Promise<Run> {
    return this.pulumi.destroy({ ...options, environment: WITHOUT_CHECKPOINTS });
  }

  /** Judges the state, as it stands, with policy packs. */
  async analyze(packs: readonly string[]): Promise<Run> {
    const file = this.workspace.path("exported.json");
    writeFileSync(file, JSON.stringify(await this.pulumi.exportState()));
    return this.pulumi.analyze(file, packs);
  }

  end(): void {
    rmSync(this.workspace.folder, { recursive: true, force: true });
  }

  private static async open(stack: Stack, folder: string, cli: Cli, options: StackLifeOptions): Promise<StackLife> {
    const workspace = new Workspace({ folder, stack, ...options });
    const pulumi = new Pulumi(workspace, cli);
    await pulumi.prepare();
    return new StackLife(stack, workspace, pulumi, cli);
  }
}

/** What a run said, where it should have gone well: a failed assertion then shows the engine's own words. */
export function succeeded(run: Run): Run {
  if (run.exitCode !== 0) throw new Error(`the run ended with exit code ${run.exitCode}:\n${run.text.slice(-4_000)}`);
  return run;
}
