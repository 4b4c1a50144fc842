import { z } from "zod";
import { unwrap } from "./values";

/**
 * The path that `pulumi config set --path` has to be given for a key: that of its first item or member where the key holds
 * several values, because setting the key itself would store a text.
 */
export function firstSettable(path: string, value: z.ZodType): string {
  if (value instanceof z.ZodArray) return firstSettable(`${path}[0]`, unwrap(value.element as z.ZodType));
  if (value instanceof z.ZodRecord) return firstSettable(`${path}.<name>`, unwrap(value.valueType as z.ZodType));
  const [member] = value instanceof z.ZodObject ? Object.entries(value.shape).filter(isRequired) : [];
  return member === undefined ? path : firstSettable(`${path}.${member[0]}`, member[1] as z.ZodType);
}

function isRequired([, member]: [string, unknown]): boolean {
  return !(member instanceof z.ZodOptional || member instanceof z.ZodDefault);
}

/** As a shell takes it; brackets and angle brackets mean something to it. */
export function quoted(path: string): string {
  return /^[\w.:-]+$/.test(path) ? path : `"${path}"`;
}
