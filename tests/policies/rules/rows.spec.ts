import { expect } from "chai";
import { ruleOf } from "../../../policies/lib/rows/property-row";
import { relatedRuleOf } from "../../../policies/lib/rows/related-row";
import { ROWS } from "../../../policies/rules/declarative";
import { RELATED_ROWS } from "../../../policies/rules/related/rows";
import { bothStacks } from "../../support/stacks";
import { freshFindings } from "./mutations/findings";
import { breakRelatedRow, breakRow, type RowChange, SHARED } from "./mutations/rows";

describe("a rule of a table, on the real platform", () => {
  const platform = bothStacks();
  const cases = [
    ...ROWS.map((row) => ({ id: ruleOf(row).id, change: () => breakRow(row, platform) })),
    ...RELATED_ROWS.map((row) => ({ id: relatedRuleOf(row).id, change: () => breakRelatedRow(row, platform) })),
  ];

  for (const { id, change } of cases) {
    const broken = [id, ...(SHARED[id] ?? [])];
    it(`breaking what ${id} asks for breaks ${broken.length === 1 ? "it alone" : broken.join(", ")}`, () => {
      expect(rulesBroken(change())).to.deep.equal([...broken].sort());
    });
  }
});

function rulesBroken(change: RowChange | undefined): string[] {
  return change === undefined ? [] : Object.keys(freshFindings(change.before, change.after)).sort();
}
