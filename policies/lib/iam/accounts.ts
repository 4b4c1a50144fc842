import type { ResourceGraph } from "../../../plan/graph";

/** The AWS accounts a stack may act in, as its providers say; without a word of theirs, those of its roles. */
export function accountsOf(graph: ResourceGraph): ReadonlySet<string> {
  const allowed = graph.ofType("pulumi:providers:aws").flatMap(({ inputs }) => listed(inputs.allowedAccountIds));
  if (allowed.length > 0) return new Set(allowed);
  const arns = graph.ofType("aws:iam/role:Role").map(({ outputs }) => String(outputs.arn).split(":")[4] ?? "");
  return new Set(arns.filter((account) => /^\d{12}$/.test(account)));
}

/** Providers carry their lists as JSON. */
function listed(value: unknown): string[] {
  const list: unknown = typeof value === "string" ? JSON.parse(value) : value;
  return Array.isArray(list) ? list.map(String) : [];
}
