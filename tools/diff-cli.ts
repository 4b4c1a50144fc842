/** `npm run diff -- <stack>`: what the changes of the next run mean, from the engine's own plan. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { StackFileError } from "../config/stack-file";
import { BadInput, runCommand, stackName } from "../plan/command-line";
import { type Assessment, assess } from "../plan/impact/assess";
import { changesOf } from "../plan/impact/changes";
import { renderMarkdown } from "../plan/impact/markdown";
import { renderJson, renderText } from "../plan/impact/render";
import { readSteps, type Step, stepsOfEvents, UnreadablePlan } from "../plan/impact/steps";
import { projectRoot } from "../plan/project";
import { ensureCli } from "./engine/cli";
import { CliBuildError } from "./engine/cli-build";
import { Interrupts } from "./engine/interrupts";
import { Progress } from "./engine/progress";
import { Pulumi, PulumiError } from "./engine/pulumi";
import { Workspace } from "./engine/workspace";

const USAGE = `Usage: npm run diff -- STACK [--preview FILE] [--allow NAME]... [--markdown | --json] [--folder DIR]

  STACK           the stack of Pulumi.STACK.yaml, for example dev
  --preview FILE  reads a plan of the engine: the output of "pulumi preview --json", or an event log; - reads standard input.
                  Default: the engine plans against the state of "npm run up", on the simulated cloud
  --allow NAME    lets a stateful resource be deleted or replaced: its URN or its logical name; may be repeated
  --markdown      prints a section for the comment on a pull request
  --json          prints a document for programs
  --folder DIR    where the state and the simulated cloud are; default: .kumiki/STACK
  --help          prints this

Exit code: 0 nothing stands against the run, 1 data would be lost that nobody has allowed to be lost, 2 there is no plan,
130 stopped by Ctrl-C.`;

const EXIT = { fine: 0, refused: 1, stopped: 130 } as const;

type Form = "text" | "markdown" | "json";

const RENDER: Readonly<Record<Form, (stack: string, assessment: Assessment) => string>> = {
  text: renderText,
  markdown: renderMarkdown,
  json: renderJson,
};

interface Options {
  readonly stack: string;
  readonly preview?: string;
  readonly allow: readonly string[];
  readonly form: Form;
  readonly folder: string;
}

async function main(options: Options): Promise<number> {
  try {
    const steps = options.preview === undefined ? await plan(options) : readSteps(read(options.preview));
    if (steps === undefined) return EXIT.stopped;
    const stranger = strangeStack(steps, options.stack);
    if (stranger !== undefined) throw new BadInput(`the plan is of the stack ${stranger}, not of ${options.stack}.`);
    if (options.preview === undefined && !steps.some(({ before }) => before)) {
      process.stderr.write(`diff: nothing exists yet, so everything is new. Try: npm run up -- ${options.stack}\n`);
    }
    const assessment = assess(changesOf(steps), options.allow);
    process.stdout.write(RENDER[options.form](options.stack, assessment));
    return assessment.impacts.some(({ refused }) => refused) ? EXIT.refused : EXIT.fine;
  } catch (error) {
    if (error instanceof UnreadablePlan)
      throw new BadInput(options.preview === undefined ? error.message : `${options.preview}: ${error.message}.`);
    if (error instanceof CliBuildError || error instanceof StackFileError) throw new BadInput(error.message);
    if (error instanceof PulumiError) throw new BadInput(`${error.message}\nDelete ${options.folder} to begin anew.`);
    throw error;
  }
}

/** What the real engine plans against the local state, or undefined if it was stopped; its own words where it fails. */
async function plan({ folder, stack }: Options): Promise<Step[] | undefined> {
  const progress = new Progress(`diff ${stack}`);
  const interrupts = new Interrupts((sentence) => progress.say(sentence));
  try {
    const workspace = new Workspace({ folder, stack }); // first: nobody waits for a CLI to hear of a misspelt name
    const pulumi = new Pulumi(workspace, await ensureCli((line) => progress.say(line)));
    await pulumi.prepare();
    const running = pulumi.start("preview", { onEvent: (event) => progress.note(event) });
    interrupts.goTo(running.process);
    const { exitCode, events, text } = await running.finished;
    if (interrupts.happened) return undefined;
    if (exitCode === 0) return stepsOfEvents(events);
    const errors = events.flatMap(({ diagnosticEvent: said }) =>
      said?.severity === "error" ? [said.message.trim()] : [],
    );
    throw new UnreadablePlan(`there is no plan:\n${errors.join("\n") || text.trimEnd()}`);
  } finally {
    progress.end();
  }
}

function read(path: string): string {
  try {
    return readFileSync(path === "-" ? 0 : path, "utf8");
  } catch {
    throw new UnreadablePlan("there is no such file, or it cannot be read");
  }
}

/** The stack in the URNs, where it is not the one that was named: the wrong file was passed. */
function strangeStack(steps: readonly Step[], stack: string): string | undefined {
  return steps
    .map(({ urn }) => /^urn:pulumi:([^:]+)::/.exec(urn)?.[1])
    .find((named) => named !== undefined && named !== stack);
}

const options = {
  preview: { type: "string" },
  allow: { type: "string", multiple: true },
  markdown: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  folder: { type: "string" },
} as const;

void runCommand(
  { name: "diff", usage: USAGE, options, takesWords: true },
  ({ allow = [], markdown, json, folder, preview }, [named, ...more]) => {
    if (named === undefined || more.length > 0) throw new BadInput("name one stack. Try: npm run diff -- dev");
    const stack = stackName(named, "npm run diff -- dev");
    if (markdown && json) throw new BadInput("--markdown and --json exclude each other.");
    const form = markdown ? "markdown" : json ? "json" : "text";
    return main({ stack, preview, allow, form, folder: folder ?? join(projectRoot, ".kumiki", stack) });
  },
);
