import { expect } from "chai";
import { styleFor } from "../../../plan/report/style";
import { theoremLines } from "../../../plan/report/theorems";
import { applyWaivers } from "../../../policies/core/apply-waivers";
import { evaluateRules } from "../../../policies/core/evaluate";
import { PASS, type Rule, unproven, violation } from "../../../policies/core/rule";
import type { Waiver } from "../../../policies/core/waivers";
import { PROOFS } from "../../../policies/rules";
import { graphOf, resource } from "../../policies/support/mutate";
import { bothStacks, STACKS } from "../../support/stacks";

const QUEUE = "aws:sqs/queue:Queue";
const theorem: Rule = {
  id: "network-a",
  title: "Nobody calls",
  why: "It would be bad.",
  fix: "mend it",
  severity: "high",
  pack: "network",
  theorem: "N1",
  controls: [],
  types: [QUEUE],
  judge: ({ name }) =>
    name === "bad"
      ? violation("k", "somebody calls")
      : name === "unsure"
        ? unproven("k", "nobody knows who calls")
        : PASS,
};
const { theorem: _, ...plain } = theorem;

function told(rules: readonly Rule[], names: readonly string[], waivers: readonly Waiver[] = []): string[] {
  const graph = graphOf(...names.map((name) => resource(QUEUE, name)));
  const { verdicts } = applyWaivers(evaluateRules(graph, rules), waivers, { graph, rules, today: "2026-11-26" });
  return theoremLines(verdicts, styleFor(false));
}

const platform = bothStacks();

describe("the theorems in the plan", () => {
  it("are proven where every part of the platform keeps to them", () => {
    expect(told([theorem], ["good", "fine"])).to.deep.equal(["proven  N1"]);
  });

  it("are counted under one name where they share it", () => {
    expect(told([theorem, { ...theorem }, { ...theorem, theorem: "keys" }], ["good"])).to.deep.equal([
      "proven  N1 (2), keys",
    ]);
  });

  it("are refuted by one part that does not, which is the witness, whatever the others do", () => {
    expect(told([theorem], ["unsure", "bad", "good"])).to.deep.equal(["refuted  N1, Nobody calls: somebody calls"]);
  });

  it("are unproven where one part cannot be told", () => {
    expect(told([theorem], ["good", "unsure"])).to.deep.equal(["unproven  N1, Nobody calls: nobody knows who calls"]);
  });

  it("are not claimed to hold where they are waived, nor where there is nothing to hold them against", () => {
    const reason = "A reason that is long enough to be one, and that a reviewer understands.";
    const waiver = { rule: "network-a", resource: "bad", reason, owner: "platform", expires: "2027-01-01" };
    expect(told([theorem], ["good", "bad"], [waiver])).to.deep.equal(["proven but for what is waived  N1"]);
    expect(told([theorem], [])).to.deep.equal(["nothing to prove  N1"]);
  });

  it("are only the rules that say so", () => {
    expect(told([plain], ["bad"])).to.deep.equal([]);
  });

  for (const stack of STACKS) {
    it(`hold on ${stack}: the flows, N1 to N8 and N14, identities, keys, Google and secrets`, () => {
      expect(theoremLines(evaluateRules(platform(stack), PROOFS), styleFor(false))).to.deep.equal([
        "proven            F1-F30 (2), N1, N2, N3, N4, N5, N6, N7, N8, N14, identity (5), keys, Google (2), secrets",
        "nothing to prove  identity",
      ]);
    });
  }
});
