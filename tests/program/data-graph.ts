import type { PlainObject, ResourceGraph } from "../../plan/graph";
import { type PolicyStatement, policyOf } from "../support/platform";
import { listOf, nameResolver, objectAt } from "./both-stacks";

/** What questions about the data tier have in common: who may do what, who is told what, who can reach whom. */

export const ROLE = "aws:iam/role:Role";

/** A statement that allows something, and the role it speaks of, by the logical name without `-role`. */
export interface Allowed extends PolicyStatement {
  readonly role: string;
}

export function allowedStatements(graph: ResourceGraph): Allowed[] {
  const names = new Map(graph.ofType(ROLE).map(({ id, name }) => [id, name.replace(/-role$/, "")]));
  return graph.ofType("aws:iam/rolePolicy:RolePolicy").flatMap((policy) => {
    const role = names.get(String(policy.inputs.role));
    if (role === undefined) throw new Error(`${policy.urn} belongs to no role of this platform`);
    return policyOf(policy)
      .Statement.filter(({ Effect }) => Effect === "Allow")
      .map((statement) => ({ ...statement, role }));
  });
}

/** Every role that may do one of these, with all it may do it to. A pattern in a policy counts as what it stands for. */
export function whoMay(graph: ResourceGraph, ...actions: readonly string[]): Record<string, string[]> {
  const granted: Record<string, string[]> = {};
  for (const { role, Action, Resource = [] } of allowedStatements(graph)) {
    if (!actions.some((action) => Action.some((pattern) => standsFor(pattern, action)))) continue;
    granted[role] = [...new Set([...(granted[role] ?? []), ...Resource])].sort();
  }
  return granted;
}

/** Whether an action is one of those a pattern of IAM stands for. */
export function standsFor(pattern: string, action: string): boolean {
  const expression = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${expression}$`, "i").test(action);
}

/** The containers of a task. */
export function containersOf(graph: ResourceGraph, task: string): PlainObject[] {
  const { containerDefinitions } = graph.one("aws:ecs/taskDefinition:TaskDefinition", task).inputs;
  return JSON.parse(String(containerDefinitions));
}

/** What the application's container of a task is told. */
export function environmentOf(graph: ResourceGraph, task: string): Record<string, string> {
  const container = containersOf(graph, task).find(({ name }) => name === "app");
  const pairs = listOf(container?.environment).map((pair) => objectAt(pair));
  return Object.fromEntries(pairs.map(({ name, value }) => [String(name), String(value)]));
}

/** What the bootstrap is asked to bring about. */
export function requestOf(graph: ResourceGraph, run: "database-setup" | "search-setup"): PlainObject {
  return JSON.parse(String(graph.one("aws:lambda/invocation:Invocation", `${run}-run`).inputs.input));
}

const RULES = {
  in: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  out: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
} as const;

/** What a group lets in, or out: `app 5432`, or `0.0.0.0/0 443`. */
export function waysOf(graph: ResourceGraph, direction: keyof typeof RULES, group: string): string[] {
  const nameOf = nameResolver(graph);
  return graph
    .ofType(RULES[direction])
    .filter(({ inputs }) => nameOf(inputs.securityGroupId) === group)
    .map(({ inputs }) => {
      const { referencedSecurityGroupId, prefixListId, cidrIpv4, cidrIpv6, fromPort, toPort } = inputs;
      const peer = referencedSecurityGroupId === undefined ? undefined : nameOf(referencedSecurityGroupId);
      const ports = fromPort === toPort ? fromPort : `${fromPort}-${toPort}`;
      return `${peer?.replace(/^groups-/, "") ?? prefixListId ?? cidrIpv4 ?? cidrIpv6} ${ports}`;
    })
    .sort();
}
