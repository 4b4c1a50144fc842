import type { PlainValue, ResourceGraph, ResourceNode } from "../../../plan/graph";

/** Shorter texts turn up inside innocent ones, and protect nothing. */
const SHORTEST = 8;

/** Every text of a graph that is marked as secret, in each form it can be carried in. */
export function secretForms(graph: ResourceGraph): ReadonlySet<string> {
  const values = graph.resources.flatMap(secretTexts).filter((text) => text.length >= SHORTEST);
  return new Set(values.flatMap(formsOf));
}

/** A text as it is, and in the encodings in which secrets travel. */
export function formsOf(text: string): string[] {
  const bytes = Buffer.from(text, "utf8");
  const forms = [
    text,
    ...[0, 1, 2].flatMap((place) => [base64At(bytes, place, "base64"), base64At(bytes, place, "base64url")]),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
  ];
  return [...new Set(forms)];
}

/**
 * What of a text stays the same in base64 whatever stands before and after it, as `user:` does before a password: each
 * character stands for six bits, so it depends on where among three bytes the text begins.
 */
function base64At(bytes: Buffer, place: number, encoding: "base64" | "base64url"): string {
  const encoded = Buffer.concat([Buffer.alloc(place), bytes]).toString(encoding);
  return encoded.slice(Math.ceil((8 * place) / 6), Math.floor((8 * (place + bytes.length)) / 6));
}

/** Google's provider marks its labels as secret, as a whole; what is a label is shown all the same. */
const NOT_SECRET: ReadonlySet<string> = new Set(["effectiveLabels", "pulumiLabels"]);

function secretTexts({ inputs, outputs, secretInputs, secretOutputs, custom }: ResourceNode): string[] {
  const marked = secretInputs.flatMap((path) => textsIn(at(inputs, path)));
  // An output that repeats an input is marked as a whole; which texts in it are secret, the input's paths say.
  const made = secretOutputs.filter((path) => at(inputs, path) === undefined && !NOT_SECRET.has(path));
  return [...marked, ...(custom ? made.flatMap((path) => textsIn(at(outputs, path))) : [])];
}

export function textsIn(value: PlainValue | undefined): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(textsIn);
}

/** Each text of a value with its path, such as `environment.variables.NAME`. */
export function* textsAt(value: PlainValue, path = ""): Generator<readonly [path: string, text: string]> {
  if (typeof value === "string") yield [path, value];
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* textsAt(item, `${path}[${index}]`);
  else if (value !== null && typeof value === "object") {
    for (const [key, item] of Object.entries(value)) {
      yield [`${path}{${key}}`, key];
      yield* textsAt(item, path === "" ? key : `${path}.${key}`);
    }
  }
}

/** What stands at a path; a key may hold dots and brackets itself, as the name of a parameter or a label does. */
function at(value: PlainValue | undefined, path: string): PlainValue | undefined {
  if (path === "") return value;
  if (value === null || typeof value !== "object") return undefined;
  const isList = Array.isArray(value);
  for (const key of Object.keys(value)) {
    const step = isList ? `[${key}]` : key;
    const rest = path.startsWith(step) ? path.slice(step.length) : undefined;
    if (rest === undefined || !/^([.[]|$)/.test(rest)) continue;
    const found = at(Reflect.get(value, key), rest.replace(/^\./, ""));
    if (found !== undefined) return found;
  }
  return undefined;
}
