import type { ResourceGraph } from "../../../plan/graph";
import { type Step, stepsBetween, waysFrom } from "../iam/escalation";
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
  return waysFrom(name, stepsBetween(roles, graph)).map((steps) => ({
    role: roles.find((candidate) => candidate.name === steps.at(-1)?.to),
    steps,
  }));
}

export function stepText({ to, method }: Step): string {
  return `becomes ${to} by ${method}`;
}
