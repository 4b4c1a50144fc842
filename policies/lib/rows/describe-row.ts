import { type Control, controlOf } from "../../catalogue/catalogue";
import type { Pack, RuleDescription } from "../../core/rule";

/** What every row of a table adds to its control of the catalogue. */
export interface ControlRow {
  readonly control: string;
  /** What the rule's id says after its pack. */
  readonly id: string;
  readonly pack: Pack;
  readonly why: string;
  readonly fix: string;
  /** Controls that ask for no more than this one, and are decided with it. */
  readonly alsoDecides?: readonly string[];
}

/** What the rule of a row says about itself: title and severity are the catalogue's. */
export function describeRow(row: ControlRow, control: Control = controlOf(row.control)): RuleDescription {
  return {
    id: `${row.pack}-${row.id}`,
    title: control.title,
    why: row.why,
    fix: row.fix,
    severity: control.severity,
    pack: row.pack,
    controls: [control.id, ...(row.alsoDecides ?? [])],
  };
}
