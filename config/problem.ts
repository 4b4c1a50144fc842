import * as pulumi from "@pulumi/pulumi";

/** One sentence about a wrong value, in both languages of the project. The English text is a contract: tests pin it. */
export interface Message {
  /**
   * The id in the table of errors: "E01" to "E43" are those of the design, "E00" is a plain range or type, and from "E44"
   * on stand those that were added later.
   */
  readonly id: string;
  readonly message: string;
  readonly messageJa: string;
}

/** A message and the dotted key it is about, such as "service.capacity" or "batch.jobs[0].name". */
export interface Problem extends Message {
  readonly path: string;
}

export function at(path: string, message: Message): Problem {
  return { ...message, path };
}

/** For rules: one problem when the check found one, none otherwise. */
export function atIf(path: string, message: Message | undefined): Problem[] {
  return message === undefined ? [] : [at(path, message)];
}

/**
 * Everything that is wrong with a stack's configuration, as one error. It extends `pulumi.RunError`, which the engine
 * prints as its message alone: a stack trace says nothing to somebody who has to correct a value.
 */
export class ConfigError extends pulumi.RunError {
  constructor(
    readonly stackName: string,
    readonly problems: readonly Problem[],
  ) {
    super(describeProblems(stackName, problems));
    this.name = "ConfigError";
  }
}

/**
 * The report people read: a heading, then each problem in English with the Japanese text below it.
 * @param where gives the place of a key, such as "Pulumi.dev.yaml:12"; without it the key stands alone.
 */
export function describeProblems(
  stackName: string,
  problems: readonly Problem[],
  where: (path: string) => string | undefined = () => undefined,
): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.map((problem) => {
    const place = where(problem.path);
    const text = printable(problem.message);
    return `  ${problem.id}  ${place === undefined ? "" : `${place}: `}${text}\n       ${printable(problem.messageJa)}`;
  });
  return [
    `The configuration of stack "${stackName}" has ${count} (設定に${problems.length}件の問題があります):`,
    ...lines,
  ].join("\n");
}

/** Longest text shown of one message; a value of a megabyte explains nothing. */
const MAX_SHOWN = 1000;

/** A message may quote what a user typed: control characters would reach the terminal, and line breaks the layout. */
function printable(message: string): string {
  const shown = message.length > MAX_SHOWN ? `${message.slice(0, MAX_SHOWN)}…` : message;
  return shown.replace(/\p{Cc}/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
