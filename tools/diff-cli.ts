/** `npm run diff -- <stack>`: what the changes of the next run mean, from the engine's own plan. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { StackFileError } from "../config/stack-file";
import { type Assessment, assess } from "../plan/impact/assess";
import { changesOf } from "../plan/impact/changes";
import { renderMarkdown } from "../plan/impact/markdown";
import { renderJson, renderText } from "../plan/impact/render";
import { readSteps, type Step, stepsOfEvents, UnreadablePlan } from "../plan/impact/steps";
import { projectRoot } from "../plan/project";
import { ensureCli } from "./engine/cli";
import { CliBuildError } from "./engine/cli-build";
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

Exit code: 0 nothing stands against the run, 1 data would be lost that nobody has allowed to be lost, 2 there is no plan.`;

const EXIT = { fine: 0, refused: 1, noPlan: 2 } as const;

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

async function main(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === undefined) return EXIT.fine;
  if (typeof options === "string") return complain(options);
  try {
    const steps = options.preview === undefined ? await plan(options) : readSteps(read(options.preview));
    const stranger = strangeStack(steps, options.stack);
    if (stranger !== undefined) return complain(`the plan is of the stack ${stranger}, not of ${options.stack}.`);
    if (options.preview === undefined && !steps.some(({ before }) => before)) {
      process.stderr.write(`diff: nothing exists yet, so everything is new. Try: npm run up -- ${options.stack}\n`);
    }
    const assessment = assess(changesOf(steps), options.allow);
    process.stdout.write(RENDER[options.form](options.stack, assessment));
    return assessment.impacts.some(({ refused }) => refused) ? EXIT.refused : EXIT.fine;
  } catch (error) {
    if (error instanceof UnreadablePlan)
      return complain(options.preview === undefined ? error.message : `${options.preview}: ${error.message}.`);
    if (error instanceof CliBuildError || error instanceof StackFileError || error instanceof PulumiError) {
      return complain(error.message);
    }
    throw error;
  }
}

/** What the real engine plans against the local state; its own words are shown where it fails. */
async function plan({ folder, stack }: Options): Promise<Step[]> {
  const progress = new Progress(`diff ${stack}`);
  try {
    const workspace = new Workspace({ folder, stack }); // first: nobody waits for a CLI to hear of a misspelt name
    const pulumi = new Pulumi(workspace, await ensureCli((line) => progress.say(line)));
    await pulumi.prepare();
    const { exitCode, events, text } = await pulumi.preview({ onEvent: (event) => progress.note(event) });
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

/** Options, undefined after printing the help, or what is wrong with the arguments. */
function readOptions(argv: readonly string[]): Options | string | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        preview: { type: "string" },
        allow: { type: "string", multiple: true, default: [] },
        markdown: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        folder: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      process.stdout.write(`${USAGE}\n`);
      return undefined;
    }
    const [stack, ...more] = positionals;
    if (stack === undefined || more.length > 0) return "diff takes one stack. Try: npm run diff -- dev";
    if (!/^[\w.-]+$/.test(stack)) return `"${stack}" is not the name of a stack. Try: npm run diff -- dev`;
    if (values.markdown && values.json) return "--markdown and --json exclude each other.";
    const form = values.markdown ? "markdown" : values.json ? "json" : "text";
    const folder = values.folder ?? join(projectRoot, ".kumiki", stack);
    return { stack, preview: values.preview, allow: values.allow, form, folder };
  } catch (error) {
    const [sentence = ""] = String(error instanceof Error ? error.message : error).split("\n", 1);
    return `${sentence.replace(/\.?$/, ".")} Try: npm run diff -- --help`;
  }
}

function complain(sentence: string): number {
  process.stderr.write(`diff: ${sentence}\n`);
  return EXIT.noPlan;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
