import type { ResourceGraph } from "../../../../plan/graph";
import { evaluateRules } from "../../../../policies/core/evaluate";
import { PROOFS, RULES } from "../../../../policies/rules";

/** What the proofs make of a change, their own mutations show. */
export const JUDGED = RULES.filter((rule) => !PROOFS.includes(rule));

const known = new WeakMap<ResourceGraph, readonly Found[]>();

interface Found {
  readonly rule: string;
  readonly key: string;
  readonly identity: string;
}

/** What every rule but the proofs finds in one graph and not in the other: ids of the rules, with the keys, sorted. */
export function freshFindings(before: ResourceGraph, after: ResourceGraph): Readonly<Record<string, string[]>> {
  const old = new Set(findingsOf(before).map(({ identity }) => identity));
  const byRule: Record<string, string[]> = {};
  for (const { rule, key, identity } of findingsOf(after)) {
    if (!old.has(identity)) byRule[rule] = [...(byRule[rule] ?? []), key].sort();
  }
  return byRule;
}

function findingsOf(graph: ResourceGraph): readonly Found[] {
  const found = known.get(graph) ?? find(graph);
  known.set(graph, found);
  return found;
}

function find(graph: ResourceGraph): Found[] {
  return evaluateRules(graph, JUDGED).flatMap(({ rule, resource: { urn }, findings }) =>
    findings.map(({ key }) => ({ rule: rule.id, key, identity: `${rule.id} ${urn} ${key}` })),
  );
}
