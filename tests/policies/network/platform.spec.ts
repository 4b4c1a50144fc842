import { expect } from "chai";
import { evaluateRules } from "../../../policies/core/evaluate";
import { networkRules } from "../../../policies/rules/network";
import { bothStacks, STACKS } from "../../support/stacks";

// The theorems over both whole platforms; that AWS routes and filters as modelled only a real network shows.

describe("the network theorems on the platform", () => {
  const platform = bothStacks();

  for (const stack of STACKS) {
    it(`hold in ${stack}, with nothing unproven (F1-F30, N1-N8, N14)`, () => {
      const bad = evaluateRules(platform(stack), networkRules).filter(
        ({ outcome }) => outcome !== "pass" && outcome !== "notApplicable",
      );
      expect(
        bad.map(({ rule, resource, findings }) => [rule.id, resource.name, ...findings.map(({ message }) => message)]),
      ).to.deep.equal([]);
    });
  }
});
