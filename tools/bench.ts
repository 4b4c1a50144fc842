/**
 * `npm run bench`: what `plan` costs, as ratios to the bare import of the SDK measured in the same run; and what the
 * rules add to it, as ratios to the same evaluation without them.
 *
 * Ratios of interleaved runs hold when the machine is slow or shared; absolute times do not. It reports and never fails for being slow.
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
const PLANS: readonly Subject[] = [
  FLOOR,
  { title: "plan --stack dev", args: [run, "plan/cli", "--stack", "dev"] },
  { title: "plan --stack prod", args: [run, "plan/cli", "--stack", "prod"] },
  { title: "plan (both stacks)", args: [run, "plan/cli"] },
];

/** One platform, evaluated without the rules and with them. */
interface Pair {
  readonly without: Subject;
  readonly withRules: Subject;
}

const PAIRS: readonly Pair[] = [pair("dev", 1), pair("prod", 1), ...[4, 16].map((services) => pair("dev", services))];

function pair(stack: string, services: number): Pair {
  const title = `${stack} with ${services} service${services === 1 ? "" : "s"}`;
  const args = [run, "tools/bench/evaluate", "--stack", stack, "--services", String(services)];
  return { without: { title, args }, withRules: { title: `${title}, judged`, args: [...args, "--rules"] } };
}

const SUBJECTS = [...PLANS, ...PAIRS.flatMap(({ without, withRules }) => [without, withRules])];

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

function taken(subject: Subject): readonly Sample[] {
  return samples.get(subject) ?? [];
}

/** The median of what each round's sample is to the same round's sample of another subject. */
function ratio(subject: Subject, to: Subject, read: (sample: Sample) => number): string {
  const base = taken(to).map(read);
  return median(taken(subject).map((sample, round) => read(sample) / (base[round] ?? Number.NaN))).toFixed(2);
}

const seconds = (sample: Sample) => sample.seconds;
const mebibytes = (sample: Sample) => sample.mebibytes;

function row(title: string, ...cells: readonly string[]): string {
  return title.padEnd(30) + cells.map((cell) => cell.padStart(10)).join("");
}

console.log(`medians of ${RUNS} interleaved runs, whole process\n`);
console.log(row("", "wall s", "x floor", "peak MiB", "x floor"));
for (const subject of SUBJECTS) {
  const wall = median(taken(subject).map(seconds)).toFixed(2);
  const memory = median(taken(subject).map(mebibytes)).toFixed(0);
  console.log(row(subject.title, wall, ratio(subject, FLOOR, seconds), memory, ratio(subject, FLOOR, mebibytes)));
}
console.log(`\n${row("what the rules add", "x wall", "x memory")}`);
for (const { without, withRules } of PAIRS) {
  console.log(row(without.title, ratio(withRules, without, seconds), ratio(withRules, without, mebibytes)));
}
