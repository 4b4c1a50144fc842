import type { PlainObject, PlainValue } from "../../../plan/graph";
import { isObject } from "../values/objects";

/** Whom a statement speaks of. `"*"` stands among the `aws` ones. */
export interface Principals {
  readonly aws: readonly string[];
  readonly services: readonly string[];
  readonly federated: readonly string[];
  /** True for `NotPrincipal`: everybody but them. */
  readonly inverted: boolean;
}

/** One line of a condition: `ForAllValues:StringEqualsIfExists` comes apart into its three pieces. */
export interface Condition {
  readonly operator: string;
  readonly quantifier?: "ForAllValues" | "ForAnyValue";
  readonly ifExists: boolean;
  /** Lower case: keys are compared without regard to case. */
  readonly key: string;
  readonly values: readonly string[];
}

/** Names or patterns, or everything but them. */
export interface Selection {
  readonly patterns: readonly string[];
  readonly inverted: boolean;
}

export interface Statement {
  /** Its `Sid`, or its place in the document: `#0`. */
  readonly name: string;
  readonly allows: boolean;
  /** Undefined in the policies of identities, which speak of whoever bears them. */
  readonly principals?: Principals;
  readonly actions: Selection;
  /** Undefined in a trust policy, which speaks of the role it is on. */
  readonly resources?: Selection;
  readonly conditions: readonly Condition[];
}

export type PolicyDocument = readonly Statement[];

/** Thrown for what is not a policy document; a rule that meets one fails, and so does what it judges. */
export class MalformedPolicy extends Error {}

/** Reads a policy document, as JSON or as an object. @throws MalformedPolicy */
export function parseDocument(source: PlainValue | undefined): PolicyDocument {
  const document = typeof source === "string" ? parseJson(source) : source;
  if (!isObject(document)) throw new MalformedPolicy("a policy document must be an object");
  return listOf(document.Statement).map(statement);
}

function statement(source: PlainValue, index: number): Statement {
  if (!isObject(source)) throw new MalformedPolicy(`statement ${index} is not an object`);
  const { Effect, Sid } = source;
  if (Effect !== "Allow" && Effect !== "Deny") throw new MalformedPolicy(`statement ${index} has no effect`);
  const actions = selection(source, "Action");
  if (actions === undefined) throw new MalformedPolicy(`statement ${index} names no action`);
  const principals = principalsOf(source);
  const resources = selection(source, "Resource");
  return {
    name: typeof Sid === "string" && Sid !== "" ? Sid : `#${index}`,
    allows: Effect === "Allow",
    actions,
    conditions: conditionsOf(source.Condition),
    ...(principals === undefined ? {} : { principals }),
    ...(resources === undefined ? {} : { resources }),
  };
}

function selection(source: PlainObject, name: "Action" | "Resource"): Selection | undefined {
  const inverted = source[`Not${name}`] !== undefined;
  const value = inverted ? source[`Not${name}`] : source[name];
  return value === undefined ? undefined : { patterns: texts(value), inverted };
}

function principalsOf(source: PlainObject): Principals | undefined {
  const inverted = source.NotPrincipal !== undefined;
  const value = inverted ? source.NotPrincipal : source.Principal;
  if (value === undefined) return undefined;
  const named: PlainObject = isObject(value) ? value : { AWS: value };
  return {
    aws: [...texts(named.AWS), ...texts(named.CanonicalUser)],
    services: texts(named.Service),
    federated: texts(named.Federated),
    inverted,
  };
}

function conditionsOf(source: PlainValue | undefined): Condition[] {
  if (source === undefined || source === null) return [];
  if (!isObject(source)) throw new MalformedPolicy("a condition must be an object");
  return Object.entries(source).flatMap(([name, keys]) => {
    if (!isObject(keys)) throw new MalformedPolicy(`the condition ${name} must be an object`);
    const [, quantifier, operator = "", ifExists] =
      /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
    return Object.entries(keys).map(([key, values]) => ({
      operator,
      ifExists: ifExists !== undefined,
      key: key.toLowerCase(),
      values: texts(values),
      ...(quantifier === "ForAllValues" || quantifier === "ForAnyValue" ? { quantifier } : {}),
    }));
  });
}

function parseJson(source: string): PlainValue {
  try {
    return JSON.parse(source);
  } catch {
    throw new MalformedPolicy("a policy document must be JSON"); // without the text: it may hold anything
  }
}

function texts(value: PlainValue | undefined): string[] {
  return listOf(value).map(String);
}

function listOf(value: PlainValue | undefined): PlainValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
