import { listPaths } from "./entries";

const PATHS = listPaths();

/**
 * The existing key nearest to an unknown one, by edit distance over the whole dotted path, so that a key put into the
 * wrong section is found as well. There is always an answer; of equally near keys the first one of the schema wins.
 */
export function nearestKey(unknown: string): string {
  const indexes = unknown.match(/\[\d+\]/g) ?? [];
  const wanted = unknown.replaceAll(/\[\d+\]/g, "[]");
  const distances = PATHS.map((path) => distance(path, wanted));
  const nearest = PATHS[distances.indexOf(Math.min(...distances))] ?? "";
  return indexes.reduce((path: string, index) => path.replace("[]", index), nearest);
}

/** Levenshtein distance without regard to case. */
export function distance(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [i, character] of [...left].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...right].entries()) {
      const substitution = (row[j] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min(substitution, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
