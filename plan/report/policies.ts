import type { AfterWaivers } from "../../policies/core/apply-waivers";
import type { Outcome, Verdict } from "../../policies/core/evaluate";
import { daysLeft } from "../../policies/core/waivers";
import type { ResourceGraph } from "../graph";
import { sourceFileOf } from "./source-file";
import type { Style } from "./style";

/** Time enough to mend what is waived, or to agree on it anew. */
const SOON_DAYS = 30;

const OUTCOMES: readonly (readonly [Outcome, string])[] = [
  ["pass", "passed"],
  ["violation", "violated"],
  ["unproven", "unproven"],
  ["waived", "waived"],
  ["notApplicable", "not applicable"],
];

/** Whether nothing is violated, unproven, or waived in a way that does not hold. */
export function isFine({ verdicts, problems }: AfterWaivers): boolean {
  return problems.length === 0 && !verdicts.some(isBad);
}

/** The verdicts of one stack: how many of each, what is wrong and how to mend it, and how long waivers still hold. */
export function policyLines(graph: ResourceGraph, judged: AfterWaivers, today: string, style: Style): string[] {
  return [
    counts(judged.verdicts),
    ...judged.verdicts.filter(isBad).flatMap((verdict) => verdictLines(verdict, graph, style)),
    ...judged.problems.map((problem) => style.bad(`waivers: ${problem}`)),
    ...waiverLines(judged, today, style),
  ];
}

function isBad({ outcome }: Verdict): boolean {
  return outcome === "violation" || outcome === "unproven";
}

function counts(verdicts: readonly Verdict[]): string {
  const rules = new Set(verdicts.map(({ rule }) => rule.id)).size;
  const parts = OUTCOMES.map(
    ([outcome, word]) => `${verdicts.filter((one) => one.outcome === outcome).length} ${word}`,
  );
  return `${rules} rules: ${parts.join(", ")}`;
}

function verdictLines({ rule, resource, outcome, findings }: Verdict, graph: ResourceGraph, style: Style): string[] {
  const kind = outcome === "unproven" ? "unproven" : rule.severity;
  return [
    style.bad(`${kind}: ${rule.id}: ${resource.urn}`),
    ...findings.map(({ message }) => `  ${message}`),
    style.dim(`  ${rule.why} See ${sourceFileOf(resource, graph)}`),
  ];
}

/** How many waivers hold for how long; those that end soon by name, so that somebody looks at them in time. */
function waiverLines({ used }: AfterWaivers, today: string, style: Style): string[] {
  const left = new Map(used.map((waiver) => [waiver, daysLeft(waiver, today)]));
  const days = [...new Set(left.values())].sort((a, b) => a - b);
  const groups = days.map((day) => `${[...left.values()].filter((one) => one === day).length} for ${day} days`);
  const soon = [...left].filter(([, day]) => day <= SOON_DAYS);
  return [
    ...(groups.length === 0 ? [] : [`waivers: ${groups.join(", ")}; policies/waivers.yaml says why`]),
    ...soon.map(([{ rule, resource, owner }, day]) =>
      style.warn(`waiver ends in ${day} days: ${rule} for ${resource}, answered for by ${owner}`),
    ),
  ];
}
