/** Looking into a change's inputs, and printing a value without giving a secret away. */

import type { PlainObject, PlainValue } from "../graph";
import { REDACTED } from "../redact";

/** What the engine writes for a value it does not know before the run. */
const UNKNOWN = [
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // text
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // truth value
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // list
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // map
];

/** Names whose value is shown to nobody, marked secret or not. */
const SENSITIVE = /pass|secret|token|private.?key|credential|api.?key/i;

const LONGEST = 60;

/** Stands in a report for a value the engine does not know before the run. */
export const NOT_KNOWN = "a value not known yet";

/** The value at a path; undefined where it is absent or not known before the run. */
export function valueAt(inputs: PlainObject | undefined, path: string): PlainValue | undefined {
  const value = rawAt(inputs, path);
  return isUnknown(value) ? undefined : (value ?? undefined);
}

/** Whether something stands at a path that the engine does not know before the run. */
export function isNotKnown(inputs: PlainObject | undefined, path: string): boolean {
  return isUnknown(rawAt(inputs, path));
}

function rawAt(inputs: PlainObject | undefined, path: string): PlainValue | undefined {
  let current: PlainValue | undefined = inputs;
  for (const step of stepsOf(path)) {
    if (current === null || typeof current !== "object") return undefined;
    current = Array.isArray(current) ? current[Number(step)] : current[step];
  }
  return current;
}

function isUnknown(value: PlainValue | undefined): boolean {
  return typeof value === "string" && UNKNOWN.includes(value);
}

/** `a["b.c"][0].d` -> a, b.c, 0, d. */
export function stepsOf(path: string): string[] {
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, name]) => quoted ?? index ?? name ?? "",
  );
}

/** The path without the places in lists, as the tables write it: `rules[0].name` -> `rules.name`. */
export function tablePath(path: string): string {
  return path.replace(/\[\d+\]/g, "");
}

export function numberAt(inputs: PlainObject | undefined, path: string): number | undefined {
  const value = valueAt(inputs, path);
  return typeof value === "number" ? value : undefined;
}

export function textAt(inputs: PlainObject | undefined, path: string): string | undefined {
  const value = valueAt(inputs, path);
  return typeof value === "string" ? value : undefined;
}

/** A value for a report: short, and never a secret. */
export function shown(path: string, inputs: PlainObject | undefined): string {
  if (SENSITIVE.test(stepsOf(path).at(-1) ?? "")) return REDACTED;
  const value = rawAt(inputs, path);
  if (isUnknown(value)) return NOT_KNOWN;
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "object") return Array.isArray(value) ? `a list of ${value.length}` : "an object";
  const text = String(value).replace(/\s+/g, " ");
  if (/^[[{]/.test(text)) return "a document";
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}
