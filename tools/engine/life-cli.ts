/**
 * `npm run preview|up|refresh|destroy -- <stack>`: the life of a stack on the real engine and the simulated cloud.
 *
 * The CLI, the state file and the policy protocol are the real ones; nothing needs an account, a credential or a network.
 */

import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { StackFileError } from "../../config/stack-file";
import { BadInput, runCommand, stackName } from "../../plan/command-line";
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

async function main(options: Options): Promise<number> {
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
    if (error instanceof CliBuildError || error instanceof StackFileError) throw new BadInput(error.message);
    if (!(error instanceof PulumiError)) throw error;
    process.stderr.write(`${error.message}\nDelete ${relative(projectRoot, folder)} to begin anew.\n`);
    return 1;
  }
}

const options = {
  folder: { type: "string" },
  "no-policies": { type: "boolean", default: false },
  verbose: { type: "boolean", default: false },
} as const;

const [name = "", ...args] = process.argv.slice(2);

void runCommand(
  { name, usage: USAGE, options, args, takesWords: true },
  ({ folder, verbose, ...values }, [named, ...more]) => {
    const command = COMMANDS.find((candidate) => candidate === name);
    if (command === undefined) throw new BadInput(`there is no such command; there are: ${COMMANDS.join(", ")}`);
    const example = `npm run ${command} -- dev`;
    if (named === undefined || more.length > 0) throw new BadInput(`name one stack. Try: ${example}`);
    const stack = stackName(named, example);
    const policies = !values["no-policies"];
    return main({ command, stack, folder: folder ?? join(projectRoot, ".kumiki", stack), policies, verbose });
  },
);
