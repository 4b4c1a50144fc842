import { isObject } from "../../policies/lib/values/objects";
import type { PlainObject, PlainValue } from "../graph";
import type { ChangedProperty } from "./change";

/** Every path at which two objects differ; where one side has nothing, the path ends there. */
export function differences(before: PlainObject, after: PlainObject, parent = ""): ChangedProperty[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    between(before[key], after[key], join(parent, key)),
  );
}

function between(before: PlainValue | undefined, after: PlainValue | undefined, path: string): ChangedProperty[] {
  if (before === undefined || before === null)
    return after === undefined || after === null ? [] : [{ path, kind: "add" }];
  if (after === undefined || after === null) return [{ path, kind: "delete" }];
  if (isObject(before) && isObject(after)) return differences(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) {
    const places = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index);
    return places.flatMap((index) => between(before[index], after[index], `${path}[${index}]`));
  }
  return before === after ? [] : [{ path, kind: "update" }];
}

/** `tags` + `a.b` -> `tags["a.b"]`, as the engine writes it. */
function join(parent: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${parent}[${JSON.stringify(key)}]`;
  return parent === "" ? key : `${parent}.${key}`;
}
