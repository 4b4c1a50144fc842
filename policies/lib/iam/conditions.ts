import { matchesArn } from "./arn";
import type { Condition } from "./document";
import { matches } from "./glob";
import { allOf, anyOf, not, type Truth, truthOf } from "./truth";

/**
 * What is known of a request: lower-case condition key to its values, or to null where the request does not have the key.
 * A key that is not there is not known.
 */
export type Context = ReadonlyMap<string, readonly string[] | null>;

/** Compares one value of a request to one of a condition. */
type Comparison = (wanted: string, found: string) => Truth;

/** Operators by their positive form. The dates and addresses that nothing here uses are left undecided. */
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  StringEquals: (wanted, found) => truthOf(wanted === found),
  StringEqualsIgnoreCase: (wanted, found) => truthOf(wanted.toLowerCase() === found.toLowerCase()),
  StringLike: (wanted, found) => truthOf(matches(wanted, found)),
  // The two are the same to IAM.
  ArnEquals: (wanted, found) => truthOf(matchesArn(wanted, found)),
  ArnLike: (wanted, found) => truthOf(matchesArn(wanted, found)),
  Bool: (wanted, found) => truthOf(wanted.toLowerCase() === found.toLowerCase()),
  BinaryEquals: (wanted, found) => truthOf(wanted === found),
  NumericEquals: (wanted, found) => truthOf(Number(found) === Number(wanted)),
  NumericLessThan: (wanted, found) => truthOf(Number(found) < Number(wanted)),
  NumericLessThanEquals: (wanted, found) => truthOf(Number(found) <= Number(wanted)),
  NumericGreaterThan: (wanted, found) => truthOf(Number(found) > Number(wanted)),
  NumericGreaterThanEquals: (wanted, found) => truthOf(Number(found) >= Number(wanted)),
};

/** Whether a statement's conditions hold for a request: all of them must, each for one of its values. */
export function conditionsHold(conditions: readonly Condition[], context: Context): Truth {
  return allOf(conditions.map((condition) => holds(condition, context)));
}

function holds(condition: Condition, context: Context): Truth {
  const { operator, quantifier, ifExists, key } = condition;
  const found = context.get(key);
  if (found === undefined) return "maybe";
  const absent = found === null || found.length === 0;
  if (operator === "Null")
    return truthOf(condition.values.some((value) => (value.toLowerCase() === "true") === absent));
  const negated = operator.includes("Not");
  if (absent) {
    if (ifExists || quantifier === "ForAllValues") return "yes";
    return truthOf(negated && quantifier !== "ForAnyValue");
  }
  const comparison = COMPARISONS[operator.replace("Not", "")];
  if (comparison === undefined) return "maybe";
  const fits = (value: string): Truth => {
    const wanted = anyOf(condition.values.map((pattern) => compare(comparison, pattern, value, context)));
    return negated ? not(wanted) : wanted;
  };
  if (quantifier === "ForAllValues") return allOf(found.map(fits));
  // Several values without a quantifier: a negation must hold for all of them.
  return quantifier === undefined && negated ? allOf(found.map(fits)) : anyOf(found.map(fits));
}

/** A value may name another key of the request: `${aws:PrincipalAccount}`. */
function compare(comparison: Comparison, wanted: string, found: string, context: Context): Truth {
  if (!wanted.includes("${")) return comparison(wanted, found);
  let known = true;
  const filled = wanted.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
    const values = context.get(name.toLowerCase());
    if (values === undefined || values === null || values.length !== 1) known = false;
    return values?.[0] ?? "";
  });
  return known ? comparison(filled, found) : "maybe";
}
