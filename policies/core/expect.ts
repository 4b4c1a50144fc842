/** One sentence of the catalogue's language about what may stand at a property; policies/catalogue lists them. */
export type Expectation =
  | { readonly operator: "true" | "false" | "set" | "unset" }
  | { readonly operator: "oneOf" | "noneOf" | "subsetOf"; readonly values: readonly string[] }
  | { readonly operator: "containsAll"; readonly values: readonly string[] }
  | { readonly operator: "matches" | "notMatches"; readonly pattern: RegExp }
  | { readonly operator: ">=" | "<=" | ">"; readonly limit: number; readonly unit?: "seconds" }
  | { readonly operator: "minItems" | "maxItems"; readonly limit: number }
  | { readonly operator: "differs"; readonly path: string };

/**
 * Understands one expectation.
 *
 * @throws on everything outside the language: a rule that is not understood must not let anything pass
 */
export function parseExpectation(text: string): Expectation {
  const [, word = "", argument] = /^(\w+)(?::(.+))?$/s.exec(text) ?? [];
  return (argument === undefined ? wordAlone(text) : withArgument(word, argument)) ?? unknown(text);
}

function wordAlone(text: string): Expectation | undefined {
  if (text === "true" || text === "false" || text === "set" || text === "unset") return { operator: text };
  if (text === "exists") return { operator: "set" };
  const [, unit, operator, digits] = /^(seconds)?(>=|<=|>)(\d+)$/.exec(text) ?? [];
  if (operator !== ">=" && operator !== "<=" && operator !== ">") return undefined;
  return { operator, limit: Number(digits), ...(unit === undefined ? {} : { unit: "seconds" }) };
}

function withArgument(word: string, argument: string): Expectation | undefined {
  switch (word) {
    case "oneOf":
    case "noneOf":
    case "subsetOf":
      return { operator: word, values: argument.split(",") };
    case "contains":
    case "containsAll":
      return { operator: "containsAll", values: argument.split(",") };
    case "matches":
    case "notMatches":
      return { operator: word, pattern: new RegExp(argument) };
    case "minItems":
    case "maxItems":
      return /^\d+$/.test(argument) ? { operator: word, limit: Number(argument) } : undefined;
    case "differs":
      return { operator: "differs", path: argument };
    default:
      return undefined;
  }
}

function unknown(text: string): never {
  throw new Error(`"${text}" is not an expectation that can be judged`);
}

/** An expectation as the end of "the property must ...". */
export function describeExpectation(expectation: Expectation): string {
  switch (expectation.operator) {
    case "true":
    case "false":
      return `be ${expectation.operator}`;
    case "set":
      return "be set";
    case "unset":
      return "not be set";
    case "oneOf":
      return `be ${expectation.values.join(" or ")}`;
    case "noneOf":
      return `not be ${expectation.values.join(" or ")}`;
    case "subsetOf":
      return `hold nothing but ${expectation.values.join(", ")}`;
    case "containsAll":
      return `hold ${expectation.values.join(" and ")}`;
    case "matches":
      return `match ${expectation.pattern.source}`;
    case "notMatches":
      return `not match ${expectation.pattern.source}`;
    case ">=":
      return `be at least ${expectation.limit}`;
    case "<=":
      return `be at most ${expectation.limit}${expectation.unit === undefined ? "" : " seconds"}`;
    case ">":
      return `be more than ${expectation.limit}`;
    case "minItems":
      return `have at least ${expectation.limit} elements`;
    case "maxItems":
      return `have at most ${expectation.limit} elements`;
    case "differs":
      return `differ from ${expectation.path}`;
  }
}
