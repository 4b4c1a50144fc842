import { expect } from "chai";
import { isFine, policyLines } from "../../../plan/report/policies";
import { styleFor } from "../../../plan/report/style";
import { applyWaivers } from "../../../policies/core/apply-waivers";
import { evaluateRules } from "../../../policies/core/evaluate";
import { PACKS, PASS, type Rule, unproven, violation } from "../../../policies/core/rule";
import type { Waiver } from "../../../policies/core/waivers";
import { graphOf, resource } from "../../policies/support/mutate";

const QUEUE = "aws:sqs/queue:Queue";
const RULE: Rule = {
  id: "network-a",
  title: "t",
  why: "It would be bad.",
  fix: "mend it",
  severity: "high",
  pack: "network",
  controls: [],
  types: [QUEUE],
  judge: ({ name }) =>
    name === "bad"
      ? violation("size", "size is wrong; mend it")
      : name === "unsure"
        ? unproven("k", "k is not known")
        : PASS,
};
const REASON = "A reason that is long enough to be one, and that a reviewer understands.";

function told(names: readonly string[], waivers: readonly Waiver[], today: string) {
  const graph = graphOf(...names.map((name) => resource(QUEUE, name)));
  const judged = applyWaivers(evaluateRules(graph, [RULE]), waivers, { graph, rules: [RULE], today });
  return { lines: policyLines(graph, judged, today, styleFor(false)), fine: isFine(judged) };
}

const waiver = (name: string, expires: string): Waiver => ({
  rule: "network-a",
  resource: name,
  reason: REASON,
  owner: "platform",
  expires,
});

describe("the policies in the plan", () => {
  it("are counted by outcome", () => {
    expect(told(["good", "fine"], [], "2026-11-26")).to.deep.equal({
      lines: ["1 rules: 2 passed, 0 violated, 0 unproven, 0 waived, 0 not applicable"],
      fine: true,
    });
    expect(told([], [], "2026-11-26").lines[0]).to.include("1 not applicable");
  });

  it("say what is wrong, where, why, and how to mend it", () => {
    expect(told(["bad", "unsure"], [], "2026-11-26")).to.deep.equal({
      lines: [
        "1 rules: 0 passed, 1 violated, 1 unproven, 0 waived, 0 not applicable",
        `high: network-a: urn:pulumi:test::kumiki::${QUEUE}::bad`,
        "  size is wrong; mend it",
        "  It would be bad. See platform/",
        `unproven: network-a: urn:pulumi:test::kumiki::${QUEUE}::unsure`,
        "  k is not known",
        "  It would be bad. See platform/",
      ],
      fine: false,
    });
    expect(told(["unsure"], [], "2026-11-26").fine).to.equal(false);
  });

  for (const pack of PACKS) {
    for (const judgement of [violation("k", "k is wrong"), unproven("k", "k is not known")]) {
      it(`are not fine where a rule of the pack ${pack} is ${judgement.outcome}, as of any other`, () => {
        const graph = graphOf(resource(QUEUE, "one"));
        const rule: Rule = { ...RULE, id: `${pack}-a`, pack, severity: "low", judge: () => judgement };
        const context = { graph, rules: [rule], today: "2026-11-26" };
        expect(isFine(applyWaivers(evaluateRules(graph, [rule]), [], context))).to.equal(false);
      });
    }
  }

  it("say how long waivers hold, and name those that end soon", () => {
    const { lines, fine } = told(
      ["bad", "unsure"],
      [waiver("bad", "2026-12-26"), waiver("unsure", "2027-05-31")],
      "2026-11-26",
    );
    expect(lines).to.deep.equal([
      "1 rules: 0 passed, 0 violated, 0 unproven, 2 waived, 0 not applicable",
      "waivers: 1 for 30 days, 1 for 186 days; policies/waivers.yaml says why",
      "waiver ends in 30 days: network-a for bad, answered for by platform",
    ]);
    expect(fine).to.equal(true);
  });

  it("are not fine with a waiver that does not hold", () => {
    const { lines, fine } = told(["good"], [waiver("good", "2027-05-31")], "2026-11-26");
    expect(lines[1]).to.equal("waivers: the waiver of network-a for good waives nothing in test; remove it");
    expect(fine).to.equal(false);
  });
});
