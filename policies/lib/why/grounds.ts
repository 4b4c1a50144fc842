import { conditionsHold } from "../iam/conditions";
import type { Condition, Statement } from "../iam/document";
import { type AccessRequest, isAbout, resourceHasToAllow } from "../iam/evaluate";
import type { Carried, Role } from "../iam/roles";

/** Everything that has a say in one request. */
export interface Layers {
  readonly role: Role;
  readonly boundary: readonly Carried[];
  /** What the resource, or a policy beside it, says. */
  readonly resource: readonly Carried[];
  readonly endpoints: readonly Carried[];
  readonly asked: AccessRequest;
}

/** What lets a request through: each statement, by layer. */
export function groundsOf({ role, boundary, resource, endpoints, asked }: Layers): string[] {
  const said = (carried: readonly Carried[], allows: boolean, how: string) =>
    about(carried, allows, asked).map((found) => `${how} ${nameOf(found)}${openConditions(found.line, asked)}`);
  return [
    ...said(role.carried, true, "allowed by"),
    ...said(boundary, true, "within the boundary by"),
    ...said(resource, true, "the resource allows it by"),
    ...said(endpoints, true, "the endpoint allows it by"),
    ...said([...role.carried, ...boundary, ...resource, ...endpoints], false, "unless refused by"),
  ];
}

/** What stands in a request's way: every denial, and every layer whose word is needed and that has none for it. */
export function stopsOf({ role, boundary, resource, endpoints, asked }: Layers): string[] {
  const denials = about([...role.carried, ...boundary, ...resource, ...endpoints], false, asked).filter(
    ({ line }) => isAbout(line, asked) === "yes",
  );
  const admitted = resource.length > 0 && about(resource, true, asked).some(({ line }) => namesRole(line, role));
  return [
    ...denials.map((found) => `stopped by ${nameOf(found)}: it denies it`),
    ...(admitted ? [] : silent(`the policies of ${role.name}`, role.carried, asked)),
    ...(boundary.length === 0 ? [] : silent("the boundary", boundary, asked)),
    // Where only an action is asked about, the resource may be any.
    ...(resourceHasToAllow(asked) && asked.resource !== "*"
      ? silent("the policy of the resource", resource, asked)
      : []),
    ...endpoints.flatMap((endpoint) => silent("the endpoint", [endpoint], asked)),
  ];
}

interface Found {
  readonly by: string;
  readonly line: Statement;
}

/** Statements that are about a request, or may be. */
function about(carried: readonly Carried[], allows: boolean, asked: AccessRequest): Found[] {
  return carried.flatMap(({ by, document }) =>
    document.filter((line) => line.allows === allows && isAbout(line, asked) !== "no").map((line) => ({ by, line })),
  );
}

/** Why a layer allows nothing: the conditions that fail, or that there is no statement at all. */
function silent(layer: string, carried: readonly Carried[], asked: AccessRequest): string[] {
  if (about(carried, true, asked).length > 0) return [];
  const unbound = carried.map(({ by, document }) => ({
    by,
    document: document.filter(
      (line) => line.allows && conditionsHold(line.conditions, asked.context) === "no" && fits(line, asked),
    ),
  }));
  const failing = unbound.flatMap(({ by, document }) => document.map((line) => ({ by, line })));
  if (failing.length === 0) {
    const where = carried.map(({ by }) => by).join(", ");
    return [`stopped by ${layer}: no statement allows it${where === "" ? "" : ` in ${where}`}`];
  }
  return failing.map((found) => `stopped by the conditions of ${nameOf(found)}${failed(found.line, asked)}`);
}

function fits(line: Statement, asked: AccessRequest): boolean {
  return isAbout({ ...line, conditions: [] }, asked) !== "no";
}

function namesRole({ principals }: Statement, { arn }: Role): boolean {
  return principals?.aws.includes(arn) === true;
}

function nameOf({ by, line }: Found): string {
  return `${line.name} of ${by}`;
}

/** Conditions that a plan cannot decide. */
function openConditions({ conditions }: Statement, { context }: AccessRequest): string {
  return listed(
    " if ",
    conditions.filter((condition) => conditionsHold([condition], context) === "maybe"),
  );
}

function failed({ conditions }: Statement, { context }: AccessRequest): string {
  return listed(
    ": ",
    conditions.filter((condition) => conditionsHold([condition], context) === "no"),
  );
}

function listed(before: string, conditions: readonly Condition[]): string {
  const texts = conditions.map(({ quantifier, operator, ifExists, key, values }) => {
    const name = `${quantifier === undefined ? "" : `${quantifier}:`}${operator}${ifExists ? "IfExists" : ""}`;
    return `${key} ${name} ${values.join(" or ")}`;
  });
  return texts.length === 0 ? "" : before + texts.join(" and ");
}
