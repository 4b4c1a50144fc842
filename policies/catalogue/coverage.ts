import { STACK_TYPE } from "../../plan/graph";
import type { Rule } from "../core/rule";
import type { Control, Exclusion } from "./catalogue";

/** What becomes of one control. */
export type Fate =
  | { readonly kind: "decided"; readonly rules: readonly Rule[] }
  | { readonly kind: "notApplicable"; readonly types: readonly string[] }
  | { readonly kind: "excluded"; readonly reason: string };

export interface Coverage {
  readonly fates: ReadonlyMap<Control, Fate>;
  /** Controls that nothing is said about, and sayings that do not hold, each as a sentence. */
  readonly problems: readonly string[];
}

export interface CoverageInput {
  readonly controls: readonly Control[];
  readonly rules: readonly Rule[];
  readonly exclusions: readonly Exclusion[];
  /** Every type that a stack can have: the evaluation refuses any other. */
  readonly typesInUse: ReadonlySet<string>;
}

/**
 * Settles every control of the catalogue. A control is not applicable when it is about resources of types that no stack can
 * have; what has to exist once, or must not exist, needs a rule or a reason whichever types are used.
 */
export function coverageOf(input: CoverageInput): Coverage {
  const fates = new Map<Control, Fate>();
  const problems = contradictions(input);
  for (const control of input.controls) {
    const fate = fateOf(control, input);
    if (fate === undefined) problems.push(`${control.id} is neither decided, nor excluded: ${control.title}`);
    else fates.set(control, fate);
  }
  return { fates, problems };
}

function fateOf(control: Control, input: CoverageInput): Fate | undefined {
  const rules = input.rules.filter(({ controls }) => controls.includes(control.id));
  if (rules.some(({ types }) => types.some((type) => type === STACK_TYPE || input.typesInUse.has(type))))
    return { kind: "decided", rules };
  const excluded = input.exclusions.find(({ id }) => id === control.id);
  if (excluded !== undefined) return { kind: "excluded", reason: excluded.reason };
  const used = control.resources.some((type) => input.typesInUse.has(type));
  return !used && control.kind !== "posture" && control.kind !== "forbid"
    ? { kind: "notApplicable", types: control.resources }
    : undefined;
}

function contradictions({ controls, rules, exclusions, typesInUse }: CoverageInput): string[] {
  const known = new Set(controls.map(({ id }) => id));
  const decided = new Set(rules.flatMap((rule) => rule.controls));
  const ids = exclusions.map(({ id }) => id);
  return [
    ...rules.flatMap((rule) =>
      rule.controls.filter((id) => !known.has(id)).map((id) => `${rule.id} decides ${id}, which does not exist`),
    ),
    ...ids.filter((id) => !known.has(id)).map((id) => `excluded.yaml names ${id}, which does not exist`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `excluded.yaml names ${id} twice`),
    ...ids
      .filter((id) => decided.has(id))
      .map((id) => `${id} is excluded, and decided by a rule; remove one of the two`),
    ...exclusions
      .filter(({ until }) => until !== undefined && typesInUse.has(until))
      .map(({ id, until }) => `${id} was excluded until ${until} is used, which it is now; decide it`),
  ];
}
