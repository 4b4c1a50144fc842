import type { ResourceGraph, ResourceNode } from "../../plan/graph";
import type { PolicyStatement } from "../support/platform";
import { type Allowed, allowedStatements, ROLE } from "./data-graph";

/** Roles that services take; those of people have a spec of their own. */
export function workloadRoles(graph: ResourceGraph): ResourceNode[] {
  return graph.ofType(ROLE).filter(({ name }) => !isPeoples(name));
}

/** Everything that is granted to the roles of workloads. */
export function workloadGrants(graph: ResourceGraph): Allowed[] {
  return allowedStatements(graph).filter(({ role }) => !isPeoples(role));
}

/** The service a statement speaks of, without its domain; undefined for other principals. */
export function serviceOf({ Principal }: PolicyStatement): string | undefined {
  const service = (Principal as { Service?: string } | undefined)?.Service;
  return service?.replace(".amazonaws.com", "");
}

function isPeoples(role: string): boolean {
  return role.startsWith("people-");
}
