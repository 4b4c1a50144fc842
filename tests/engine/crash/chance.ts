/** Numbers nobody chose, and the same for the same seed on every machine: Mulberry32. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** `KUMIKI_SEED` tries others than yesterday's. */
export const SEED = Number(process.env.KUMIKI_SEED ?? 1);
