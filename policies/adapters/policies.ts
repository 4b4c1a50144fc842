import type { Policies, PolicyResource, ReportViolation, StackValidationPolicy } from "@pulumi/policy";
import type { PlainObject, ResourceGraph } from "../../plan/graph";
import { evaluateRules, type Verdict } from "../core/evaluate";
import type { Rule } from "../core/rule";
import { isAdjustable } from "../core/settings";
import { defaultLevel } from "./levels";
import { unprovenText, violationText } from "./messages";
import { plainProperties } from "./properties";
import { reportDetailed } from "./sdk";
import { configSchemaOf } from "./settings-schema";
import { graphOf } from "./stack-graph";

/** Turns violations that somebody answers for into waived ones. */
export type ApplyWaivers = (verdicts: readonly Verdict[]) => readonly Verdict[];

type Unproven = "advisory" | "violation";

/** Name of the policy that judges nothing: through it the engine shows the checked inputs of each resource. */
export const INPUTS_POLICY = "checked-inputs";

/**
 * Rules as CrossGuard policies: one stack policy each, so that the engine's own configuration, levels and listings work
 * rule by rule, and one that only takes note of inputs, which stack policies are not shown.
 */
export function policiesOf(rules: readonly Rule[], applyWaivers: ApplyWaivers): Policies {
  const inputs = new Map<string, PlainObject>();
  const graphs = new WeakMap<object, ResourceGraph>();
  const graphFor = (resources: PolicyResource[]): ResourceGraph => {
    const run = identityOfRun(resources);
    const graph = graphs.get(run) ?? graphOf(resources, inputs);
    graphs.set(run, graph);
    return graph;
  };
  return [
    {
      name: INPUTS_POLICY,
      description: "Takes note of the inputs of each resource, for the rules that judge the stack. Reports nothing.",
      enforcementLevel: "advisory",
      validateResource: ({ urn, props }) => {
        inputs.set(urn, plainProperties(props));
      },
    },
    ...rules.map((rule) => policyOf(rule, graphFor, applyWaivers)),
  ];
}

/**
 * The SDK makes the resources anew for each policy, but takes this list, uncopied, from the engine's one request: with
 * it the graph of a stack is built once, not once per rule. Should that change, it is built more often, never wrongly.
 */
function identityOfRun(resources: PolicyResource[]): object {
  return resources[0]?.opts.aliases ?? resources;
}

function policyOf(
  rule: Rule,
  graphFor: (resources: PolicyResource[]) => ResourceGraph,
  applyWaivers: ApplyWaivers,
): StackValidationPolicy {
  return {
    name: rule.id,
    displayName: rule.title,
    description: rule.title,
    severity: rule.severity,
    enforcementLevel: defaultLevel(rule),
    remediationSteps: rule.fix,
    tags: [...rule.controls],
    configSchema: configSchemaOf(rule),
    validateStack: ({ resources, getConfig, notApplicable }, report) => {
      const { unproven, ...settings } = getConfig<{ unproven?: Unproven }>();
      const judged = isAdjustable(rule) ? rule.adjust(settings) : rule;
      const verdicts = applyWaivers(evaluateRules(graphFor(resources), [judged]));
      for (const verdict of verdicts) reportVerdict(verdict, unproven ?? "advisory", report);
      if (verdicts.every(({ outcome }) => outcome === "notApplicable")) notApplicable(verdicts[0]?.reason);
    },
  };
}

function reportVerdict(verdict: Verdict, unproven: Unproven, report: ReportViolation): void {
  const { rule, resource, outcome, findings } = verdict;
  if (outcome !== "violation" && outcome !== "unproven") return;
  for (const finding of findings) {
    reportDetailed(report, {
      message: outcome === "violation" ? violationText(verdict, finding) : unprovenText(verdict, finding),
      urn: resource.urn,
      description: rule.title,
      severity: rule.severity,
      ...(outcome === "unproven" && unproven === "advisory" ? { enforcementLevel: "advisory" } : {}),
    });
  }
}
