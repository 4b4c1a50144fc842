import { covers, matches } from "./glob";

/** Parts of an ARN before the resource: `arn`, partition, service, region, account. */
const HEAD_PARTS = 5;

/**
 * Whether a resource fits the ARN pattern of a statement. Each part is compared by itself, so that a `*` never reaches
 * across a colon into the account; the resource part is one text, and a pattern that ends early with `*` means the rest.
 */
export function matchesArn(pattern: string, arn: string): boolean {
  return compare(pattern, arn, matches);
}

/** Whether every resource that fits `narrow` fits `wide` too. */
export function coversArn(wide: string, narrow: string): boolean {
  return compare(wide, narrow, covers);
}

/** The account in an ARN; undefined where there is none, or a pattern. */
export function accountOf(arn: string): string | undefined {
  const account = arn.split(":")[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

function compare(pattern: string, other: string, fits: (pattern: string, text: string) => boolean): boolean {
  if (pattern === "*") return true;
  const wanted = partsOf(pattern);
  const found = partsOf(other);
  const openEnd = wanted.length <= HEAD_PARTS && pattern.endsWith("*");
  if (!openEnd && wanted.length !== found.length) return false;
  return wanted.every((part, index) => {
    const text = found[index];
    return text !== undefined && fits(part, text);
  });
}

function partsOf(arn: string): string[] {
  const parts = arn.split(":");
  return parts.length <= HEAD_PARTS ? parts : [...parts.slice(0, HEAD_PARTS), parts.slice(HEAD_PARTS).join(":")];
}
