import type { Verdict } from "../core/evaluate";
import type { Finding } from "../core/rule";

/** What a person reads on the engine. Built from names alone: CrossGuard hands secrets over as plain text. */
export function violationText({ rule, resource }: Verdict, finding: Finding): string {
  return `${resource.name}: ${finding.message}\nWhy: ${rule.why}\nFix: ${rule.fix}\nFinding: ${rule.id} ${finding.key}`;
}

/** Says in so many words that nothing was decided: an advisory line is easily taken for a small matter. */
export function unprovenText({ rule, resource }: Verdict, finding: Finding): string {
  return `${resource.name}: not judged, because ${finding.message}. This is neither a pass nor a violation of ${rule.id}; \`npm run plan\` judges it with every value known.`;
}
