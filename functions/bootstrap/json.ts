export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object under a key; an empty one where there is none. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isObject(value) ? value : {};
}

/** The objects in the list under a key; a single object counts as a list of one. */
export function objectsAt(object: JsonObject, key: string): JsonObject[] {
  const value = object[key];
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

/** The texts in the list under a key, in one order. */
export function textsAt(object: JsonObject, key: string): string[] {
  const value = object[key];
  return Array.isArray(value) ? value.map(String).sort() : [];
}

/** An object without some of its keys. */
export function without(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** `base` with what `more` says otherwise; lists are replaced as a whole. */
export function merged(base: JsonObject, more: JsonObject): JsonObject {
  const changes = Object.entries(more).map(([key, value]) => {
    const before = base[key];
    return [key, isObject(value) && isObject(before) ? merged(before, value) : value] as const;
  });
  return { ...base, ...Object.fromEntries(changes) };
}
