import { parse } from "yaml";
import { z } from "zod";

const DAY = 24 * 60 * 60 * 1000;

/** A waiver is looked at again after a year at the latest. */
const LONGEST_DAYS = 366;

const date = z.iso.date("write a date as 2027-01-31");

const waiver = z.strictObject({
  /** Id of the rule. */
  rule: z.string().min(1),
  /** URN or logical name of the resource; `*` stands for anything. */
  resource: z.string().min(1),
  /** Key of the one finding that is waived, `*` standing for anything; without it, all of them. */
  finding: z.string().min(1).optional(),
  /** The stack it holds for; without it, every stack. */
  stack: z.string().min(1).optional(),
  reason: z.string().min(40, "say in a sentence why this is accepted"),
  /** Who answers for it. */
  owner: z.string().min(1),
  /** The last day on which it holds. */
  expires: date,
});

/** A violation that somebody accepts, with the reason and for a time. */
export type Waiver = Readonly<z.infer<typeof waiver>>;

/** Every problem of a waiver file at once. */
export class WaiverFileError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`the waivers cannot be used:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}

/** Reads the text of a waiver file. @throws WaiverFileError with every problem of its form */
export function parseWaivers(text: string): readonly Waiver[] {
  const result = z.array(waiver).safeParse(readYaml(text));
  if (result.success) return result.data;
  throw new WaiverFileError(
    result.error.issues.map(({ path: [index, ...rest], message }) =>
      index === undefined
        ? message
        : `waiver ${Number(index) + 1}${rest.map((key) => `, ${String(key)}`).join("")}: ${message}`,
    ),
  );
}

function readYaml(text: string): unknown {
  try {
    return parse(text) ?? [];
  } catch (error) {
    throw new WaiverFileError([error instanceof Error ? error.message : String(error)]);
  }
}

/** Days until a waiver ends, counted from a day such as 2026-11-26: 0 on its last day, negative afterwards. */
export function daysLeft({ expires }: Waiver, today: string): number {
  return Math.round((Date.parse(expires) - Date.parse(date.parse(today))) / DAY);
}

/** Whether it ends later than a waiver may. */
export function isTooLong(one: Waiver, today: string): boolean {
  return daysLeft(one, today) > LONGEST_DAYS;
}

/** Whether a text fits a pattern in which `*` stands for anything. */
export function fits(pattern: string, text: string): boolean {
  const literals = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literals.join(".*")}$`, "s").test(text);
}
