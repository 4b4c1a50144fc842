/**
 * `npm run bench`: what `plan` costs, as ratios to the bare import of the SDK measured in the same run.
 *
 * Ratios of interleaved runs hold when the machine is slow or shared; absolute times do not. It reports and never fails.
 */

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../plan/project";

const RUNS = 5;
/** Prints the peak memory of the process it is loaded into, in KiB, as the last line on the error stream. */
const PROBE = join(projectRoot, "tools/bench/probe.cjs");

interface Subject {
  readonly title: string;
  readonly args: readonly string[];
}

interface Sample {
  readonly seconds: number;
  readonly mebibytes: number;
}

const run = join(projectRoot, "tools/run.mjs");
const FLOOR: Subject = { title: 'require("@pulumi/pulumi")', args: ["-e", 'require("@pulumi/pulumi")'] };
const SUBJECTS: readonly Subject[] = [
  FLOOR,
  { title: "plan --stack dev", args: [run, "plan/cli", "--stack", "dev"] },
  { title: "plan --stack prod", args: [run, "plan/cli", "--stack", "prod"] },
  { title: "plan (both stacks)", args: [run, "plan/cli"] },
  ...[1, 4, 16].map((count) => ({
    title: `dev with ${count} service${count === 1 ? "" : "s"}`,
    args: [run, "tools/bench/services", String(count)],
  })),
];

function measure({ title, args }: Subject): Sample {
  const from = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ["--require", PROBE, ...args], {
    cwd: projectRoot,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  if (status !== 0) throw new Error(`${title} exited with ${status}: ${stderr}`);
  return { seconds, mebibytes: Number(stderr.trim().split("\n").at(-1)) / 1024 };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const samples = new Map<Subject, Sample[]>(SUBJECTS.map((subject) => [subject, []]));
for (const subject of SUBJECTS) measure(subject); // fills the build folder and the page cache
for (let round = 0; round < RUNS; round += 1) {
  for (const subject of SUBJECTS) samples.get(subject)?.push(measure(subject));
}

const floor = samples.get(FLOOR) ?? [];
console.log(`medians of ${RUNS} interleaved runs, whole process\n`);
console.log(
  `${"".padEnd(28)}${"wall s".padStart(8)}${"x floor".padStart(9)}${"peak MiB".padStart(10)}${"x floor".padStart(9)}`,
);
for (const [{ title }, taken] of samples) {
  const wall = median(taken.map(({ seconds }) => seconds));
  const memory = median(taken.map(({ mebibytes }) => mebibytes));
  const wallRatio = median(taken.map(({ seconds }, round) => seconds / (floor[round]?.seconds ?? Number.NaN)));
  const memoryRatio = median(taken.map(({ mebibytes }, round) => mebibytes / (floor[round]?.mebibytes ?? Number.NaN)));
  const cells = [wall.toFixed(2).padStart(8), wallRatio.toFixed(2).padStart(9)];
  console.log(title.padEnd(28) + cells.join("") + memory.toFixed(0).padStart(10) + memoryRatio.toFixed(2).padStart(9));
}
