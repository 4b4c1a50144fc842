import type { PlainObject } from "../graph";
import type { Judge, PlannedChange } from "./change";
import { COST_DRIVERS, type Direction } from "./cost-drivers";
import { difference } from "./disruption";
import { monthlyPrice } from "./prices";
import { tablePath } from "./values";

/** Less than this is no news: an alarm costs ten cents. */
const WORTH_TELLING_USD = 0.5;

/** What a change does to the bill: in USD where prices are known, otherwise up or down. */
export const judgeCost: Judge = (change) => {
  const delta = deltaOf(change);
  const causes = change.before && change.after ? driversOf(change) : [];
  if (delta !== undefined && Math.abs(delta) >= WORTH_TELLING_USD) {
    const cause = causes.length > 0 ? causes.map(({ text }) => text).join("; ") : SUBJECT[change.operation];
    const text = `${cause}: about ${signed(delta)} USD a month, before usage`;
    return [{ class: "cost", text, paths: causes.map(({ path }) => path), monthlyUsd: delta }];
  }
  return causes.map(({ text, path, direction }) => ({
    class: "cost",
    text: `${text}: ${WORDS[direction]}`,
    paths: [path],
  }));
};

/** `+45.26`, `-122.27`. */
export function signed(usd: number): string {
  return `${usd < 0 ? "-" : "+"}${Math.abs(usd).toFixed(2)}`;
}

const SUBJECT: Readonly<Record<PlannedChange["operation"], string>> = {
  create: "is new",
  import: "is taken over",
  update: "changes",
  replace: "is replaced",
  delete: "is deleted",
};

const WORDS: Readonly<Record<Direction, string>> = {
  up: "raises the bill",
  down: "lowers the bill",
  unclear: "changes the bill; compare the prices",
};

function deltaOf({ operation, type, before, after, retained }: PlannedChange): number | undefined {
  if (operation === "import") return undefined;
  const price = (inputs: PlainObject | undefined) => (inputs ? monthlyPrice(type, inputs) : 0);
  // What is only forgotten goes on costing what it did.
  const [old, now] = [retained && operation !== "update" ? 0 : price(before), price(after)];
  return old === undefined || now === undefined ? undefined : now - old;
}

interface Cause {
  readonly text: string;
  readonly path: string;
  readonly direction: Direction;
}

function driversOf(change: PlannedChange): Cause[] {
  const drivers = COST_DRIVERS[change.type] ?? {};
  return change.changed.flatMap((property) => {
    const direction = drivers[tablePath(property.path)]?.(change, property.path);
    return direction === undefined ? [] : [{ text: difference(change, property), path: property.path, direction }];
  });
}
