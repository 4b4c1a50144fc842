import type { ResourceGraph } from "../graph";

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
}

/**
 * Roles whose own policy allows one of the actions on a resource or on something in it, by logical name and sorted.
 * Conditions and boundaries may narrow it further; nothing widens it, as there are no managed policies on workloads.
 */
export function readersOf(graph: ResourceGraph, actions: readonly string[], arn: string): string[] {
  const readers = graph
    .ofType("aws:iam/rolePolicy:RolePolicy")
    .filter(({ inputs }) => {
      const { Statement } = JSON.parse(String(inputs.policy)) as { Statement: Statement[] };
      return Statement.some(
        ({ Effect, Action, Resource = [] }) =>
          Effect === "Allow" &&
          [Action].flat().some((action) => actions.includes(action)) &&
          [Resource].flat().some((resource) => isWithin(resource, arn)),
      );
    })
    .map(({ name }) => name.replace(/-(?:task-|replication-)?(?:role-)?policy$/, ""));
  return [...new Set(readers)].sort();
}

/** Whether an ARN, or a pattern, names a resource, something below it, or everything. */
function isWithin(pattern: string, arn: string): boolean {
  if (pattern === "*") return true;
  return pattern === arn || pattern.startsWith(`${arn}/`) || pattern.startsWith(`${arn}:`);
}
