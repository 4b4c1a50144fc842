import { type ParseArgsConfig, parseArgs } from "node:util";
import { nearest } from "./cloud/nearest-name";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>["values"];

/** A command that cannot be followed: the message says what is wrong, and what to do instead. */
export class BadInput extends Error {
  override readonly name = "BadInput";
}

/** A command of this project. */
export interface Command<O extends Options> {
  /** As in `npm run NAME`. */
  readonly name: string;
  /** What `--help` prints. */
  readonly usage: string;
  /** Every option but `--help`. */
  readonly options: O;
  /** Whether anything may stand beside the options. @default false */
  readonly takesWords?: boolean;
  /** @default what the process was started with */
  readonly args?: readonly string[];
}

/**
 * Runs a command and sets the exit code of the process: what `run` gives; 0 after `--help`; 2 after a sentence on standard
 * error if the options are wrong, or `run` finds something else wrong and throws {@link BadInput}.
 */
export async function runCommand<const O extends Options>(
  command: Command<O>,
  run: (values: Values<O>, words: readonly string[]) => number | Promise<number>,
): Promise<void> {
  const { name, usage, options, takesWords = false, args = process.argv.slice(2) } = command;
  try {
    if (args.includes("--help")) {
      process.stdout.write(`${usage}\n`);
      return;
    }
    const { values, positionals } = parsed(name, { args: [...args], options, allowPositionals: true });
    const [word] = positionals;
    if (word !== undefined && !takesWords) {
      throw new BadInput(`"${word}" belongs to no option. Try: npm run ${name} -- --help`);
    }
    process.exitCode = await run(values, positionals);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    process.stderr.write(`${name}: ${error.message}\n`);
    process.exitCode = 2;
  }
}

/** @throws BadInput if a text cannot be the name of a stack */
export function stackName(text: string, example: string): string {
  if (!/^[\w.-]+$/.test(text)) throw new BadInput(`"${text}" is not the name of a stack. Try: ${example}`);
  return text;
}

function parsed<const O extends Options>(name: string, config: { args: string[]; options: O; allowPositionals: true }) {
  try {
    return parseArgs(config);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const [sentence = ""] = message.split(/\.?\n|\. /, 1);
    const [, option = ""] = /^Unknown option '(--?[^']*)'/.exec(message) ?? [];
    const known = [...Object.keys(config.options), "help"].map((each) => `--${each}`);
    const meant = nearest(option, known);
    const problem =
      code === "ERR_PARSE_ARGS_UNKNOWN_OPTION"
        ? `there is no option ${option}${meant === undefined ? `; there are: ${known.join(", ")}` : `; did you mean ${meant}?`}`
        : sentence;
    throw new BadInput(`${problem.replace(/([^.?])$/, "$1.")} Try: npm run ${name} -- --help`);
  }
}
