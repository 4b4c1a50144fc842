/**
 * `npm run bench:engine`: seconds of each step in the life of both stacks on the real engine, whose time it is, and how it
 * grows with the number of services. It reports and never fails for being slow.
 */

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../plan/project";
import { changedProgram } from "../engine/changed-program";
import { ensureCli } from "../engine/cli";
import { Pulumi, type Run, type RunOptions } from "../engine/pulumi";
import { Workspace } from "../engine/workspace";
import { CpuShares } from "./cpu-shares";

type Command = "preview" | "up" | "refresh" | "destroy";

const PACKS = [join(projectRoot, "policies/all")];
const COUNTS = [1, 4, 16];

async function main(): Promise<void> {
  for (const stack of ["dev", "prod"]) {
    await live(stack, undefined, [
      ["preview", "preview", {}],
      ["preview with all packs", "preview", { packs: PACKS }],
      ["up", "up", {}],
      ["up again", "up", { expectNoChanges: true }],
      ["refresh", "refresh", {}],
      ...(stack === "dev" ? ([["destroy", "destroy", {}]] as const) : []),
    ]);
  }
  for (const count of COUNTS) {
    await live("dev", count, [
      ["preview with all packs", "preview", { packs: PACKS }],
      ["up", "up", {}],
      ["up again", "up", { expectNoChanges: true }],
    ]);
  }
}

type Row = readonly [title: string, command: Command, options: RunOptions];

/** Lives a stack through in a folder of its own, and prints a line for each step. */
async function live(stack: string, services: number | undefined, rows: readonly Row[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kumiki-bench-"));
  try {
    const program = services === undefined ? undefined : withServices(folder, services);
    const workspace = new Workspace({ folder: join(folder, "stack"), stack, program });
    const pulumi = new Pulumi(workspace, await ensureCli((line) => process.stderr.write(`${line}\n`)));
    await pulumi.prepare();
    console.log(`\n${stack}${services === undefined ? "" : ` with ${services} service${services === 1 ? "" : "s"}`}`);
    for (const [title, command, options] of rows) {
      const shares = existsSync("/proc/self/stat") ? new CpuShares(workspace.cloud) : undefined;
      const run = await pulumi[command](options);
      console.log(lineOf(title, run, shares?.end() ?? {}));
      if (run.exitCode !== 0) throw new Error(`${title} failed:\n${run.text.slice(-2_000)}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `up   12.3 s   410 resources   processor: engine 3.1 s, program 4.0 s, ...` */
function lineOf(title: string, { seconds, events }: Run, shares: Readonly<Record<string, number>>): string {
  const changes = events.find(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent?.resourceChanges ?? {};
  const resources = Object.values(changes).reduce((sum, count) => sum + count, 0);
  const parts = Object.entries(shares)
    .filter(([, spent]) => spent > 0)
    .map(([part, spent]) => `${part} ${spent.toFixed(1)} s`);
  const cells = [title.padEnd(24), `${seconds.toFixed(1).padStart(6)} s`, `${String(resources).padStart(5)} resources`];
  return `  ${cells.join("")}${parts.length > 0 ? `   processor: ${parts.join(", ")}` : ""}`;
}

/** The program with as many services beside the application as are asked for. */
function withServices(folder: string, count: number): string {
  const lastLine = "export const vpcId = network.vpc.vpcId;\n";
  const more = `
import { FargateService } from "./components/compute/fargate-service";
for (let index = 1; index < ${count}; index += 1) {
  new FargateService(
    \`svc\${index}\`,
    {
      ...foundation.common,
      clusterArn: compute.cluster.clusterArn,
      clusterName: compute.cluster.clusterName,
      subnetIds: [...network.vpc.appSubnetIds],
      securityGroupId: network.groups.id("app"),
      logsKeyArn: foundation.keys.arn("logs"),
      image: compute.image,
      loadBalancer: {
        vpcId: network.vpc.vpcId,
        listenerArn: application.balancer.listenerArn,
        albArnSuffix: application.balancer.arnSuffix,
        originHeader: application.balancer.originHeader,
        priority: 100 + 10 * index,
        pathPatterns: [\`/svc\${index}/*\`],
      },
    },
    foundation.options,
  );
}
`;
  return changedProgram(folder, { "index.ts": [[lastLine, lastLine + more]] });
}

void main();
