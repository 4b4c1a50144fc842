import { policyLines } from "../../plan/report/policies";
import type { Style } from "../../plan/report/style";
import type { Outcome } from "../core/evaluate";
import { judgePlatform } from "../core/judge-platform";
import { readState, type StateFile } from "./state-file";
import { type StateGraph, stateGraph } from "./state-graph";

/** What became of a state: the lines to print, and what they say in a word. */
export interface StateCheck {
  readonly lines: readonly string[];
  readonly violated: boolean;
  readonly unproven: boolean;
}

/** Stands where a text of a secret was. */
const HIDDEN = "[secret]";
/** Shorter texts turn up inside innocent ones, and protect nothing. */
const SHORTEST_SECRET = 6;

/**
 * Judges an exported stack by every rule.
 *
 * Whether each waiver is still needed is for `npm run plan` to say, in which every value is known.
 *
 * @param today the day from which waivers are counted, such as 2026-11-26
 * @throws StateFileError if the file cannot be judged
 */
export function checkState(path: string, today: string, style: Style): StateCheck {
  const file = readState(path);
  const state = stateGraph(file);
  const judged = { ...judgePlatform(state.graph, today), problems: [] };
  const has = (wanted: Outcome) => judged.verdicts.some(({ outcome }) => outcome === wanted);
  const lines = [
    headline(file, state),
    ...hints(file, state, style),
    ...policyLines(state.graph, judged, today, style),
  ];
  return { lines: lines.map(hiding(state.openTexts)), violated: has("violation"), unproven: has("unproven") };
}

function headline({ written, engine }: StateFile, { graph }: StateGraph): string {
  const on = written ? `, written on ${written.slice(0, 10)}` : "";
  const by = written && engine ? ` by ${engine}` : "";
  return `Stack ${graph.stack}: ${graph.resources.length} resources${on}${by}`;
}

/** What a reader has to know to believe the verdicts. */
function hints({ pendingOperations }: StateFile, { sealed, openTexts, waiting }: StateGraph, style: Style): string[] {
  return [
    ...(sealed === 0 ? [] : [`${sealed} secrets are sealed in the file; a rule that has to read one stays unproven`]),
    ...(openTexts.length === 0
      ? []
      : [style.warn("The file holds secrets in plain text: delete it, and export without --show-secrets")]),
    ...(waiting === 0
      ? []
      : [style.warn(`${waiting} replaced resources wait to be deleted and are not judged: run pulumi up`)]),
    ...(pendingOperations === 0
      ? []
      : [style.warn(`${pendingOperations} operations were cut short, so the state may be wrong: run pulumi refresh`)]),
  ];
}

/** Findings hold names only; should a name ever repeat a secret, it still is not printed. */
function hiding(secrets: readonly string[]): (line: string) => string {
  const long = secrets.filter(({ length }) => length >= SHORTEST_SECRET).sort((a, b) => b.length - a.length);
  return (line) => long.reduce((clean, secret) => clean.replaceAll(secret, HIDDEN), line);
}
