import type { ResourceGraph } from "../../../plan/graph";
import { accountOf } from "./arn";
import type { Condition } from "./document";

/** Keys whose comparison leaves only callers of one's own, or services that ask for one's own resources. */
const OWNERS: ReadonlySet<string> = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceowner",
  "kms:calleraccount",
]);

/** The account that a principal or the value of a condition names: by its number, or within an ARN. */
export function accountIn(name: string): string | undefined {
  return /^\d{12}$/.test(name) ? name : accountOf(name);
}

/** The accounts that a condition lets in by name. */
export function accountsLetIn({ key, operator, values }: Condition): string[] {
  if (!OWNERS.has(key) || !/^(String|Arn)(Equals|Like)/.test(operator)) return [];
  return values.flatMap((value) => accountIn(value) ?? []);
}

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

/** Whether a condition holds callers to roles or users by the beginning of their names, or paths, at least. */
export function namesCallers({ key, operator, quantifier, ifExists, values }: Condition): boolean {
  if (key !== "aws:principalarn" || quantifier !== undefined || ifExists) return false;
  return /^Arn(Equals|Like)$/.test(operator) && values.every((value) => /:(role|user)\/[^*?]/.test(value));
}
