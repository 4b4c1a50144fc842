import { type ResourceGraph, type ResourceNode, STACK_TYPE } from "../../../../plan/graph";
import { evaluateRules } from "../../../../policies/core/evaluate";
import type { Rule } from "../../../../policies/core/rule";
import { referring } from "../../../../policies/lib/graph/references";
import { demandsOf, type Row, ruleOf } from "../../../../policies/lib/rows/property-row";
import { type RelatedRow, relatedRuleOf } from "../../../../policies/lib/rows/related-row";
import { DECLARATIVE } from "../../../../policies/rules/declarative";
import { RELATED_ROWS } from "../../../../policies/rules/related/rows";
import type { Stack } from "../../../support/stacks";
import { mutated } from "../../support/mutate";
import { badValues, goodValues, write } from "../../support/sample-inputs";

/** The rules that are rows of a table. */
export const ROW_RULES: readonly Rule[] = [...DECLARATIVE, ...RELATED_ROWS.map((row) => relatedRuleOf(row))];

type Platform = (stack: Stack) => ResourceGraph;

/** The real platform without and with the change that breaks a row. */
export interface RowChange {
  readonly before: ResourceGraph;
  readonly after: ResourceGraph;
}

/** Rules that a change of a row breaks beside the row's own, because they judge the same property or resource. */
export const SHARED: Readonly<Record<string, readonly string[]>> = {
  "cost-bucket-aborts-uploads": ["cost-bucket-forgets-old-versions"],
  "cost-bucket-forgets-old-versions": ["cost-bucket-aborts-uploads"],
  "encryption-origins-use-current-tls": ["encryption-origins-use-tls"],
  "encryption-origins-use-tls": ["encryption-origins-use-current-tls"],
  "encryption-plain-http-redirects": ["encryption-listener-uses-tls"],
  // These three are about another engine than the platform's.
  "least-privilege-database-exports-audit-log": [
    "least-privilege-database-engine-current",
    "resilience-database-can-go-back",
  ],
  "resilience-database-can-go-back": [
    "least-privilege-database-engine-current",
    "least-privilege-database-exports-audit-log",
  ],
  "resilience-database-cluster-patched": ["least-privilege-database-engine-current"],
  "least-privilege-search-logs-access": ["resilience-search-logs-errors", "resilience-search-logs-slow-requests"],
  "resilience-search-logs-errors": ["least-privilege-search-logs-access", "resilience-search-logs-slow-requests"],
  "resilience-search-logs-slow-requests": ["least-privilege-search-logs-access", "resilience-search-logs-errors"],
  // What is gone no longer holds the group, or the address, either.
  "network-groups-in-use": ["network-records-point-at-own-resources"],
  "network-images-pulled-privately": ["network-groups-in-use", "network-registry-reached-privately"],
  "network-registry-reached-privately": ["network-groups-in-use", "network-images-pulled-privately"],
  "network-search-has-own-group": ["network-groups-in-use"],
};

/** Breaks the first demand of a row on the first resource that meets it; undefined where there is none to break. */
export function breakRow(row: Row, platform: Platform): RowChange | undefined {
  const rule = ruleOf(row);
  const [demand] = demandsOf(row);
  const subjects = (["prod", "dev"] as const).flatMap((stack) =>
    evaluateRules(platform(stack), [rule])
      .filter(({ resource: { type } }) => type !== STACK_TYPE)
      .map(({ outcome, resource: { urn } }) => ({ graph: platform(stack), outcome, urn })),
  );
  const subject = ["pass", "notApplicable", "violation"].flatMap((outcome) =>
    subjects.filter((one) => one.outcome === outcome),
  )[0];
  if (demand === undefined || subject === undefined) return undefined;
  const { graph, outcome, urn } = subject;
  const changed = (inputs: (node: ResourceNode) => ResourceNode["inputs"]) =>
    mutated(graph, (node) => (node.urn === urn ? { ...node, inputs: inputs(node) } : node));
  // Where it is waived on every resource, it is broken as it is: what mends it shows that it was.
  if (outcome === "violation") {
    return { before: changed(({ inputs }) => write(inputs, demand.path, goodValues(demand))), after: graph };
  }
  return {
    before: graph,
    after: changed(({ inputs }) => {
      const { when, or } = row;
      const judged = when === undefined || outcome === "pass" ? inputs : write(inputs, when.path, goodValues(when));
      const broken = write(judged, demand.path, badValues(demand));
      return or === undefined ? broken : write(broken, or.path, badValues(or));
    }),
  };
}

/** Takes away what the row asks for of the first resource that has it; undefined where none has it. */
export function breakRelatedRow(row: RelatedRow, platform: Platform): RowChange | undefined {
  const rule = relatedRuleOf(row);
  for (const graph of [platform("prod"), platform("dev")]) {
    const subject = evaluateRules(graph, [rule]).find(({ outcome }) => outcome === "pass")?.resource;
    if (subject === undefined) continue;
    const related = new Set(row.through.flatMap((reference) => referring(reference, subject, graph)));
    return { before: graph, after: mutated(graph, (node) => (related.has(node) ? undefined : node)) };
  }
  return undefined;
}
