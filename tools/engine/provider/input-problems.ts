import { checkInputs } from "../../../plan/cloud/schema";
import { isUnknown } from "../../../plan/cloud/unknown";
import { allowedValuesOf, stringLimitsOf } from "../../../plan/facts";
import type { PlainObject, PlainValue } from "../../../plan/graph";
import { isObject, isSecret, revealAll } from "./wire";

/** Everything the SDK or the service would refuse in a resource's inputs. What is not known yet is taken as right. */
export function inputProblems(type: string, inputs: PlainObject): string[] {
  return [...checkInputs(type, revealAll(inputs)), ...textProblems(type, { path: "", hidden: false }, inputs)];
}

interface Place {
  readonly path: string;
  /** Whether what stands there is secret: a refusal is printed and logged, so it must not show the value. */
  readonly hidden: boolean;
}

function textProblems(type: string, place: Place, value: PlainValue): string[] {
  const { path, hidden } = place;
  if (typeof value === "string") return isUnknown(value) ? [] : refusedText(type, place, value);
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => textProblems(type, { path: `${path}[${index}]`, hidden }, item));
  }
  if (isSecret(value)) return textProblems(type, { path, hidden: true }, value.value ?? null);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    textProblems(type, { path: path === "" ? key : `${path}.${key}`, hidden }, item),
  );
}

function refusedText(type: string, { path, hidden }: Place, text: string): string[] {
  const problems: string[] = [];
  const got = hidden ? "got a secret" : `got "${text}"`;
  const refuse = (expected: string) => problems.push(`${type} property "${path}" ${expected}, ${got}`);
  const allowed = allowedValuesOf(type, path);
  if (allowed !== undefined && !allowed.includes(text)) refuse(`takes one of ${allowed.join(", ")}`);
  const limits = stringLimitsOf(type, path);
  if (limits === undefined) return problems;
  const { minimum = 0, maximum, pattern, characters } = limits;
  if (text.length < minimum || text.length > maximum) {
    refuse(`takes ${minimum} to ${maximum} characters, not ${text.length}`);
  }
  if (pattern !== undefined && !pattern.test(text)) refuse(`takes ${characters ?? pattern.source}`);
  return problems;
}
