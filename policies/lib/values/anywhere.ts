/** Whether a range of addresses is the whole internet. */
export function isAnywhere(range: unknown): boolean {
  return typeof range === "string" && /^(0\.0\.0\.0|::|0:0:0:0:0:0:0:0)\/0$/.test(range);
}
