/** Insertions, deletions and substitutions that turn one text into the other, without regard to case (Levenshtein). */
export function editDistance(from: string, to: string): number {
  const [left, right] = [from.toLowerCase(), to.toLowerCase()];
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

/** How many edits still look like a slip and not like another word: a third of the letters. */
export function tolerance(name: string): number {
  return Math.floor(name.length / 3);
}
