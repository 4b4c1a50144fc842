import { type ResourceGraph, type ResourceNode, STACK_TYPE } from "../../plan/graph";
import { type Finding, type Judgement, type Rule, UnknownValue, unproven, violation } from "./rule";

export type Outcome = Judgement["outcome"] | "waived";

/** What became of one rule and one resource. */
export interface Verdict {
  readonly rule: Rule;
  readonly resource: ResourceNode;
  readonly outcome: Outcome;
  /** Empty but for violations, waived ones, and what is unproven. */
  readonly findings: readonly Finding[];
  /** Why it does not apply, or why it is waived. */
  readonly reason?: string;
}

/**
 * Judges a platform by every rule, in the order of the rules and of the resources, so that two runs read the same. A rule
 * whose resources the stack does not have gives one verdict, on the stack: zero violations never hides zero judged.
 */
export function evaluateRules(graph: ResourceGraph, rules: readonly Rule[]): Verdict[] {
  const stack = graph.one(STACK_TYPE);
  return rules.flatMap((rule) => {
    const subjects = rule.types.flatMap((type) => graph.ofType(type));
    if (subjects.length === 0) {
      return [
        verdict(rule, stack, { outcome: "notApplicable", reason: `the stack has no ${rule.types.join(" or ")}` }),
      ];
    }
    return subjects.map((subject) => verdict(rule, subject, judge(rule, subject, graph)));
  });
}

/** A rule that fails does not let anything pass: that is a violation of its own. */
function judge(rule: Rule, subject: ResourceNode, graph: ResourceGraph): Judgement {
  try {
    return rule.judge(subject, graph);
  } catch (error) {
    if (error instanceof UnknownValue) return unproven(`unknown:${error.path}`, error.message);
    const name = error instanceof Error ? error.constructor.name : typeof error;
    return violation(
      "rule-failed",
      `the rule ${rule.id} itself failed with ${name}; until it is mended nothing passes it`,
    );
  }
}

function verdict(rule: Rule, resource: ResourceNode, judgement: Judgement): Verdict {
  const { outcome } = judgement;
  const findings = "findings" in judgement ? judgement.findings : [];
  return { rule, resource, outcome, findings, ...("reason" in judgement ? { reason: judgement.reason } : {}) };
}
