import { checkInputs } from "../../../plan/cloud/schema";
import { isUnknown } from "../../../plan/cloud/unknown";
import { allowedValuesOf, stringLimitsOf } from "../../../plan/facts";
import type { PlainObject, PlainValue } from "../../../plan/graph";
import { isObject } from "./wire";

/** Everything the SDK or the service would refuse in a resource's inputs. What is not known yet is taken as right. */
export function inputProblems(type: string, inputs: PlainObject): string[] {
  return [...checkInputs(type, inputs), ...textProblems(type, inputs, "")];
}

function textProblems(type: string, value: PlainValue, path: string): string[] {
  if (typeof value === "string") return isUnknown(value) ? [] : refusedText(type, value, path);
  if (Array.isArray(value)) return value.flatMap((item, index) => textProblems(type, item, `${path}[${index}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => textProblems(type, item, path === "" ? key : `${path}.${key}`));
}

function refusedText(type: string, text: string, path: string): string[] {
  const problems: string[] = [];
  const refuse = (expected: string) => problems.push(`${type} property "${path}" ${expected}, got "${text}"`);
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
