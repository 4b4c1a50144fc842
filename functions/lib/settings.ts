import type { Environment } from "./environment";

/** Reads a function's settings from its environment, and names everything that is wrong with them at once. */
export class Settings {
  private readonly problems: string[] = [];

  constructor(private readonly environment: Environment) {}

  /** A setting that matches a pattern, which `form` puts into words. */
  text(name: string, pattern: RegExp, form: string): string {
    const value = this.environment[name];
    if (value !== undefined && pattern.test(value)) return value;
    this.problems.push(`${name} must be ${form}, ${value === undefined ? "but is not set" : `got "${value}"`}.`);
    return "";
  }

  /** A whole number within bounds. */
  integer(name: string, minimum: number, maximum: number): number {
    const value = this.environment[name] ?? "";
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= minimum && number <= maximum) return number;
    this.problems.push(`${name} must be a whole number in ${minimum}-${maximum}, got "${value}".`);
    return minimum;
  }

  /** @throws Error with every problem found so far */
  check(): void {
    if (this.problems.length === 0) return;
    throw new Error(`The function cannot work:\n${this.problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}
