import { expect } from "chai";
import { RULES } from "../../../policies/rules";
import { networkRules } from "../../../policies/rules/network";
import { badPlans } from "../network/bad-plans";
import { shortName } from "../support/identity-changes";
import { IDENTITY_CHANGES } from "./identity-changes";
import { BY_HAND } from "./mutations";
import { ROW_RULES } from "./mutations/rows";
import { TAGS_AND_COST } from "./mutations/tags-and-cost";

// Every table of changes is run by a spec, which holds that each change breaks exactly the rules its row names.

const noPlatform = () => {
  throw new Error("what a plan breaks can be read without making it");
};

const theorems = badPlans(noPlatform).flatMap(([, , breaks]) => breaks.map((id) => `network-${id}`));
const identities = new Set(Object.values(IDENTITY_CHANGES).flatMap(([, ...rules]) => rules));
const seen = new Set([
  ...theorems.filter((theorem) => networkRules.some(({ id }) => id === theorem)),
  ...RULES.map(({ id }) => id).filter((id) => identities.has(shortName(id))),
  ...BY_HAND.flatMap(({ breaks }) => Object.keys(breaks)),
  ...TAGS_AND_COST.flatMap(({ breaks }) => breaks.map((line) => line.split(" ")[0] ?? "")),
  ...ROW_RULES.map(({ id }) => id),
]);
const score = RULES.filter(({ id }) => seen.has(id)).length;

describe("the score of the rules", () => {
  const percent = Math.floor((100 * score) / RULES.length);

  it(`${score} of ${RULES.length} rules are seen failing by a change of the real platform: ${percent} %`, () => {
    expect(RULES.map(({ id }) => id).filter((id) => !seen.has(id))).to.deep.equal([]);
  });

  it("counts no rule that there is not", () => {
    const ids = new Set(RULES.map(({ id }) => id));
    expect([...seen].filter((id) => !ids.has(id))).to.deep.equal([]);
  });
});
