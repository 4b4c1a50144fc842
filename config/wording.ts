import type { Message } from "./problem";

/** A description of the allowed values, worded to fit the sentence of E00 in each language. */
export interface Bilingual {
  readonly en: string;
  readonly ja: string;
}

/** A value as it stands in a sentence: text as it is, everything else as JSON. */
export function show(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function text(id: string, message: string, messageJa: string): Message {
  return { id, message, messageJa };
}
