import { expect } from "chai";
import { ResourceGraph, type ResourceNode } from "../../../plan/graph";
import { type ApplyWaivers, policiesOf } from "../../../policies/adapters/policies";
import { applyWaivers } from "../../../policies/core/apply-waivers";
import { evaluateRules, type Verdict } from "../../../policies/core/evaluate";
import { readWaivers } from "../../../policies/core/judge-platform";
import { UnknownValue } from "../../../policies/core/rule";
import { RULES } from "../../../policies/rules";
import { bothStacks, STACKS } from "../../support/stacks";
import { analyze } from "../support/analyzer";

describe("the policy packs on the real platforms", () => {
  const platform = bothStacks();

  for (const stack of STACKS) {
    it(`judge ${stack} through the SDK's own server as they do offline`, async () => {
      const waivers = readWaivers();
      const waive: ApplyWaivers = (verdicts, graph) =>
        applyWaivers(verdicts, waivers, { graph, rules: RULES, today: "2026-11-26" }).verdicts;
      const seen: Verdict[] = [];
      const policies = policiesOf(RULES, (verdicts, graph) => {
        const after = waive(verdicts, graph);
        seen.push(...after);
        return after;
      });
      const { diagnostics } = await analyze(policies, platform(stack));
      const graph = untold(platform(stack));
      const offline = waive(evaluateRules(graph, RULES), graph);
      expect(seen.map(short)).to.have.members(offline.map(short));
      expect(seen.filter(({ outcome }) => outcome === "violation")).to.deep.equal([]);
      const unproven = offline.filter(({ outcome }) => outcome === "unproven").flatMap(({ findings }) => findings);
      expect(diagnostics.map(({ level }) => level)).to.deep.equal(unproven.map(() => "advisory"));
      for (const { message } of unproven)
        expect(message).to.match(/^which (inputs|outputs) are secret is not known yet$/);
    });
  }
});

/** The platform as an engine tells it: which values are secret it keeps to itself. */
function untold(graph: ResourceGraph): ResourceGraph {
  const nodes = graph.resources.map((node) => {
    const copy: ResourceNode = { ...node };
    return hide(hide(copy, "secretInputs", "which inputs are secret"), "secretOutputs", "which outputs are secret");
  });
  const copy = new ResourceGraph(graph.stack, nodes, graph.outputs);
  return hide(copy, "secretOutputs", "which stack outputs are secret");
}

function hide<T extends object>(from: T, key: string, what: string): T {
  return Object.defineProperty(from, key, {
    enumerable: true,
    get: () => {
      throw new UnknownValue(what);
    },
  });
}

function short({ rule, resource, outcome, findings }: Verdict): string {
  return `${outcome} ${rule.id} ${resource.urn} ${findings.map(({ key, message }) => `${key} ${message}`).join("; ")}`;
}
