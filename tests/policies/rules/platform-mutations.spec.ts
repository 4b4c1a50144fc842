import { expect } from "chai";
import type { PlainObject } from "../../../plan/graph";
import { evaluateRules } from "../../../policies/core/evaluate";
import { UnknownValue } from "../../../policies/core/rule";
import { bothStacks } from "../../support/stacks";
import { mutated } from "../support/mutate";
import { BY_HAND } from "./mutations";
import { freshFindings, JUDGED } from "./mutations/findings";

// Rules that are written by hand, each broken on the real platform by one change; the others have specs of their own.

describe("a rule written by hand, on the real platform", () => {
  const platform = bothStacks();

  for (const { title, stack, change, breaks } of BY_HAND) {
    it(`${Object.keys(breaks).join(" and ") || "nothing"}: ${title}`, () => {
      expect(freshFindings(platform(stack), change(platform(stack)))).to.deep.equal(breaks);
    });
  }

  it("passes nothing whose inputs are not known", () => {
    const unknown: PlainObject = new Proxy<PlainObject>(
      {},
      {
        get: (_target, property) => {
          throw new UnknownValue(String(property));
        },
      },
    );
    const graph = mutated(platform("prod"), (node) => (node.custom ? { ...node, inputs: unknown } : node));
    const passed = evaluateRules(graph, JUDGED).filter(({ outcome }) => outcome === "pass" || outcome === "violation");
    // It looks at nothing but what exists.
    expect([...new Set(passed.map(({ rule }) => rule.id))].sort()).to.deep.equal(["network-no-default-vpc"]);
  });
});
