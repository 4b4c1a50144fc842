import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Run } from "../../../tools/engine/pulumi";
import type { StackLife } from "../life/support/stack-life";
import { allEnded, killOne } from "./processes";

export type Command = "up" | "destroy";

export const VICTIMS = ["cli", "host", "provider"] as const;
export type Victim = (typeof VICTIMS)[number];

/** What is in the command line of a victim; the genuine language host is one as well. */
const COMMAND_LINES: Readonly<Record<Victim, RegExp>> = {
  cli: /\/pulumi /,
  host: /tools\/engine\/host\/main\.js |pulumi-language-nodejs /,
  provider: /tools\/engine\/provider\/main\.js aws /,
};

// Every run here writes the state after each step, as users have it.

/**
 * Runs a command and kills one of its processes as soon as the engine has begun so many changes; with fewer changes than
 * that nothing is killed.
 */
export async function killAt(
  { pulumi, workspace }: StackLife,
  command: Command,
  victim: Victim,
  change: number,
): Promise<Run & { readonly killed: boolean }> {
  let begun = 0;
  let killed: boolean | undefined;
  const run = await pulumi[command]({
    onEvent: ({ resourcePreEvent }) => {
      if (resourcePreEvent === undefined || resourcePreEvent.metadata.op === "same") return;
      begun += 1;
      if (begun === change) killed = killOne(workspace.cloud, COMMAND_LINES[victim]);
    },
  });
  await allEnded(workspace.cloud);
  if (killed === false) throw new Error(`at change ${change} of ${command} there was no ${victim} to kill`);
  return { ...run, killed: killed === true };
}

/** The next run after a crash. */
export async function again({ pulumi }: StackLife, command: Command): Promise<Run> {
  await pulumi.prepare();
  return pulumi[command]();
}

/** Runs a command with faults in the cloud. */
export async function withFaults(
  { pulumi, workspace }: StackLife,
  command: Command,
  faults: readonly object[],
): Promise<Run> {
  const file = workspace.path("faults.json");
  rmSync(join(workspace.cloud, "faults"), { recursive: true, force: true });
  writeFileSync(file, JSON.stringify(faults));
  const run = await pulumi[command]({ environment: { KUMIKI_FAULTS: file } });
  await allEnded(workspace.cloud);
  return run;
}
