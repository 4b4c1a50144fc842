/**
 * `npm run preview|up|refresh|destroy -- <stack>`: the life of a stack on the real engine and the simulated cloud.
 *
 * The CLI, the state file and the policy protocol are the real ones; nothing needs an account, a credential or a network.
 */

import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { StackFileError } from "../../config/stack-file";
import { projectRoot } from "../../plan/project";
import { ensureCli } from "./cli";
import { CliBuildError } from "./cli-build";
import { Interrupts } from "./interrupts";
import { Progress } from "./progress";
import { CloudStore } from "./provider/cloud-store";
import { Pulumi, PulumiError } from "./pulumi";
import { describeLeft, describeRun, nameOf } from "./run-report";
import { Workspace } from "./workspace";

const COMMANDS = ["preview", "up", "refresh", "destroy"] as const;
type Command = (typeof COMMANDS)[number];

const USAGE = `Usage: npm run preview|up|refresh|destroy -- STACK [--folder DIR] [--no-policies] [--verbose]

  STACK          the stack of Pulumi.STACK.yaml, for example dev
  --folder DIR   keeps the state and the simulated cloud in DIR; default: .kumiki/STACK
  --no-policies  preview without the policy packs
  --verbose      print every word of the CLI instead of what matters
  --help         print this

Exit code: 0 done, 1 the engine, the cloud or a policy refused something, 2 the command line is wrong or there is no CLI,
130 stopped by Ctrl-C.`;

interface Options {
  readonly command: Command;
  readonly stack: string;
  readonly folder: string;
  readonly policies: boolean;
  readonly verbose: boolean;
}

async function main(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === undefined) return 0;
  if (typeof options === "string") return complain(options);
  const { command, stack, folder, verbose } = options;
  const progress = new Progress(`${command} ${stack}`);
  const interrupts = new Interrupts((sentence) => progress.say(sentence));
  try {
    const workspace = new Workspace({ folder, stack }); // first: nobody waits for a CLI to hear of a misspelt name
    const pulumi = new Pulumi(workspace, await ensureCli((line) => progress.say(line)));
    await pulumi.prepare();
    const running = pulumi.start(command, {
      packs: command === "preview" && options.policies ? [join(projectRoot, "policies/all")] : [],
      previewFirst: true,
      onEvent: (event) => progress.note(event),
    });
    interrupts.goTo(running.process);
    const run = await running.finished;
    const isStopped = interrupts.happened;
    progress.end();
    const words = workspace.path(`${command}.txt`);
    writeFileSync(words, run.text);
    const where = { folder: relative(projectRoot, folder) || ".", words: relative(projectRoot, words) };
    process.stdout.write(`${verbose ? run.text : describeRun(`${command} of ${stack}`, run, isStopped, where)}\n`);
    if (command === "destroy" && run.exitCode === 0 && !isStopped) {
      const left = new CloudStore(workspace.cloud).resources().map(({ urn }) => nameOf(urn));
      process.stdout.write(describeLeft(left, where.folder));
    }
    if (isStopped) return 130; // the CLI itself calls a destroy that was stopped a success
    return run.exitCode === 0 ? 0 : 1;
  } catch (error) {
    progress.end();
    if (error instanceof CliBuildError || error instanceof StackFileError) return complain(error.message);
    if (!(error instanceof PulumiError)) throw error;
    process.stderr.write(`${error.message}\nDelete ${relative(projectRoot, folder)} to begin anew.\n`);
    return 1;
  }
}

/** Options, undefined after printing the help, or what is wrong with the arguments. */
function readOptions(argv: readonly string[]): Options | string | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      allowNegative: true,
      options: {
        folder: { type: "string" },
        policies: { type: "boolean", default: true },
        verbose: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      process.stdout.write(`${USAGE}\n`);
      return undefined;
    }
    const [named, stack, ...more] = positionals;
    const command = COMMANDS.find((candidate) => candidate === named);
    if (command === undefined) return `there is no command "${named ?? ""}"; there are: ${COMMANDS.join(", ")}`;
    if (stack === undefined || more.length > 0) return `${command} takes one stack. Try: npm run ${command} -- dev`;
    if (!/^[\w.-]+$/.test(stack)) return `"${stack}" is not the name of a stack. Try: npm run ${command} -- dev`;
    const folder = values.folder ?? join(projectRoot, ".kumiki", stack);
    return { command, stack, folder, policies: values.policies, verbose: values.verbose };
  } catch (error) {
    const [sentence = ""] = String(error instanceof Error ? error.message : error).split("\n", 1);
    return `${sentence.replace(/\.?$/, ".")} Try: npm run preview -- --help`;
  }
}

function complain(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
