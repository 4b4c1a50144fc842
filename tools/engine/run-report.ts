import type { EngineEvent, Step } from "./events";
import { parseUrn } from "./provider/urn";
import type { Run } from "./pulumi";

/** More steps than this are counted instead of listed. */
const LISTED_STEPS = 40;

/** Where the reader finds more. */
export interface Places {
  /** Folder of the state and the cloud. */
  readonly folder: string;
  /** File with every word of the CLI. */
  readonly words: string;
}

const SIGNS: Readonly<Record<string, string>> = {
  create: "+",
  update: "~",
  delete: "-",
  replace: "±",
  "create-replacement": "+",
  "delete-replaced": "-",
};

/** What matters of a run: what changed, what was refused and why, what the policies say. */
export function describeRun(title: string, run: Run, isStopped: boolean, places: Places): string {
  const outcome = isStopped ? ", stopped before the end" : run.exitCode === 0 ? "" : ", failed";
  return [
    `${title}${outcome}: ${counts(run.events) || "nothing done"}, ${run.seconds.toFixed(0)} s`,
    ...listed(changesOf(run.events)),
    ...errors(run),
    ...policies(run.events),
    `state and simulated cloud: ${places.folder}; every word of the CLI: ${places.words}`,
  ].join("\n");
}

/** What the program leaves behind on purpose, which stands in the way of a new `up` as it would in the real cloud. */
export function describeLeft(names: readonly string[], folder: string): string {
  if (names.length === 0) return "";
  return `left in the cloud on purpose: ${[...names].sort().join(", ")}; delete ${folder} to begin anew\n`;
}

/**
 * The steps that change something, each once, in the engine's order: those done, or those planned where none was. What a
 * refresh has found is in the engine's second word on a resource; the first says only that it is going to look.
 */
export function changesOf(events: readonly EngineEvent[]): Step[] {
  const announced = events.flatMap(({ resourcePreEvent }) => resourcePreEvent ?? []);
  const isRefresh = announced.every(({ metadata }) => metadata.op === "refresh");
  const steps = isRefresh ? events.flatMap(({ resOutputsEvent }) => resOutputsEvent ?? []) : announced;
  const done = steps.filter(({ planning }) => !planning);
  return (done.length > 0 ? done : steps).map(({ metadata }) => metadata).filter(({ op }) => op in SIGNS);
}

/** Logical name of a resource. */
export function nameOf(urn: string): string {
  return parseUrn(urn).name || urn;
}

function counts(events: readonly EngineEvent[]): string {
  const summary = events.findLast(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent;
  const parts = Object.entries(summary?.resourceChanges ?? {}).map(([op, count]) => `${op} ${count}`);
  return parts.length === 0 ? "" : `${summary?.isPreview ? "planned: " : ""}${parts.join(", ")}`;
}

function listed(steps: readonly Step[]): string[] {
  if (steps.length > LISTED_STEPS) return [];
  return steps.map(({ op, urn, type, diffs, keys }) => {
    const changed = [...new Set(diffs ?? [])].map((key) => (keys?.includes(key) ? `${key} (replaces)` : key));
    return `  ${SIGNS[op]} ${op.padEnd(18)} ${type} ${nameOf(urn)}${changed.length > 0 ? `: ${changed.join(", ")}` : ""}`;
  });
}

/** What the engine and the providers refused; the CLI's own words where the engine did not get that far. */
function errors({ events, exitCode, text }: Run): string[] {
  const said = events.flatMap(({ diagnosticEvent: said }) =>
    said?.severity === "error" ? [`  error: ${said.urn ? `${nameOf(said.urn)}: ` : ""}${said.message.trim()}`] : [],
  );
  return exitCode !== 0 && events.length === 0 ? [text.trim()] : said;
}

function policies(events: readonly EngineEvent[]): string[] {
  const findings = events.flatMap(({ policyEvent }) => (policyEvent === undefined ? [] : [policyEvent]));
  if (findings.length === 0) return [];
  const violated = findings.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  return [
    `policies: ${violated.length} violated, ${findings.length - violated.length} advice or not to be judged yet`,
    ...violated.map(({ message }) => `  violated: ${message.trim().replaceAll("\n", "\n    ")}`),
  ];
}
