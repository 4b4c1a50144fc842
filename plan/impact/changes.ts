import type { PlainObject } from "../graph";
import type { ChangedProperty, Operation, PlannedChange } from "./change";
import { differences } from "./differences";
import type { Step } from "./steps";

/** Steps that change nothing: the engine lists them when it is asked to, or reads what others own. */
const SILENT = new Set(["same", "read", "read-replacement", "read-discard", "refresh", "discard-replaced"]);

/** What the bridged providers keep for themselves among the properties, and tags, which a provider repeats as `tagsAll`. */
const BOOKKEEPING = /^(__|tagsAll\b)/;

/** Joins the steps of each resource to one change; components and the stack itself change nothing. */
export function changesOf(steps: readonly Step[]): PlannedChange[] {
  const byUrn = new Map<string, Step[]>();
  for (const step of steps) {
    if (SILENT.has(step.op) || !isResource(step)) continue;
    byUrn.set(step.urn, [...(byUrn.get(step.urn) ?? []), step]);
  }
  return [...byUrn].map(([urn, own]) => changeOf(urn, own));
}

function changeOf(urn: string, steps: readonly Step[]): PlannedChange {
  const before = steps.find((step) => step.before)?.before;
  const after = steps.find((step) => step.after)?.after;
  const parts = urn.split("::");
  return {
    operation: operationOf(steps.map(({ op }) => op)),
    urn,
    type: after?.type ?? before?.type ?? "",
    name: parts.slice(3).join("::"),
    before: before && inputsOf(before.inputs),
    after: after && inputsOf(after.inputs),
    changed: changedProperties(steps),
    forcedBy: [...new Set(steps.flatMap(({ forcedBy }) => forcedBy))].sort(),
    protected: before?.protect ?? false,
    retained: before?.retainOnDelete ?? false,
  };
}

function operationOf(ops: readonly string[]): Operation {
  const has = (...names: readonly string[]) => ops.some((op) => names.includes(op));
  if (has("replace", "create-replacement", "import-replacement", "delete-replaced", "remove-pending-replace"))
    return "replace";
  if (has("create") && has("delete")) return "replace";
  if (has("import")) return "import";
  if (has("delete")) return "delete";
  return has("create") ? "create" : "update";
}

/** From the provider's detailed diff; where it gives none, from comparing the inputs. */
function changedProperties(steps: readonly Step[]): ChangedProperty[] {
  const found = new Map<string, ChangedProperty>();
  for (const step of steps) {
    for (const property of changedIn(step)) if (!BOOKKEEPING.test(property.path)) found.set(property.path, property);
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function changedIn({ detailed, before, after }: Step): ChangedProperty[] {
  if (!before || !after) return []; // half of a replacement: the other step tells
  if (detailed) return Object.entries(detailed).map(([path, kind]) => ({ path, kind: kindOf(kind) }));
  return differences(inputsOf(before.inputs), inputsOf(after.inputs));
}

function kindOf(kind: string): ChangedProperty["kind"] {
  if (kind.startsWith("add")) return "add";
  return kind.startsWith("delete") ? "delete" : "update";
}

/** `custom` is not in every form; the type of a provider's resource has a module, `aws:rds/cluster:Cluster`. */
function isResource({ urn, after, before }: Step): boolean {
  const state = after ?? before;
  if (!state || state.custom === false) return false;
  const [, , types = ""] = urn.split("::");
  return !state.type.startsWith("pulumi:") && types !== "pulumi:pulumi:Stack";
}

function inputsOf(inputs: PlainObject | null | undefined): PlainObject {
  return inputs ?? {};
}
