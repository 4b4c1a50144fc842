import { expect } from "chai";
import { bothStacks } from "../../support/stacks";
import { badPlans } from "./bad-plans";
import { broken } from "./mutations";

describe("bad plans of the network", () => {
  for (const [title, plan, breaks] of badPlans(bothStacks())) {
    it(title, () => {
      expect(broken(plan())).to.deep.equal(breaks);
    });
  }
});
