/** `npm run plan [-- --stack dev|prod] [--json] [--out DIR]`: the platform as it would be, without any cloud. */

import { BadInput, runCommand, stackName } from "./command-line";
import { type PlannedStack, planStack } from "./plan-stack";
import { projectRoot } from "./project";
import { renderExamples } from "./report/examples";
import { writePlans } from "./write-plans";

const STACKS = ["dev", "prod"];

const USAGE = `Usage: npm run plan -- [--stack NAME]... [--dir DIR] [--json] [--out DIR]

  --stack NAME   plan the stack of Pulumi.NAME.yaml; may be repeated; default: ${STACKS.join(" and ")}
  --json         print the resource graph instead of the summary (one stack: an object; several: a list)
  --dir DIR      folder of the stack files; default: the project's
  --out DIR      write NAME.txt, or NAME.json with --json, into DIR instead of printing
  --help         print this

Exit code: 0 the platform is fine, 1 it breaks a policy, or one is unproven, 2 the input or the output place is bad.`;

const EXIT = { fine: 0, broken: 1, badInput: 2 } as const;

interface Options {
  readonly stacks: readonly string[];
  readonly folder: string;
  readonly json: boolean;
  readonly out?: string;
}

async function main(options: Options): Promise<number> {
  const planned: PlannedStack[] = [];
  const today = new Date().toISOString().slice(0, 10);
  for (const stack of options.stacks)
    planned.push(await planStack(stack, { folder: options.folder, color: wantsColor(options), today }));
  for (const { error } of planned) if (error !== undefined) process.stderr.write(`${error}\n`);

  const whole = planned.filter((plan) => plan.json !== undefined);
  if (options.out !== undefined) {
    const problem = writePlans(options.out, whole, options.json);
    if (problem !== undefined) throw new BadInput(problem);
  } else if (options.json) {
    const documents = whole.map((plan) => plan.json ?? "");
    if (options.stacks.length === 1) await print(documents.join(""));
    else await print(`[\n${documents.map((text) => text.trimEnd()).join(",\n")}\n]\n`);
  } else {
    const examples = whole.map(({ stack, examples = [] }) => ({ stack, examples }));
    await print([...whole.map((plan) => plan.text), renderExamples(examples, wantsColor(options))].join("\n"));
  }
  return Math.max(...planned.map((plan) => EXIT[plan.verdict]));
}

function wantsColor({ out, json }: Options): boolean {
  return out === undefined && !json && process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
}

function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

// A reader such as `head` may close the pipe early: that ends the output, and is no reason for a stack trace.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  const problem = error.code === "EPIPE" ? "the reader closed the pipe before the end of the output" : error.message;
  process.stderr.write(`plan: ${problem}\n`);
  process.exit(EXIT.badInput);
});

const options = {
  stack: { type: "string", multiple: true },
  dir: { type: "string", default: projectRoot },
  json: { type: "boolean", default: false },
  out: { type: "string" },
} as const;

void runCommand(
  { name: "plan", usage: USAGE, options, takesWords: true },
  ({ stack = STACKS, dir, json, out }, [word]) => {
    if (word !== undefined) throw new BadInput(`"${word}" belongs to no option. Try: npm run plan -- --stack ${word}`);
    const stacks = [...new Set(stack.map((name) => stackName(name, "npm run plan -- --stack dev")))];
    if (out === "") throw new BadInput("--out needs a folder to write into. Try: npm run plan -- --out plans");
    return main({ stacks, folder: dir, json, out });
  },
);
