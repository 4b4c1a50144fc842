import type { ResourceGraph, ResourceNode } from "../../plan/graph";

export const SEVERITIES = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The packs a rule can belong to; each is a folder with a policy pack of its own. */
export const PACKS = ["encryption", "tagging", "least-privilege", "network", "resilience", "cost"] as const;
export type Pack = (typeof PACKS)[number];

/** What a rule says about itself. All of it is shown to whoever breaks it. */
export interface RuleDescription {
  /** `<pack>-<what must hold>`, lower case and dashes; unique, and stable once released: waivers name it. */
  readonly id: string;
  /** What must hold, in a few words. */
  readonly title: string;
  /** What goes wrong otherwise, in one sentence. */
  readonly why: string;
  /** How to mend it, in one sentence that names the argument or the key of the stack file. */
  readonly fix: string;
  readonly severity: Severity;
  readonly pack: Pack;
  /**
   * What it proves about the platform as a whole, in the design's words where it has some, such as "N5"; the plan shows
   * such a rule by name, as proven or with its witness.
   */
  readonly theorem?: string;
  /** Ids of the controls in `policies/catalogue` that the rule decides. */
  readonly controls: readonly string[];
}

/** One thing that is wrong, or cannot be told. */
export interface Finding {
  /** Tells the finding from others of the same rule and resource, such as `Action::s3:*`; a waiver can name it. */
  readonly key: string;
  /** One sentence; never contains a value, only names: a value may be secret. */
  readonly message: string;
}

/** What a rule makes of one subject. */
export type Judgement =
  | { readonly outcome: "pass" }
  | { readonly outcome: "notApplicable"; readonly reason: string }
  /** Something is wrong. */
  | { readonly outcome: "violation"; readonly findings: readonly [Finding, ...Finding[]] }
  /** It cannot be told, because a value is not known, or because a proof leans on one. */
  | { readonly outcome: "unproven"; readonly findings: readonly [Finding, ...Finding[]] };

/** A statement about a platform, judged subject by subject. It is pure: the same graph gives the same judgement. */
export interface Rule extends RuleDescription {
  /**
   * Types of the resources it is about. Where a stack has none of them, the rule is not applicable. `STACK_TYPE` alone
   * makes it a statement about the whole stack.
   */
  readonly types: readonly string[];
  judge(subject: ResourceNode, graph: ResourceGraph): Judgement;
}

export const PASS: Judgement = { outcome: "pass" };

export function notApplicable(reason: string): Judgement {
  return { outcome: "notApplicable", reason };
}

/** Passes when nothing was found. */
export function violations(findings: readonly Finding[]): Judgement {
  const [first, ...others] = findings;
  return first === undefined ? PASS : { outcome: "violation", findings: [first, ...others] };
}

/** A violation of one finding. */
export function violation(key: string, message: string): Judgement {
  return violations([{ key, message }]);
}

export function unproven(key: string, message: string): Judgement {
  return { outcome: "unproven", findings: [{ key, message }] };
}

/** Thrown when a rule reads a value that cannot be known: at preview what the cloud will make up, in a state what is sealed. */
export class UnknownValue extends Error {
  constructor(
    readonly path: string,
    why = "is not known yet",
  ) {
    super(`${path} ${why}`);
  }
}
