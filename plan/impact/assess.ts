import {
  CLASSES,
  type Impact,
  type ImpactClass,
  type Judge,
  type Operation,
  type PlannedChange,
  type Reason,
} from "./change";
import { judgeCost } from "./cost";
import { judgeEnd, judgeProtection } from "./data-loss";
import { judgeUpdate } from "./disruption";
import { judgeExposure } from "./exposure/exposure";

/** Every side a change is looked at from. */
const JUDGES: readonly Judge[] = [judgeUpdate, judgeEnd, judgeProtection, judgeCost, judgeExposure];

export interface Assessment {
  /** The gravest first. */
  readonly impacts: readonly Impact[];
  /** Entries of the allow list that fit nothing: a typo, or no longer needed. */
  readonly unused: readonly string[];
  /** What the known prices add up to, in USD a month; undefined where none is known. */
  readonly monthlyUsd: number | undefined;
}

/**
 * Classifies every change.
 *
 * @param allow URNs or logical names of stateful resources that may be deleted or replaced.
 */
export function assess(changes: readonly PlannedChange[], allow: readonly string[] = []): Assessment {
  const impacts = changes.map((change) => impactOf(change, allow)).sort(byGravity);
  const usd = impacts.flatMap(({ reasons }) => reasons.flatMap(({ monthlyUsd }) => monthlyUsd ?? []));
  return {
    impacts,
    unused: allow.filter((entry) => !changes.some((change) => names(entry, change))),
    monthlyUsd: usd.length === 0 ? undefined : usd.reduce((sum, one) => sum + one, 0),
  };
}

/** The gravest class of a change. */
export function classOf({ reasons }: Impact): ImpactClass {
  return reasons[0]?.class ?? "in place";
}

function impactOf(change: PlannedChange, allow: readonly string[]): Impact {
  const found = JUDGES.flatMap((judge) => judge(change));
  const told = new Set(found.flatMap((reason) => (reason.class === "in place" ? [] : (reason.paths ?? []))));
  const needed = found.filter(
    (reason) => reason.class !== "in place" || !reason.paths?.every((path) => told.has(path)),
  );
  const reasons: Reason[] = needed.length > 0 ? needed : [{ class: "in place", text: HARMLESS[change.operation] }];
  reasons.sort((a, b) => gravity(b.class) - gravity(a.class));
  const allowed = allow.some((entry) => names(entry, change));
  return { change, reasons, refused: !allowed && reasons.some(({ refused }) => refused) };
}

/** What no judge has anything to say about. */
const HARMLESS: Readonly<Record<Operation, string>> = {
  create: "is new",
  import: "is taken over as it is",
  update: "differs in nothing that can be told",
  replace: "replaced",
  delete: "deleted",
};

function names(entry: string, { urn, name }: PlannedChange): boolean {
  return entry === urn || entry === name;
}

function byGravity(a: Impact, b: Impact): number {
  return gravity(classOf(b)) - gravity(classOf(a)) || (a.change.urn < b.change.urn ? -1 : 1);
}

function gravity(impactClass: ImpactClass): number {
  return CLASSES.indexOf(impactClass);
}
