import type { PlainValue } from "../../plan/graph";
import type { Expectation } from "./expect";
import type { Reading } from "./property-path";

type Value = PlainValue | undefined;

/**
 * The places at which an expectation is not met; none of them means that it is met. Whatever is absent, or not of the kind
 * that is expected, fails a demand; only what forbids something is content with absence.
 *
 * @param readings everything that stands at the property
 * @param other what stands at the property that an expectation compares with
 */
export function unmet(
  expectation: Expectation,
  readings: readonly Reading[],
  other: readonly Reading[] = [],
): string[] {
  const present = readings.filter(({ value }) => isSet(value));
  const whole = readings[0]?.path.replace(/\[\d*\].*$/, "") ?? "";
  switch (expectation.operator) {
    case "containsAll":
      return expectation.values.every((wanted) => present.some(({ value }) => scalar(value) === wanted)) ? [] : [whole];
    case "minItems":
      return present.length >= expectation.limit ? [] : [whole];
    case "maxItems":
      return present.length <= expectation.limit ? [] : [whole];
    case "differs":
      return failing(
        readings,
        (value) => isSet(value) && other.every((one) => isSet(one.value) && one.value !== value),
      );
    default:
      return failing(readings, (value) => holds(expectation, value));
  }
}

type ElementWise = Exclude<Expectation, { operator: "containsAll" | "minItems" | "maxItems" | "differs" }>;

function holds(expectation: ElementWise, value: Value): boolean {
  const text = scalar(value);
  switch (expectation.operator) {
    case "true":
    case "false":
      return text === expectation.operator;
    case "set":
      return isSet(value);
    case "unset":
      return !isSet(value);
    case "oneOf":
    case "subsetOf":
      return text !== undefined && expectation.values.includes(text);
    case "noneOf":
      return !isSet(value) || (text !== undefined && !expectation.values.includes(text));
    case "matches":
      return text !== undefined && expectation.pattern.test(text);
    case "notMatches":
      return !isSet(value) || (text !== undefined && !expectation.pattern.test(text));
    case ">=":
    case "<=":
    case ">":
      return compares(expectation, text);
  }
}

function compares(
  { operator, limit, unit }: Extract<ElementWise, { limit: number }>,
  text: string | undefined,
): boolean {
  const digits = unit === "seconds" ? /^(\d+)s$/.exec(text ?? "")?.[1] : text;
  if (digits === undefined || !/^-?\d+(\.\d+)?$/.test(digits)) return false;
  const number = Number(digits);
  return operator === ">=" ? number >= limit : operator === "<=" ? number <= limit : number > limit;
}

function failing(readings: readonly Reading[], good: (value: Value) => boolean): string[] {
  return readings.filter(({ value }) => !good(value)).map(({ path }) => path);
}

/** Some inputs carry numbers and flags as text, so values are compared as text. */
function scalar(value: Value): string | undefined {
  return value === undefined || value === null || typeof value === "object" ? undefined : String(value);
}

/** Empty texts, lists and objects say as little as nothing. */
function isSet(value: Value): boolean {
  if (value === undefined || value === null || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}
