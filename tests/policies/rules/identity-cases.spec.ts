import { expect } from "chai";
import { type ResourceGraph, STACK_TYPE } from "../../../plan/graph";
import { evaluateRules } from "../../../policies/core/evaluate";
import type { Rule } from "../../../policies/core/rule";
import { googleRules } from "../../../policies/rules/google";
import { identityRules } from "../../../policies/rules/identity";
import { keyRules } from "../../../policies/rules/keys";
import { secretRules } from "../../../policies/rules/secrets";
import { graphOf, unknownInput } from "../support/mutate";
import { AWS_CASES } from "./cases/aws";
import { OTHER_CASES } from "./cases/others";

const RULES = [...identityRules, ...keyRules, ...googleRules, ...secretRules];
const CASES = { ...AWS_CASES, ...OTHER_CASES };

describe("identity: each rule by itself", () => {
  for (const rule of RULES) {
    const its = new Map(Object.entries(CASES)).get(rule.id);
    it(`${rule.id} has its cases`, () => expect(its).to.not.equal(undefined));
    if (its === undefined) continue;
    const { good, bad, keys, hidden = "policy" } = its;
    if (good.length > 0)
      it(`${rule.id} passes what is right`, () => expect(said(rule, graphOf(...good))).to.deep.equal([]));
    it(`${rule.id} tells what is wrong`, () => {
      expect(said(rule, graphOf(...bad))).to.deep.equal(keys.map((found) => `violation ${found}`));
    });
    const [first, ...others] = good;
    if (first !== undefined && Object.hasOwn(first.inputs, hidden)) {
      it(`${rule.id} proves nothing where ${hidden} is not known`, () => {
        const blind = { ...first, inputs: unknownInput(first.inputs, hidden) };
        expect(said(rule, graphOf(blind, ...others))).to.deep.equal([`unproven unknown:${hidden}`]);
      });
    }
    it(`${rule.id} is not applicable, or has nothing to say, where there is nothing of the kind`, () => {
      const [verdict] = evaluateRules(graphOf(), [rule]);
      expect(verdict?.outcome).to.equal(rule.types.includes(STACK_TYPE) ? "pass" : "notApplicable");
    });
  }
});

function said(rule: Rule, graph: ResourceGraph): string[] {
  return evaluateRules(graph, [rule]).flatMap(({ outcome, findings }) =>
    findings.map(({ key: found }) => `${outcome} ${found}`),
  );
}
