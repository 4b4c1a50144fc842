import { join } from "node:path";
import { expect } from "chai";
import { evaluate } from "../../../plan/evaluate";
import { projectRoot } from "../../../plan/project";
import { STACKS } from "../../support/stacks";
import { graphDifferences } from "./support/graph-differences";
import { violationsOf } from "./support/policies";
import { CLI_BUILD_MS, RUN_MS, StackLife, succeeded } from "./support/stack-life";
import { stepsOf } from "./support/steps";

/** The rules of all packs; each pack on its own is one more process, and is started by the tests of the packs. */
const PACKS = [join(projectRoot, "policies/all")];

for (const stack of STACKS) {
  describe(`the life of ${stack} on the real engine`, function () {
    this.timeout(RUN_MS);
    let life: StackLife;

    before(async function () {
      this.timeout(CLI_BUILD_MS);
      life = await StackLife.begin(stack);
    });
    after(() => life?.end());

    it("is previewed before there is anything, and breaks no policy", async () => {
      const run = succeeded(await life.preview({ packs: PACKS }));
      const { resources } = (await evaluate(stack)).graph;
      expect(stepsOf(run.events).filter((step) => !step.startsWith("create "))).to.deep.equal([]);
      expect(run.events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent?.resourceChanges).to.deep.equal({
        create: resources.length,
      });
      expect(violationsOf(run.events)).to.deep.equal([]);
    });

    it("comes up", async () => {
      const run = succeeded(await life.up());
      expect(run.events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent?.result).to.equal("succeeded");
    });

    it("is what the plan says it would be, resource by resource", async () => {
      const { deployment } = await life.pulumi.exportState({ showSecrets: true });
      const { graph } = await evaluate(stack);
      expect(graphDifferences(graph, deployment.resources ?? [])).to.deep.equal([]);
    });

    it("is not changed by a second run", async () => {
      const run = succeeded(await life.up({ expectNoChanges: true }));
      expect(stepsOf(run.events)).to.deep.equal([]);
    });

    it("is found in the cloud as it is in the state", async () => {
      succeeded(await life.refresh({ expectNoChanges: true }));
    });

    it("breaks no policy once every value is known", async () => {
      const run = await life.analyze(PACKS);
      expect(run.exitCode, run.text).to.equal(0);
    });
  });
}
