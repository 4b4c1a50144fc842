/** IAM's patterns: `*` for any characters, `?` for exactly one, everything else for itself. */

/** Whether a text fits a pattern. Linear in practice: one point to return to, as only the last `*` can give way. */
export function matches(pattern: string, text: string): boolean {
  let at = 0;
  let inText = 0;
  let star = -1;
  let resumeAt = 0;
  while (inText < text.length) {
    if (pattern[at] === "*") {
      star = at++;
      resumeAt = inText;
    } else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === text[inText])) {
      at++;
      inText++;
    } else if (star >= 0) {
      at = star + 1;
      inText = ++resumeAt;
    } else {
      return false;
    }
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}

/** Whether every text that fits `narrow` fits `wide` too. Read as a text, a pattern stands for all that fit it. */
export function covers(wide: string, narrow: string): boolean {
  return search(wide, narrow, (a, b) => a === b || (a === "?" && b !== "*"), false);
}

/** Whether some text fits both patterns. */
export function overlaps(one: string, other: string): boolean {
  return search(one, other, (a, b) => a === b || a === "?" || b === "?", true);
}

/** Walks two patterns side by side; a `*` of the second gives way only where `both` says so. */
function search(one: string, other: string, step: (a: string, b: string) => boolean, both: boolean): boolean {
  const width = other.length + 1;
  const seen = new Uint8Array((one.length + 1) * width);
  const pending: [number, number][] = [[0, 0]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [i, j] = next;
    if (i > one.length || j > other.length || seen[i * width + j] === 1) continue;
    seen[i * width + j] = 1;
    if (i === one.length && j === other.length) return true;
    const a = one[i];
    const b = other[j];
    if (a === "*") pending.push([i + 1, j], [i, j + 1]);
    if (both && b === "*") pending.push([i, j + 1], [i + 1, j]);
    if (a !== undefined && b !== undefined && a !== "*" && (!both || b !== "*") && step(a, b))
      pending.push([i + 1, j + 1]);
  }
  return false;
}
