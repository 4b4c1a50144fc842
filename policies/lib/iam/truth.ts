/** What can be said of a statement when not everything is known. */
export type Truth = "yes" | "no" | "maybe";

export function truthOf(value: boolean): Truth {
  return value ? "yes" : "no";
}

/** Yes when all are; no as soon as one is. */
export function allOf(truths: Iterable<Truth>): Truth {
  let result: Truth = "yes";
  for (const truth of truths) {
    if (truth === "no") return "no";
    if (truth === "maybe") result = "maybe";
  }
  return result;
}

/** Yes as soon as one is; no when none can be. */
export function anyOf(truths: Iterable<Truth>): Truth {
  let result: Truth = "no";
  for (const truth of truths) {
    if (truth === "yes") return "yes";
    if (truth === "maybe") result = "maybe";
  }
  return result;
}

export function not(truth: Truth): Truth {
  if (truth === "maybe") return "maybe";
  return truth === "yes" ? "no" : "yes";
}
