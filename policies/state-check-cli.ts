/** `npm run state-check -- FILE`: every rule over what a stack has become, from its exported state alone. */

import { parseArgs } from "node:util";
import { styleFor } from "../plan/report/style";
import { checkState } from "./adapters/state-check";
import { StateFileError } from "./adapters/state-file";
import { WaiverFileError } from "./core/waivers";

const USAGE = `Usage: npm run state-check -- FILE [--strict]

  FILE       what \`pulumi stack export --stack NAME --file FILE\` wrote
  --strict   fail on what cannot be decided, too, such as a rule about a secret that is sealed in the file
  --help     print this

Needs no Pulumi, no credentials and no network; opens no secret, and prints none.

Exit code: 0 no rule is broken, 1 one is, 2 the file or the command is bad.`;

const EXIT = { fine: 0, broken: 1, badInput: 2 } as const;

interface Options {
  readonly file: string;
  readonly strict: boolean;
}

function main(argv: readonly string[]): number {
  const options = readOptions(argv);
  if (options === undefined) return EXIT.fine;
  if (typeof options === "string") return complain(options);
  try {
    const style = styleFor(process.stdout.isTTY === true && process.env.NO_COLOR === undefined);
    const check = checkState(options.file, new Date().toISOString().slice(0, 10), style);
    process.stdout.write(`${check.lines.join("\n")}\n`);
    return check.violated || (options.strict && check.unproven) ? EXIT.broken : EXIT.fine;
  } catch (error) {
    if (error instanceof StateFileError || error instanceof WaiverFileError) return complain(error.message);
    throw error;
  }
}

/** Options, undefined after printing the help, or what is wrong with the arguments. */
function readOptions(argv: readonly string[]): Options | string | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { strict: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
    });
    if (values.help) {
      process.stdout.write(`${USAGE}\n`);
      return undefined;
    }
    const [file, ...more] = positionals;
    if (file === undefined) return "name the file to judge. Try: npm run state-check -- --help";
    if (more.length > 0) return "one file at a time. Try: npm run state-check -- --help";
    return { file, strict: values.strict };
  } catch (error) {
    const [sentence = ""] = String(error instanceof Error ? error.message : error).split("\n", 1);
    return `${sentence.replace(/\.?$/, ".")} Try: npm run state-check -- --help`;
  }
}

function complain(sentence: string): number {
  process.stderr.write(`state-check: ${sentence}\n`);
  return EXIT.badInput;
}

process.exitCode = main(process.argv.slice(2));
