import type { ResourceGraph } from "../../../plan/graph";
import { ADMINISTRATOR, type Step, stepsBetween } from "../iam/escalation";
import { type Role, rolesOf } from "../iam/roles";

/** A way to become another role. */
export interface Escape {
  /** Undefined where it leads to everything. */
  readonly role: Role | undefined;
  readonly steps: readonly Step[];
}

/** Every role somebody can become, by the shortest way to each. */
export function escapesOf(graph: ResourceGraph, { name }: Role): Escape[] {
  const roles = rolesOf(graph);
  const steps = stepsBetween(roles, graph);
  const seen = new Set([name]);
  const found: Escape[] = [];
  const paths: (readonly Step[])[] = [[]];
  for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
    const end = path.at(-1)?.to ?? name;
    const role = roles.find((candidate) => candidate.name === end);
    if (path.length > 0 && (role !== undefined || end === ADMINISTRATOR)) found.push({ role, steps: path });
    for (const step of steps.filter(({ from, to }) => from === end && !seen.has(to))) {
      seen.add(step.to);
      paths.push([...path, step]);
    }
  }
  return found;
}

export function stepText({ to, method }: Step): string {
  return `becomes ${to} by ${method}`;
}
