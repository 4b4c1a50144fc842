/** What one thing can do to another, and what that rests on. */
export interface Answer {
  readonly kind: "flow" | "permission";
  readonly from: string;
  readonly to: string;
  /** Perhaps: it depends on conditions whose values a plan cannot know. */
  readonly verdict: "yes" | "perhaps" | "no";
  /** Protocols and ports, or actions; those refused where the verdict is no. */
  readonly what: readonly string[];
  /** ARN patterns of what the actions are about; empty where that is open, or needs no telling. */
  readonly on: readonly string[];
  /** What admits it, or each thing that stops it. */
  readonly because: readonly string[];
}

/** The answer in a sentence, and below it what it rests on. */
export function textOf({ from, to, verdict, what, on, because }: Answer): string {
  const lines = [...on.map((pattern) => `on ${pattern}`), ...because];
  return [`${from} -> ${to}: ${said(verdict, what)}`, ...lines.map((reason) => `    ${reason}`)].join("\n");
}

function said(verdict: Answer["verdict"], what: readonly string[]): string {
  const list = what.join(", ");
  if (verdict === "yes") return list;
  if (verdict === "perhaps") return `perhaps ${list}`;
  return list === "" ? "nothing" : `not ${list}`;
}

/** Answers that rest on the same things, told as one: first all actions on one resource, then all such resources. */
export function merged(answers: readonly Answer[]): Answer[] {
  return mergedBy("on", mergedBy("what", answers));
}

function mergedBy(list: "what" | "on", answers: readonly Answer[]): Answer[] {
  const groups = new Map<string, Answer>();
  for (const answer of answers) {
    const key = JSON.stringify({ ...answer, [list]: undefined });
    const all = [...(groups.get(key)?.[list] ?? []), ...answer[list]];
    groups.set(key, { ...answer, [list]: [...new Set(all)].sort() });
  }
  return [...groups.values()];
}
