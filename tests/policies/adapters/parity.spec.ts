import { expect } from "chai";
import { policiesOf } from "../../../policies/adapters/policies";
import { RULES } from "../../../policies/adapters/rules";
import { evaluateRules, type Verdict } from "../../../policies/core/evaluate";
import { bothStacks, STACKS } from "../../support/stacks";
import { analyze } from "../support/analyzer";

describe("the policy packs on the real platforms", () => {
  const platform = bothStacks();

  for (const stack of STACKS) {
    it(`judge ${stack} through the SDK's own server as they do offline`, async () => {
      const graph = platform(stack);
      const seen: Verdict[] = [];
      const policies = policiesOf(RULES, (verdicts) => {
        seen.push(...verdicts);
        return verdicts;
      });
      const { diagnostics } = await analyze(policies, graph);
      expect(seen.map(short)).to.have.members(evaluateRules(graph, RULES).map(short));
      expect(diagnostics).to.deep.equal([]);
    });
  }
});

function short({ rule, resource, outcome, findings }: Verdict): string {
  return `${outcome} ${rule.id} ${resource.urn} ${findings.map(({ key, message }) => `${key} ${message}`).join("; ")}`;
}
