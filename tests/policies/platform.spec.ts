import { expect } from "chai";
import { judgePlatform, readWaivers } from "../../policies/core/judge-platform";
import { daysLeft } from "../../policies/core/waivers";
import { RULES } from "../../policies/rules";
import { bothStacks, STACKS } from "../support/stacks";

/** The day on which the waivers were agreed on; that they still hold today is for `npm run plan` to say. */
const AGREED = "2026-11-26";

describe("the policies of the platform", () => {
  const platform = bothStacks();

  for (const stack of STACKS) {
    it(`${stack} violates none that is not waived, leaves none unproven, and has no waiver too many`, () => {
      const { verdicts, problems } = judgePlatform(platform(stack), AGREED);
      const bad = verdicts.filter(({ outcome }) => outcome === "violation" || outcome === "unproven");
      expect(bad.map(({ rule, resource, findings }) => [rule.id, resource.name, findings])).to.deep.equal([]);
      expect(problems).to.deep.equal([]);
    });

    it(`${stack} is judged by most of them, and not by none`, () => {
      const { verdicts } = judgePlatform(platform(stack), AGREED);
      const judged = new Set(verdicts.filter(({ outcome }) => outcome !== "notApplicable").map(({ rule }) => rule.id));
      expect(judged.size).to.be.at.least(150);
    });

    it(`${stack} gives the same verdicts on every run`, () => {
      const told = () =>
        judgePlatform(platform(stack), AGREED).verdicts.map(({ rule, resource, outcome }) => [
          rule.id,
          resource.urn,
          outcome,
        ]);
      expect(told()).to.deep.equal(told());
    });
  }

  it("are each named once, after their pack, in words", () => {
    const ids = RULES.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).to.deep.equal([]);
    for (const { id, pack } of RULES) expect(id).to.match(new RegExp(`^${pack}-[a-z0-9]+(-[a-z0-9]+)*$`));
  });

  it("say why they are, in a sentence, and how to mend it", () => {
    for (const { id, title, why, fix } of RULES) {
      expect(title, id).to.match(/^[A-Z].{9,100}$/);
      expect(why, id).to.match(/^[A-Z].{20,}\.$/);
      expect(fix, id).to.match(/^[a-z].{8,}[^.]$/);
    }
  });

  it("are waived for reasons, by the platform's owners, for a year at most and half of one in dev", () => {
    for (const waiver of readWaivers()) {
      expect(waiver.reason, waiver.rule).to.match(/^[A-Z].{60,}\.$/);
      expect(waiver.owner).to.equal("platform");
      expect(daysLeft(waiver, AGREED), waiver.rule).to.be.within(30, waiver.stack === "dev" ? 190 : 366);
    }
  });

  it("change nothing they judge", () => {
    const graph = platform("prod");
    const before = JSON.stringify(graph.resources);
    judgePlatform(graph, AGREED);
    expect(JSON.stringify(graph.resources)).to.equal(before);
  });
});
