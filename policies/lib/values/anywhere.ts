/** Whether a range of addresses is the whole internet: with no bit fixed, whichever address it is written with. */
export function isAnywhere(range: unknown): boolean {
  return typeof range === "string" && /^[\d.:a-f]+\/0+$/i.test(range);
}
