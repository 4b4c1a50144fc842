import { expect } from "chai";
import type { ResourceGraph } from "../../../plan/graph";
import { readState } from "../../../policies/adapters/state-file";
import { stateGraph } from "../../../policies/adapters/state-graph";
import { bothStacks, STACKS } from "../../support/stacks";
import { exportOf, type Secrets, withFile } from "../support/exported-state";
import { verdictLines } from "../support/judge";

describe("the rules over an exported state", () => {
  const platform = bothStacks();

  for (const stack of STACKS) {
    it(`judge ${stack} as the plan does where the file shows secrets`, () => {
      expect(verdictLines(exported(platform(stack), "plain"))).to.deep.equal(verdictLines(platform(stack)));
    });

    it(`judge ${stack} as the plan does where secrets are sealed, but for two that read every value`, () => {
      const plan = verdictLines(platform(stack));
      const changed = verdictLines(exported(platform(stack), "sealed")).filter((line, index) => line !== plan[index]);
      const root = `urn:pulumi:${stack}::kumiki::pulumi:pulumi:Stack::kumiki-${stack}`;
      const why =
        "unknown:conditions[0].httpHeader.values[0] conditions[0].httpHeader.values[0] is a secret that is sealed in the file";
      expect(changed).to.deep.equal([
        `unproven network-placements-known ${root} ${why}`,
        `unproven encryption-no-open-secrets ${root} ${why}`,
      ]);
    });
  }
});

function exported(graph: ResourceGraph, secrets: Secrets): ResourceGraph {
  return withFile(exportOf(graph, secrets), (path) => stateGraph(readState(path)).graph);
}
