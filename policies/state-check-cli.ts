/** `npm run state-check -- FILE`: every rule over what a stack has become, from its exported state alone. */

import { BadInput, runCommand } from "../plan/command-line";
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

const EXIT = { fine: 0, broken: 1 } as const;

function main(file: string, strict: boolean): number {
  try {
    const style = styleFor(process.stdout.isTTY === true && process.env.NO_COLOR === undefined);
    const check = checkState(file, new Date().toISOString().slice(0, 10), style);
    process.stdout.write(`${check.lines.join("\n")}\n`);
    return check.violated || (strict && check.unproven) ? EXIT.broken : EXIT.fine;
  } catch (error) {
    if (error instanceof StateFileError || error instanceof WaiverFileError) throw new BadInput(error.message);
    throw error;
  }
}

const options = { strict: { type: "boolean", default: false } } as const;

void runCommand({ name: "state-check", usage: USAGE, options, takesWords: true }, ({ strict }, [file, ...more]) => {
  if (file === undefined) throw new BadInput("name the file to judge. Try: npm run state-check -- --help");
  if (more.length > 0) throw new BadInput("one file at a time. Try: npm run state-check -- --help");
  return main(file, strict);
});
