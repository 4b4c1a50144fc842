/** Where two values are in their rotation. */
export interface OriginSecretPhase {
  /** Which of the two is sent. */
  readonly sent: "first" | "second";
  /** How often each has been replaced. */
  readonly replacements: { readonly first: number; readonly second: number };
}

/**
 * The phase of a generation:
 *
 * | generation | 1 | 2 | 3 | 4 | 5 |
 * |---|---|---|---|---|---|
 * | sent | first | second | second | first | first |
 * | replaced | - | - | first | - | second |
 */
export function originSecretPhase(generation: number): OriginSecretPhase {
  const switches = Math.floor(generation / 2);
  return {
    sent: switches % 2 === 0 ? "first" : "second",
    replacements: { first: Math.floor((generation + 1) / 4), second: Math.floor((generation - 1) / 4) },
  };
}
