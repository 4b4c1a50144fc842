import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { evaluateRules } from "../../../policies/core/evaluate";
import type { Rule } from "../../../policies/core/rule";
import { RULES } from "../../../policies/rules";
import { graphOf } from "./mutate";

/** What a rule makes of a graph: outcome, and the findings as `key: message`, of each resource it is about. */
export function outcomes(rule: Rule, ...resources: readonly ResourceNode[]): string[] {
  return evaluateRules(graphOf(...resources), [rule]).map(({ outcome, findings, reason }) =>
    [outcome, ...findings.map(({ key, message }) => `${key}: ${message}`), ...(reason ? [reason] : [])].join(" | "),
  );
}

/** Ids of the rules a graph breaks, with the logical names of the resources that break them. */
export function broken(graph: ResourceGraph, rules: readonly Rule[]): string[] {
  const violated = evaluateRules(graph, rules).filter(({ outcome }) => outcome === "violation");
  return [...new Set(violated.map(({ rule, resource }) => `${rule.id} ${resource.name}`))];
}

/** Each verdict of every rule as a line, to compare what two graphs of the same platform are judged. */
export function verdictLines(graph: ResourceGraph): string[] {
  return evaluateRules(graph, RULES).map(({ rule, resource, outcome, findings }) => {
    const found = findings.map(({ key, message }) => `${key} ${message}`).join("; ");
    return `${outcome} ${rule.id} ${resource.urn} ${found}`;
  });
}
