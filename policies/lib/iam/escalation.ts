import type { ResourceGraph } from "../../../plan/graph";
import { type Decision, decide, selectsAction, selectsResource } from "./evaluate";
import { CODE_CHANGES, PASSING, REWRITING, SELF_ADMINISTRATION, STEPPING_IN } from "./escalation-methods";
import type { Role } from "./roles";

/** Whoever gets here can do anything. */
export const ADMINISTRATOR = "the whole account";

/** One step by which a role can act as somebody else. */
export interface Step {
  readonly from: string;
  readonly to: string;
  /** How, by the ids of pathfinding.cloud. */
  readonly method: string;
}

/** Every step between the roles of a stack. What is not known is taken for possible. */
export function stepsBetween(roles: readonly Role[], graph: ResourceGraph): Step[] {
  return roles.flatMap((actor) => [
    ...SELF_ADMINISTRATION.filter(({ actions }) => actions.every((action) => mayUse(actor, action))).map(({ method }) => ({
      from: actor.name,
      to: ADMINISTRATOR,
      method,
    })),
    ...roles
      .filter((target) => target !== actor)
      .flatMap((target) =>
        methodsFor(actor, target, graph).map((method) => ({ from: actor.name, to: target.name, method })),
      ),
  ]);
}

/** The shortest way from a role to anybody else, or to everything where it leads there. Undefined where there is none. */
export function shortestEscape(from: string, steps: readonly Step[]): readonly Step[] | undefined {
  const seen = new Set([from]);
  const paths: (readonly Step[])[] = [[]];
  let shortest: readonly Step[] | undefined;
  for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
    const end = path.at(-1)?.to ?? from;
    if (end === ADMINISTRATOR) return path;
    if (end !== from) shortest ??= path;
    for (const step of steps.filter((next) => next.from === end && !seen.has(next.to))) {
      seen.add(step.to);
      paths.push([...path, step]);
    }
  }
  return shortest;
}

function methodsFor(actor: Role, target: Role, graph: ResourceGraph): string[] {
  const methods = REWRITING.filter(({ actions }) => actions.every((action) => mayUse(actor, action, target.arn)));
  const passing = PASSING.filter(
    ({ service, actions }) =>
      trusts(target, service) &&
      mayUse(actor, "iam:PassRole", target.arn) &&
      actions.every((action) => mayUse(actor, action)),
  );
  const entering = STEPPING_IN.filter(
    ({ service, actions }) => trusts(target, service) && actions.every((action) => mayUse(actor, action)),
  );
  const changing = CODE_CHANGES.flatMap(({ type, role, actions, method }) =>
    graph
      .ofType(type)
      .filter(({ inputs }) => inputs[role] === target.arn)
      .filter(({ outputs }) => actions.every((action) => mayUse(actor, action, String(outputs.arn))))
      .map(() => ({ method })),
  );
  const found = [...methods, ...passing, ...entering, ...changing].map(({ method }) => method);
  return mayAssume(actor, target) ? ["sts-001", ...found] : found;
}

function mayAssume(actor: Role, target: Role): boolean {
  const decision: Decision = decide(
    {
      requester: { arn: actor.arn, account: actor.account },
      action: "sts:AssumeRole",
      resource: target.arn,
      resourceAccount: target.account,
      context: new Map([
        ["aws:principalarn", [actor.arn]],
        ["aws:principalaccount", [actor.account]],
      ]),
    },
    { identity: actor.policies, resource: target.trust, ...(actor.boundary ? { boundary: actor.boundary } : {}) },
  );
  return decision === "allowed" || decision === "unknown";
}

/** Whether some statement may let the role use an action, on one resource or on any. Conditions are taken to hold. */
function mayUse({ policies, boundary }: Role, action: string, resource?: string): boolean {
  const allows = (document: Role["trust"]) =>
    document.some(
      (line) =>
        line.allows &&
        selectsAction(line.actions, action) &&
        (resource === undefined || line.resources === undefined || selectsResource(line.resources, resource)),
    );
  return policies.some(allows) && (boundary === undefined || allows(boundary));
}

function trusts({ trust }: Role, service: string): boolean {
  return trust.some(({ allows, principals }) => allows && principals?.services.includes(service) === true);
}
