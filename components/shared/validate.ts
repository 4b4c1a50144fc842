import * as pulumi from "@pulumi/pulumi";

/** Arguments nobody could build from. Shown to users of `pulumi up` as it reads here, without a stack trace. */
export class ArgumentError extends pulumi.RunError {
  constructor(
    readonly component: string,
    readonly problems: readonly string[],
  ) {
    super(`${component} cannot be created:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}

/** Whether a text has the form of an AWS account's id. */
export function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text);
}

/**
 * Collects what is wrong with a component's arguments, so that a user reads all of it at once.
 *
 * ```ts
 * const problems = new Problems();
 * problems.unless(isTaskSize(cpu, memory), `memory must be one of ${list} for cpu ${cpu}, got ${memory}.`);
 * problems.throwFor(`FargateService "${name}"`);
 * ```
 */
export class Problems {
  private readonly messages: string[] = [];

  /** Notes the message when the condition does not hold. */
  unless(condition: boolean, message: string): void {
    if (!condition) this.messages.push(message);
  }

  /** Notes a number that is not whole or not within the bounds. */
  range(argument: string, value: number, minimum: number, maximum: number, unit = ""): void {
    const within = Number.isInteger(value) && value >= minimum && value <= maximum;
    const range = `${minimum}-${maximum}${unit === "" ? "" : ` ${unit}`}`;
    this.unless(within, `${argument} must be a whole number in ${range}, got ${value}.`);
  }

  /** Notes a value that is not on the list. */
  oneOf<T extends string | number>(argument: string, value: T, allowed: readonly T[]): void {
    this.unless(allowed.includes(value), `${argument} must be one of ${allowed.join(", ")}, got "${value}".`);
  }

  /** Notes a list that is too short or too long. */
  count(argument: string, list: readonly unknown[], minimum: number, maximum: number): void {
    const within = list.length >= minimum && list.length <= maximum;
    this.unless(within, `${argument} must have ${minimum} to ${maximum} entries, got ${list.length}.`);
  }

  /** Notes what is no AWS account. */
  accountId(argument: string, value: string): void {
    this.unless(isAccountId(value), `${argument} must be exactly 12 digits, got "${value}".`);
  }

  /** Takes over problems that another check found. */
  add(messages: readonly string[]): void {
    this.messages.push(...messages);
  }

  /** @throws ArgumentError naming the component, if anything was noted */
  throwFor(component: string): void {
    if (this.messages.length > 0) throw new ArgumentError(component, this.messages);
  }
}

/** The entries that a list has more than once, each once. */
export function repeated<T>(list: readonly T[]): T[] {
  return [...new Set(list.filter((entry, index) => list.indexOf(entry) !== index))];
}
