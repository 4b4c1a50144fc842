import type { ResourceGraph } from "../../../plan/graph";
import { CODE_CHANGES, PASSING, REWRITING, SELF_ADMINISTRATION, STEPPING_IN } from "./escalation-methods";
import { type Decision, decide, selectsAction, selectsResource } from "./evaluate";
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

/** Methods of which one role has all the actions, on whatever resource. */
interface Methods {
  readonly rewriting: typeof REWRITING;
  readonly passing: typeof PASSING;
  readonly entering: typeof STEPPING_IN;
  readonly changing: typeof CODE_CHANGES;
}

/** Every step between the roles of a stack. What is not known is taken for possible. */
export function stepsBetween(roles: readonly Role[], graph: ResourceGraph): Step[] {
  return roles.flatMap((actor) => stepsOf(actor, roles, graph));
}

function stepsOf(actor: Role, roles: readonly Role[], graph: ResourceGraph): Step[] {
  const open = ({ actions }: { actions: readonly string[] }) => actions.every((action) => mayUse(actor, action));
  const methods: Methods = {
    rewriting: REWRITING.filter(open),
    passing: mayUse(actor, "iam:PassRole") ? PASSING.filter(open) : [],
    entering: STEPPING_IN.filter(open),
    changing: CODE_CHANGES.filter(open),
  };
  return [
    ...SELF_ADMINISTRATION.filter(open).map(({ method }) => ({
      from: actor.name,
      to: ADMINISTRATOR,
      method,
    })),
    ...roles
      .filter((target) => target !== actor)
      .flatMap((target) =>
        methodsFor(actor, target, methods, graph).map((method) => ({ from: actor.name, to: target.name, method })),
      ),
  ];
}

/** The shortest way from a role to anybody else, or to everything where it leads there. Undefined where there is none. */
export function shortestEscape(from: string, steps: readonly Step[]): readonly Step[] | undefined {
  const ways = waysFrom(from, steps);
  return ways.find((way) => way.at(-1)?.to === ADMINISTRATOR) ?? ways[0];
}

/** The shortest way to each that a role can become, the nearest first. */
export function waysFrom(from: string, steps: readonly Step[]): readonly (readonly Step[])[] {
  const seen = new Set([from]);
  const ways: (readonly Step[])[] = [];
  const pending: (readonly Step[])[] = [[]];
  for (let way = pending.shift(); way !== undefined; way = pending.shift()) {
    const end = way.at(-1)?.to ?? from;
    if (way.length > 0) ways.push(way);
    for (const step of steps.filter((next) => next.from === end && !seen.has(next.to))) {
      seen.add(step.to);
      pending.push([...way, step]);
    }
  }
  return ways;
}

function methodsFor(actor: Role, target: Role, methods: Methods, graph: ResourceGraph): string[] {
  const { rewriting, passing, entering, changing } = methods;
  const onTarget = rewriting.filter(({ actions }) => actions.every((action) => mayUse(actor, action, target.arn)));
  const passed = passing.filter(({ service }) => trusts(target, service) && mayUse(actor, "iam:PassRole", target.arn));
  const entered = entering.filter(({ service }) => trusts(target, service));
  const changed = changing.filter(({ type, role, actions }) =>
    graph
      .ofType(type)
      .filter(({ inputs }) => inputs[role] === target.arn)
      .some(({ outputs }) => actions.every((action) => mayUse(actor, action, String(outputs.arn)))),
  );
  const found = [...onTarget, ...passed, ...entered, ...changed].map(({ method }) => method);
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
    // Without the boundary: a trust that names a role is a step, though the boundary may still hold it up.
    { identity: actor.policies, resource: target.trust },
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
