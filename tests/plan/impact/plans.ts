import type { PlainObject } from "../../../plan/graph";
import { type Assessment, assess } from "../../../plan/impact/assess";
import type { Judge, PlannedChange, Reason } from "../../../plan/impact/change";
import { changesOf } from "../../../plan/impact/changes";
import type { Step } from "../../../plan/impact/steps";

export function urnOf(type: string, name: string, stack = "dev"): string {
  return `urn:pulumi:${stack}::kumiki::${type}::${name}`;
}

interface Extras {
  readonly forcedBy?: readonly string[];
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
}

const state = (type: string, inputs: PlainObject, { protect, retainOnDelete }: Extras = {}) => ({
  type,
  inputs,
  custom: true,
  protect,
  retainOnDelete,
});

export function created(type: string, inputs: PlainObject = {}, name = "it"): Step[] {
  return [{ op: "create", urn: urnOf(type, name), after: state(type, inputs), forcedBy: [] }];
}

export function updated(type: string, before: PlainObject, after: PlainObject, name = "it"): Step[] {
  return [
    {
      op: "update",
      urn: urnOf(type, name),
      before: state(type, before),
      after: state(type, after),

      forcedBy: [],
    },
  ];
}

export function deleted(type: string, before: PlainObject = {}, extras: Extras = {}, name = "it"): Step[] {
  return [{ op: "delete", urn: urnOf(type, name), before: state(type, before, extras), forcedBy: [] }];
}

/** The three steps of a replacement, in the order of the engine. */
export function replaced(
  type: string,
  before: PlainObject,
  after: PlainObject,
  extras: Extras = {},
  name = "it",
): Step[] {
  const common = { urn: urnOf(type, name), forcedBy: extras.forcedBy ?? [] };
  const [old, now] = [state(type, before, extras), state(type, after)];
  return [
    { ...common, op: "create-replacement", before: old, after: now },
    { ...common, op: "replace", before: old, after: now },
    { ...common, op: "delete-replaced", before: old },
  ];
}

/** The only change of a plan. */
export function only(steps: readonly Step[]): PlannedChange {
  const [change, ...more] = changesOf(steps);
  if (change === undefined || more.length > 0) throw new Error(`${1 + more.length} changes instead of one`);
  return change;
}

/** What a judge says of one change, as `class: text`. */
export function verdict(judge: Judge, steps: readonly Step[]): string[] {
  return judge(only(steps)).map(sentence);
}

export function sentence({ class: one, text, refused }: Reason): string {
  return `${refused ? "refused " : ""}${one}: ${text}`;
}

export function assessed(steps: readonly Step[], allow: readonly string[] = []): Assessment {
  return assess(changesOf(steps), allow);
}
