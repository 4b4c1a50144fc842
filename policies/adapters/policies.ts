import type { Policies, PolicyResource, ReportViolation, StackValidationPolicy } from "@pulumi/policy";
import type { PlainObject, ResourceGraph } from "../../plan/graph";
import { evaluateRules, type Verdict } from "../core/evaluate";
import { PACKS, type Pack, type Rule } from "../core/rule";
import { isAdjustable } from "../core/settings";
import { defaultLevel } from "./levels";
import { unprovenText, violationText } from "./messages";
import { PACK_DESCRIPTIONS } from "./packs";
import { plainProperties } from "./properties";
import { reportDetailed } from "./sdk";
import { configSchemaOf, type Settings, settingsProblems } from "./settings";
import { graphOf } from "./stack-graph";

/** Turns violations that somebody answers for into waived ones. */
export type ApplyWaivers = (verdicts: readonly Verdict[], graph: ResourceGraph) => readonly Verdict[];

/** Name of the policy that judges nothing: through it the engine shows the checked inputs of each resource. */
const INPUTS_POLICY = "checked-inputs";

/**
 * Rules as CrossGuard policies: one stack policy for each pack, and one that only takes note of inputs, which stack
 * policies are not shown. The SDK unpacks the whole stack anew for every stack policy; with one for each rule a preview
 * of this platform would wait for that longer than for everything else. A violation is reported under its rule's name.
 */
export function policiesOf(rules: readonly Rule[], applyWaivers: ApplyWaivers): Policies {
  const inputs = new Map<string, PlainObject>();
  const judged = (resources: readonly PolicyResource[], chosen: readonly Rule[]): readonly Verdict[] => {
    const graph = graphOf(resources, inputs);
    return applyWaivers(evaluateRules(graph, chosen), graph);
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
    ...PACKS.map((pack) => ({ pack, own: rules.filter((rule) => rule.pack === pack) }))
      .filter(({ own }) => own.length > 0)
      .map(({ pack, own }) => policyOf(pack, own, judged)),
  ];
}

function policyOf(
  pack: Pack,
  rules: readonly Rule[],
  judged: (resources: readonly PolicyResource[], chosen: readonly Rule[]) => readonly Verdict[],
): StackValidationPolicy {
  return {
    name: pack,
    displayName: PACK_DESCRIPTIONS[pack].displayName,
    description: PACK_DESCRIPTIONS[pack].description,
    enforcementLevel: defaultLevel(pack),
    configSchema: configSchemaOf(rules),
    validateStack: ({ resources, getConfig, notApplicable }, report) => {
      const settings = getConfig<Settings>();
      const problems = settingsProblems(pack, rules, settings);
      if (problems.length > 0) throw new Error(`the configuration cannot be followed: ${problems.join("; ")}`);
      const verdicts = judged(resources, chosenRules(rules, settings));
      for (const verdict of verdicts) reportVerdict(verdict, settings, report);
      if (verdicts.every(({ outcome }) => outcome === "notApplicable")) notApplicable("the stack has nothing of it");
    },
  };
}

/** Rules that are asked at all, with the limits they are given. */
function chosenRules(rules: readonly Rule[], { levels, limits }: Settings): Rule[] {
  return rules
    .filter(({ id }) => levels?.[id] !== "disabled")
    .map((rule) => (isAdjustable(rule) ? rule.adjust(limits?.[rule.id] ?? {}) : rule));
}

function reportVerdict(verdict: Verdict, { levels, unproven }: Settings, report: ReportViolation): void {
  const { rule, resource, outcome, findings } = verdict;
  if (outcome !== "violation" && outcome !== "unproven") return;
  const isHint = outcome === "unproven" && unproven !== "violation";
  for (const finding of findings) {
    reportDetailed(report, {
      name: rule.id,
      message: outcome === "violation" ? violationText(verdict, finding) : unprovenText(verdict, finding),
      urn: resource.urn,
      description: rule.title,
      severity: rule.severity,
      enforcementLevel: isHint ? "advisory" : levels?.[rule.id],
    });
  }
}
