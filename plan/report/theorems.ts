import type { Outcome, Verdict } from "../../policies/core/evaluate";
import type { Rule } from "../../policies/core/rule";
import { columns, type Style } from "./style";

/** The worst first: a theorem holds for the platform only if it holds for each part of it. */
const WORST: readonly Outcome[] = ["violation", "unproven", "waived", "pass", "notApplicable"];

const WORDS: Readonly<Record<Outcome, string>> = {
  pass: "proven",
  waived: "proven but for what is waived",
  notApplicable: "nothing to prove",
  unproven: "unproven",
  violation: "refuted",
};

/** What the platform was shown to be: by name what holds, with its witness what does not. */
export function theoremLines(verdicts: readonly Verdict[], style: Style): string[] {
  const results = resultsOf(verdicts);
  const held = (["pass", "waived", "notApplicable"] as const).flatMap((outcome) => {
    const names = results.filter((result) => result.outcome === outcome).map(({ rule }) => rule.theorem ?? "");
    return names.length === 0 ? [] : [[WORDS[outcome], counted(names)]];
  });
  const failed = results
    .filter(({ outcome }) => outcome === "violation" || outcome === "unproven")
    .map(({ rule, outcome, witness }) => [WORDS[outcome], `${rule.theorem}, ${rule.title}: ${witness}`]);
  return [...columns(held), ...failed.map(([word = "", what = ""]) => style.bad(`${word}  ${what}`))];
}

interface Result {
  readonly rule: Rule;
  readonly outcome: Outcome;
  readonly witness: string;
}

function resultsOf(verdicts: readonly Verdict[]): Result[] {
  const byRule = new Map<Rule, Verdict[]>();
  for (const verdict of verdicts) {
    if (verdict.rule.theorem === undefined) continue;
    byRule.set(verdict.rule, [...(byRule.get(verdict.rule) ?? []), verdict]);
  }
  return [...byRule].map(([rule, judged]) => {
    const outcome = WORST.find((one) => judged.some((verdict) => verdict.outcome === one)) ?? "notApplicable";
    const decisive = judged.find((verdict) => verdict.outcome === outcome);
    return { rule, outcome, witness: decisive?.findings[0]?.message ?? "" };
  });
}

/** `N1, N2, identity (2)` */
function counted(names: readonly string[]): string {
  return [...new Set(names)]
    .map((name) => {
      const count = names.filter((one) => one === name).length;
      return count === 1 ? name : `${name} (${count})`;
    })
    .join(", ");
}
