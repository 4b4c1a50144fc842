import { expect } from "chai";
import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { evaluateRules } from "../../../policies/core/evaluate";
import type { Rule } from "../../../policies/core/rule";
import { googleRules } from "../../../policies/rules/google";
import { identityRules } from "../../../policies/rules/identity";
import { keyRules } from "../../../policies/rules/keys";
import { secretRules } from "../../../policies/rules/secrets";
import { bothStacks, STACKS } from "../../support/stacks";
import { type Change, shortName } from "../support/identity-changes";
import { mutated } from "../support/mutate";
import { IDENTITY_CHANGES } from "./identity-changes";

const RULES = [...identityRules, ...keyRules, ...googleRules, ...secretRules];

describe("identity: mutations of the real platform", () => {
  const platform = bothStacks();

  for (const stack of STACKS) {
    it(`leave nothing to say of ${stack} as it is, and nothing unproven`, () => {
      const verdicts = evaluateRules(platform(stack), RULES);
      const said = verdicts.flatMap(({ rule, findings }) => findings.map(({ key }) => `${rule.id} ${key}`));
      expect(said).to.deep.equal([]);
    });
  }

  for (const [title, [change, ...expected]] of Object.entries(IDENTITY_CHANGES)) {
    it(`${title} in prod is seen by exactly ${expected.join(", ")}`, () => {
      expect(seenBy(RULES, adapted(change)(platform("prod")))).to.deep.equal([...expected].sort());
    });

    it(`${title} in dev is seen as well`, () => {
      const rules = RULES.filter(({ id }) => expected.includes(shortName(id)));
      expect(seenBy(rules, adapted(change)(platform("dev")))).to.deep.equal([...expected].sort());
    });
  }
});

/** Rules that find something; one that fails itself has seen nothing. */
function seenBy(rules: readonly Rule[], graph: ResourceGraph): string[] {
  const broken = evaluateRules(graph, rules).filter(({ outcome }) => outcome === "violation");
  return [
    ...new Set(
      broken.map(({ rule, findings }) =>
        findings.some(({ key }) => key === "rule-failed") ? `${rule.id} failed` : shortName(rule.id),
      ),
    ),
  ].sort();
}

/** Some logical names carry the stack's name. */
function adapted(change: Change): Change {
  return (graph) => {
    const named = `kumiki-${graph.stack}-load`;
    const rename = (node: ResourceNode) => ({ ...node, name: node.name.replace(named, "kumiki-STACK-load") });
    return change(mutated(graph, (node) => (node.name.includes(named) ? rename(node) : node)));
  };
}
