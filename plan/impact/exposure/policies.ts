/** Whom a policy document lets in, and which change lets in more. */

import {
  type Condition,
  MalformedPolicy,
  type PolicyDocument,
  parseDocument,
  type Statement,
} from "../../../policies/lib/iam/document";
import { typesOf } from "../../../policies/lib/iam/sources";
import type { PlainObject } from "../../graph";
import type { PlannedChange } from "../change";
import { valueAt } from "../values";

/** Where each type keeps its document. */
const PROPERTIES = ["policy", "assumeRolePolicy", "policyDocument", "accessPolicies"];

/** Conditions that hold for every request of the world all the same. */
const NO_LIMIT = ["aws:securetransport"];

/** Sentences for what a changed or new document admits and the old one did not. */
export function widened({ type, before, after }: PlannedChange): string[] {
  if (after === undefined) return [];
  if (typesOf("resource", "trust").includes(type)) return admits(before, after);
  return typesOf("identity").includes(type) ? grants(before, after) : [];
}

/** One way in: who, under which conditions. */
interface Entrance {
  readonly who: string;
  readonly limits: readonly string[];
}

function admits(before: PlainObject | undefined, after: PlainObject): string[] {
  const old = before && documentIn(before);
  const now = documentIn(after);
  if (now === undefined) return [];
  const known = old?.flatMap(entrances);
  const said = now.flatMap(entrances).flatMap((entrance) => {
    const earlier = known?.filter(({ who }) => who === entrance.who);
    if (earlier?.some(({ limits }) => limits.every((limit) => entrance.limits.includes(limit)))) return [];
    return sentence(entrance, earlier);
  });
  return [...new Set(said)];
}

/** A new document is news only where it admits everybody; a changed one wherever it admits somebody more. */
function sentence({ who, limits }: Entrance, earlier: readonly Entrance[] | undefined): string[] {
  const everybody = who === "*";
  if (everybody && limits.length === 0) return ["admits everybody"];
  if (earlier === undefined) return [];
  const name = everybody ? "everybody" : who;
  if (earlier.length > 0) return [`admits ${name} under fewer conditions`];
  return [`admits ${name}${limits.length > 0 ? ", under conditions" : ""}`];
}

function entrances({ allows, principals, conditions }: Statement): Entrance[] {
  if (!allows || !principals) return [];
  const limits = conditions.filter(({ key }) => !NO_LIMIT.includes(key)).map(limitOf);
  if (principals.inverted) return [{ who: "*", limits }];
  return [...principals.aws, ...principals.services, ...principals.federated].map((who) => ({ who, limits }));
}

function limitOf({ operator, quantifier, ifExists, key, values }: Condition): string {
  return JSON.stringify([operator, quantifier, ifExists, key, [...values].sort()]);
}

/**
 * What an identity may do that it could not: only whole services are worth a line of their own. A policy may be a boundary,
 * which grants nothing by itself; one change alone does not show it.
 */
function grants(before: PlainObject | undefined, after: PlainObject): string[] {
  const wide = (inputs: PlainObject | undefined) =>
    new Set(
      (inputs && documentIn(inputs))?.filter(({ allows }) => allows).flatMap(({ actions }) => broad(actions.patterns)),
    );
  const old = wide(before);
  return [...wide(after)].filter((action) => !old.has(action)).map((action) => `allows ${action}`);
}

function broad(actions: readonly string[]): string[] {
  return actions.filter((action) => /^(\*|[\w-]+:\*)$/.test(action));
}

/** Undefined where there is none, or where it cannot be read: it may not be known before the run. */
function documentIn(inputs: PlainObject): PolicyDocument | undefined {
  const source = PROPERTIES.map((property) => valueAt(inputs, property)).find((value) => value !== undefined);
  if (source === undefined || source === "") return undefined;
  try {
    return parseDocument(source);
  } catch (error) {
    if (error instanceof MalformedPolicy) return undefined;
    throw error;
  }
}
