import type { PlainValue, ResourceNode } from "../../plan/graph";

/** Base64 packs three bytes at a time, so a text inside another one looks different by where it begins. */
const ALIGNMENTS = [0, 1, 2];

/** Each form a text can be carried in, by itself or within another text. */
export function everyForm(texts: readonly string[]): ReadonlySet<string> {
  return new Set(
    texts.flatMap((text) => [
      text,
      JSON.stringify(text).slice(1, -1),
      encodeURIComponent(text),
      Buffer.from(text).toString("hex"),
      ...ALIGNMENTS.flatMap((before) => {
        const packed = Buffer.from(`${"\0".repeat(before)}${text}`);
        const whole = packed.subarray(0, packed.length - (packed.length % 3));
        // What stands before and after changes the characters at either end.
        return [whole.toString("base64"), whole.toString("base64url")].map((form) => form.slice(before === 0 ? 0 : 4));
      }),
    ]),
  );
}

/** Names of the texts in which one of the forms stands. */
export function hits(texts: ReadonlyMap<string, string>, forms: ReadonlySet<string>): string[] {
  return [...texts].filter(([, text]) => [...forms].some((form) => text.includes(form))).map(([name]) => name);
}

/** What others read, or what is kept as text: a mark makes no secret of it. */
const NEVER_SECRET = /^(outputs\.)?(code|containerDefinitions|description|environment|input|name|tags|triggers)\b/;

/** Every text of a resource that is not marked as secret, or in vain, by its path; names of properties count as texts. */
export function openTexts({ inputs, outputs, secretInputs, secretOutputs }: ResourceNode): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const marked = new Set([...secretInputs, ...secretOutputs.map((name) => `outputs.${name}`)]);
  const visit = (value: PlainValue, path: string): void => {
    if (marked.has(path) && !NEVER_SECRET.test(path)) return;
    if (typeof value === "string") found.set(path, value);
    else if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, `${path}[${index}]`);
    else if (value !== null && typeof value === "object")
      for (const [key, item] of Object.entries(value)) {
        found.set(`${path}{${key}}`, key);
        visit(item, path === "" ? key : `${path}.${key}`);
      }
  };
  visit(inputs, "");
  visit(outputs, "outputs");
  return found;
}
