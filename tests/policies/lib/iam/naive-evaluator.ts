import { type Line, ROLE } from "./verdicts";

/** A request of which everything is known. */
export interface NaiveCase {
  readonly identity: readonly Line[];
  readonly boundary?: readonly Line[];
  readonly resource?: readonly Line[];
  readonly action: string;
  readonly on: string;
  readonly account: string;
  readonly context: Readonly<Record<string, readonly string[] | null>>;
}

const ROOT = "arn:aws:iam::111122223333:root";

/**
 * Decides as IAM does, as plainly as can be, and shares nothing with the evaluator: patterns are regular expressions,
 * every part is true or false, and the documented steps stand one below the other.
 */
export function naiveDecision(test: NaiveCase): "allowed" | "explicitlyDenied" | "implicitlyDenied" {
  const { identity, boundary, resource = [], action } = test;
  const about = (lines: readonly Line[], effect: string) =>
    lines.filter((line) => line.Effect === effect && applies(line, test));
  if ([...identity, ...(boundary ?? []), ...resource].some((line) => line.Effect === "Deny" && applies(line, test))) {
    return "explicitlyDenied";
  }
  const capped = boundary === undefined || about(boundary, "Allow").length > 0;
  const own = capped && about(identity, "Allow").length > 0;
  const admitting = about(resource, "Allow");
  const byName = admitting.some((line) => principalOf(line) !== ROOT);
  const resourceFirst = action.startsWith("kms:");
  let result: boolean;
  if (test.account !== "111122223333") result = own && admitting.length > 0;
  else if (capped && byName) result = true;
  else if (resourceFirst) result = own && admitting.length > 0;
  else result = own;
  return result ? "allowed" : "implicitlyDenied";
}

function applies(line: Line, { action, on, context }: NaiveCase): boolean {
  const principal = principalOf(line);
  if (principal !== undefined && !["*", ROLE, ROOT].includes(principal)) return false;
  const acts = listed(line.Action ?? line.NotAction).some((name) => like(name.toLowerCase(), action.toLowerCase()));
  if (acts !== (line.Action !== undefined)) return false;
  const reaches = listed(line.Resource ?? line.NotResource).some((arn) => like(arn, on));
  if (reaches !== (line.Resource !== undefined)) return false;
  const conditions = Object.entries((line.Condition ?? {}) as Record<string, Record<string, string[]>>);
  return conditions.every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, wanted, context[key] ?? null)),
  );
}

function holds(operator: string, wanted: readonly string[], found: readonly string[] | null): boolean {
  const some = (value: string) => wanted.includes(value);
  switch (operator) {
    case "Null":
      return wanted.some((value) => (value === "true") === (found === null));
    case "StringEquals":
      return found?.some(some) === true;
    case "StringNotEquals":
      return found === null || !found.some(some);
    case "StringLike":
      return found?.some((value) => wanted.some((pattern) => like(pattern, value))) === true;
    case "StringNotLike":
      return found === null || !found.some((value) => wanted.some((pattern) => like(pattern, value)));
    case "StringEqualsIfExists":
      return found === null || found.some(some);
    case "ForAllValues:StringEquals":
      return found === null || found.every(some);
    case "ForAnyValue:StringEquals":
      return found?.some(some) === true;
    case "ForAnyValue:StringNotEquals":
      return found?.some((value) => !some(value)) === true;
    default:
      throw new Error(`the naive evaluator does not know ${operator}`);
  }
}

function principalOf({ Principal }: Line): string | undefined {
  return Principal === undefined ? undefined : String((Principal as { AWS: string }).AWS);
}

function listed(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

function like(pattern: string, text: string): boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\/]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(text);
}
