import { z } from "zod";
import type { Message } from "./problem";

/** What the schema says about a key beyond its type. */
export interface KeyNotes {
  /** The unit of a number, such as "days". */
  readonly unit?: string;
  /** Which value the reference shows as allowed, where the wording of the messages would be too vague or too long. */
  readonly allowed?: string;
  /** Why the key exists although the table of the design does not list it. */
  readonly addition?: string;
  /** Recognises a value that ships with the repository and has to be replaced before the first deployment. */
  readonly isShipped?: (value: unknown) => boolean;
  /** What `pulumi config set` is to be given, for keys with shipped values: "<12 digits>". */
  readonly replaceWith?: string;
  /** Present on secrets: the values that stand in for the encrypted ones while a stack is planned offline. */
  readonly secret?: { readonly simulated: string; readonly shipped: string };
  /** The contract text for a value this key cannot take; where there is none, the uniform text E00 is used. */
  readonly refusal?: (value: unknown, siblings: Readonly<Record<string, unknown>>) => Message | undefined;
}

export interface DocumentedKey extends KeyNotes {
  readonly meaning: string;
}

const documentation = z.registry<DocumentedKey>();

/** Declares a key: its meaning in one sentence, its value, and what else is worth saying. */
export function key<T extends z.ZodType>(meaning: string, value: T, notes: KeyNotes = {}): T {
  documentation.add(value, { meaning, ...notes });
  return value;
}

export function notesOf(value: z.ZodType): DocumentedKey {
  return documentation.get(value) ?? { meaning: "" };
}
