import type { ResourceGraph, ResourceNode } from "../../plan/graph";
import { type PolicyStatement, policyOf } from "../support/platform";

/** One statement of a role's own policy, and the role it is of. */
export interface RoleGrant {
  readonly role: string;
  readonly statement: PolicyStatement;
}

/** Roles that services take; those of people have a spec of their own. */
export function workloadRoles(graph: ResourceGraph): ResourceNode[] {
  return graph.ofType("aws:iam/role:Role").filter(({ name }) => !name.startsWith("people-"));
}

/** Every statement of every workload's role, by the logical name of the role. */
export function grantsOf(graph: ResourceGraph): RoleGrant[] {
  return graph
    .ofType("aws:iam/rolePolicy:RolePolicy")
    .filter(({ name }) => !name.startsWith("people-"))
    .flatMap((policy) =>
      policyOf(policy).Statement.map((statement) => ({ role: policy.name.replace(/-policy$/, ""), statement })),
    );
}

/** What is granted of one service, `es` or `rds-db`: the roles by name, each with its statements that name it. */
export function grantsFor(graph: ResourceGraph, service: string): Readonly<Record<string, PolicyStatement[]>> {
  const found: Record<string, PolicyStatement[]> = {};
  for (const { role, statement } of grantsOf(graph)) {
    if (!statement.Action.some((action) => action.startsWith(`${service}:`))) continue;
    found[role] = [...(found[role] ?? []), statement];
  }
  return found;
}

/** The service a statement speaks of, without its domain; undefined for other principals. */
export function serviceOf({ Principal }: PolicyStatement): string | undefined {
  const service = (Principal as { Service?: string } | undefined)?.Service;
  return service?.replace(".amazonaws.com", "");
}
