import type { PlainObject, PlainValue } from "../../plan/graph";
import { isObject } from "../lib/values/objects";

/** What stands at one place of a resource's inputs; `undefined` where nothing does. */
export interface Reading {
  /** The place, with the index of each list element: `origins[1].originAccessControlId`. */
  readonly path: string;
  readonly value: PlainValue | undefined;
}

interface Step {
  readonly name: string;
  readonly list: boolean;
}

/** `a.b[].c` as steps. @throws on a path that is not of this form. */
export function parsePath(path: string): readonly Step[] {
  return path.split(".").map((part) => {
    const [, name, list] = /^([A-Za-z][A-Za-z0-9]*)(\[\])?$/.exec(part) ?? [];
    if (name === undefined) throw new Error(`"${path}" is not a property path`);
    return { name, list: list !== undefined };
  });
}

/**
 * Everything that stands at a path; `[]` means every element of a list. An absent property, and an empty list, give one
 * reading without a value, so that "must be" fails on nothing at all instead of passing it.
 *
 * @param mayLack names of properties whose absence means that there is nothing to judge
 */
export function readPath(inputs: PlainObject, path: string, mayLack: readonly string[] = []): Reading[] {
  return parsePath(path).reduce<Reading[]>(
    (readings, step) => readings.flatMap((reading) => follow(reading, step, mayLack)),
    [{ path: "", value: inputs }],
  );
}

function follow({ path, value }: Reading, { name, list }: Step, mayLack: readonly string[]): Reading[] {
  const next = isObject(value) ? (value[name] ?? undefined) : undefined;
  const place = path === "" ? name : `${path}.${name}`;
  const elements = list && Array.isArray(next) ? next : undefined;
  const absent = next === undefined || elements?.length === 0;
  if (absent) return mayLack.includes(name) ? [] : [{ path: list ? `${place}[]` : place, value: undefined }];
  if (elements !== undefined) return elements.map((element, index) => ({ path: `${place}[${index}]`, value: element }));
  // What stands where a list should be is judged as its only element: it is not a list of nothing.
  return [{ path: place, value: next }];
}
