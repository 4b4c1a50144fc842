import { z } from "zod";
import type { Bilingual } from "./wording";

/** How each kind of value reads in a sentence; the texts are built from the same numbers and names that are enforced. */
const allowedTexts = z.registry<Bilingual>();

/** `pulumi config set --path x 0.5` stores the text "0.5": the command makes numbers of whole numbers only. */
const NUMBER_TEXT = /^-?\d+(\.\d+)?$/;

/** `pulumi config set --path x 123` stores a number even where the key holds text that happens to be digits. */
const digitsToText = (raw: unknown) => (Number.isSafeInteger(raw) ? String(raw) : raw);
const textToNumber = (raw: unknown) => (typeof raw === "string" && NUMBER_TEXT.test(raw) ? Number(raw) : raw);

/** The wording for a value schema, looking through the wrappers that make it optional or give it a default. */
export function allowedBy(schema: z.ZodType): Bilingual {
  const found = allowedTexts.get(unwrap(schema));
  if (found === undefined) throw new Error("Every value of the schema is built by one of the functions of this file.");
  return found;
}

/** The schema of the value itself, without the wrappers that make it optional or give it a default. */
export function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? unwrap(schema.unwrap() as z.ZodType)
    : schema;
}

/** Whether a key holds a number. */
export function holdsNumber(schema: z.ZodType): boolean {
  const { type } = z.toJSONSchema(unwrap(schema), { io: "output" });
  return type === "integer" || type === "number";
}

export function flag() {
  return z.boolean().register(allowedTexts, { en: "true or false", ja: " true または false " });
}

export function choice<const T extends readonly [string, ...string[]]>(names: T) {
  const list = names.map((name) => `"${name}"`);
  const en = list.length === 1 ? `${list[0]}` : `one of ${list.join(", ")}`;
  return z.enum(names).register(allowedTexts, { en, ja: `${list.join("、")}${list.length === 1 ? "" : "のいずれか"}` });
}

export function integer(min: number, max: number) {
  return z.preprocess(textToNumber, z.int().min(min).max(max)).register(allowedTexts, {
    en: `a whole number from ${min} to ${max}`,
    ja: `${min}から${max}までの整数`,
  });
}

export function numberFrom(min: number, max: number) {
  return z.preprocess(textToNumber, z.number().min(min).max(max)).register(allowedTexts, {
    en: `a number from ${min} to ${max}`,
    ja: `${min}から${max}までの数値`,
  });
}

export function multipleOf(step: number, min: number, max: number) {
  return z.preprocess(textToNumber, z.number().min(min).max(max).multipleOf(step)).register(allowedTexts, {
    en: `a number from ${min} to ${max} in steps of ${step}`,
    ja: `${min}から${max}までの${step}刻みの数値`,
  });
}

/** A number whose range is no business of the schema, because a rule or the reader of the number decides it. */
export function anyNumber() {
  return z.preprocess(textToNumber, z.number()).register(allowedTexts, { en: "a number", ja: "数値" });
}

export function numberOf(values: readonly number[]) {
  const known = new Set(values);
  return z
    .preprocess(
      textToNumber,
      z.number().refine((value) => known.has(value)),
    )
    .register(allowedTexts, { en: `one of ${values.join(", ")}`, ja: `${values.join("、")}のいずれか` });
}

/** Text of one form. `description` completes "must be ...". */
export function matching(form: RegExp, description: Bilingual) {
  return z.string().regex(form).register(allowedTexts, description);
}

/** Text that may consist of digits alone and therefore arrive as a number. */
export function digits(form: RegExp, description: Bilingual) {
  return z.preprocess(digitsToText, z.string().regex(form)).register(allowedTexts, description);
}

/** Text for which a function decides, because no regular expression states the rule well. */
export function accepted(accepts: (text: string) => boolean, description: Bilingual) {
  return z.string().refine(accepts).register(allowedTexts, description);
}

export function nonEmpty(): z.ZodString {
  return z.string().min(1).register(allowedTexts, { en: "a non-empty text", ja: "空でない文字列" });
}

export function list<T extends z.ZodType>(element: T) {
  return z.array(element).register(allowedTexts, {
    en: "a list such as [first, second]",
    ja: " [first, second] のようなリスト",
  });
}

/** Free keys, one kind of value. */
export function mapOf<T extends z.ZodType>(value: T) {
  return z.record(z.string(), value).register(allowedTexts, { en: "a map", ja: "マップ" });
}

/** Settings that belong together. Every member is a key of its own in the reference and in the messages. */
export function group<T extends z.ZodRawShape>(members: T) {
  return z.strictObject(members).register(allowedTexts, {
    en: 'a group of settings, each as "key: value" on an indented line',
    ja: "設定のグループ（字下げした行に「キー: 値」の形で1つずつ記述）",
  });
}
