import type { ResourceGraph } from "../../plan/graph";
import type { Verdict } from "./evaluate";
import type { Finding, Rule } from "./rule";
import { daysLeft, fits, isTooLong, type Waiver } from "./waivers";

/** What waivers are held against. */
export interface WaiverContext {
  readonly graph: ResourceGraph;
  readonly rules: readonly Rule[];
  /** A day such as 2026-11-26. */
  readonly today: string;
}

export interface AfterWaivers {
  readonly verdicts: readonly Verdict[];
  /** What is wrong with the waivers themselves, each as a sentence; any of them is a violation. */
  readonly problems: readonly string[];
  /** The waivers that were used. */
  readonly used: readonly Waiver[];
}

/**
 * Takes what is waived out of the violations and of what is unproven. A waiver that is expired waives nothing, and one that
 * waives nothing is a problem itself, so that the list never says more than what is true today.
 */
export function applyWaivers(
  verdicts: readonly Verdict[],
  waivers: readonly Waiver[],
  context: WaiverContext,
): AfterWaivers {
  const here = waivers.filter(({ stack }) => stack === undefined || stack === context.graph.stack);
  const valid = here.filter((waiver) => daysLeft(waiver, context.today) >= 0 && !isTooLong(waiver, context.today));
  const used = new Set<Waiver>();
  const after = verdicts.map((verdict) => waived(verdict, valid, used));
  const problems = here.flatMap((waiver) => problemOf(waiver, used.has(waiver), context) ?? []);
  return { verdicts: after, problems, used: valid.filter((waiver) => used.has(waiver)) };
}

function waived(verdict: Verdict, waivers: readonly Waiver[], used: Set<Waiver>): Verdict {
  if (verdict.findings.length === 0) return verdict;
  const candidates = waivers.filter((waiver) => isFor(waiver, verdict));
  const reasons = new Set<string>();
  const left: Finding[] = [];
  for (const finding of verdict.findings) {
    const waiver = candidates.find((one) => fits(one.finding ?? "*", finding.key));
    if (waiver === undefined) left.push(finding);
    else {
      used.add(waiver);
      reasons.add(waiver.reason);
    }
  }
  if (left.length > 0) return { ...verdict, findings: left };
  return { ...verdict, outcome: "waived", reason: [...reasons].join(" ") };
}

function isFor({ rule, resource }: Waiver, verdict: Verdict): boolean {
  return rule === verdict.rule.id && (fits(resource, verdict.resource.name) || fits(resource, verdict.resource.urn));
}

function problemOf(waiver: Waiver, isUsed: boolean, { graph, rules, today }: WaiverContext): string | undefined {
  const what = `the waiver of ${waiver.rule} for ${waiver.resource}`;
  if (!rules.some(({ id }) => id === waiver.rule)) return `${what} names no rule; correct or remove it`;
  if (!graph.resources.some(({ name, urn }) => fits(waiver.resource, name) || fits(waiver.resource, urn))) {
    return `${what} fits no resource of ${graph.stack}; correct or remove it`;
  }
  if (daysLeft(waiver, today) < 0) return `${what} expired on ${waiver.expires}; mend it, or look at the reason again`;
  if (isTooLong(waiver, today)) return `${what} ends more than a year from now; set an earlier date`;
  return isUsed ? undefined : `${what} waives nothing in ${graph.stack}; remove it`;
}
