/** Whole numbers from the first to the last, both included. */
export type Interval = readonly [first: number, last: number];

/** A set of whole numbers, as its intervals in order; no two overlap or touch, so that equal sets look the same. */
export type Intervals = readonly Interval[];

export function intervals(pieces: Iterable<Interval>): Intervals {
  const joined: [number, number][] = [];
  for (const [first, last] of [...pieces].sort((a, b) => a[0] - b[0])) {
    const previous = joined.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

export function union(...sets: readonly Intervals[]): Intervals {
  return intervals(sets.flat());
}

export function intersection(a: Intervals, b: Intervals): Intervals {
  const shared: Interval[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x, y] = [a[i], b[j]];
    if (x === undefined || y === undefined) break;
    const first = Math.max(x[0], y[0]);
    const last = Math.min(x[1], y[1]);
    if (first <= last) shared.push([first, last]);
    if (x[1] < y[1]) i += 1;
    else j += 1;
  }
  return shared;
}

export function difference(a: Intervals, b: Intervals): Intervals {
  const left: Interval[] = [];
  for (const [first, last] of a) {
    let next = first;
    for (const [from, to] of b) {
      if (to < next) continue;
      if (from > last) break;
      if (from > next) left.push([next, from - 1]);
      next = to + 1;
    }
    if (next <= last) left.push([next, last]);
  }
  return left;
}

export function isEmpty(set: Intervals): boolean {
  return set.length === 0;
}

/** Whether all of the second set is in the first. */
export function covers(outer: Intervals, inner: Intervals): boolean {
  return isEmpty(difference(inner, outer));
}
