/**
 * JSON with the keys of every object in alphabetical order and without absent values: the order in which ECS gives
 * container definitions back. Text that differs from it in nothing but order would replace the task definition, and
 * with it every task, on each run.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => (isRecord(item) ? sorted(item) : item));
}

/** The pairs ECS makes of a map: a list in the order of the names. */
export function namedList<T, P extends string>(map: Readonly<Record<string, T>>, property: P) {
  return Object.keys(map)
    .sort()
    .map((name) => ({ name, [property]: map[name] }));
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
