import { expect } from "chai";
import { COST } from "../../../policies/rules/cost";
import { RESILIENCE } from "../../../policies/rules/resilience";
import { TAGGING } from "../../../policies/rules/tagging";
import { bothStacks } from "../../support/stacks";
import { broken } from "../support/judge";
import { TAGS_AND_COST } from "./mutations/tags-and-cost";

const RULES = [...TAGGING, ...RESILIENCE, ...COST];

describe("rules for tags, resilience and cost on the real platforms", () => {
  const platform = bothStacks();

  for (const { what, stack, change, breaks } of TAGS_AND_COST) {
    it(`${what} breaks exactly its rule`, () => {
      const graph = platform(stack);
      const before = broken(graph, RULES);
      expect(broken(change(graph), RULES).filter((line) => !before.includes(line))).to.deep.equal(breaks);
    });
  }
});
