import { expect } from "chai";
import { nameOf } from "../../../tools/engine/run-report";
import { STACKS } from "../../support/stacks";
import { disagreements } from "../crash/agreement";
import { numbers, SEED } from "../crash/chance";
import { again, killAt, VICTIMS } from "../crash/kill";
import { leaks, secretsOf } from "../crash/leaks";
import { CLI_BUILD_MS, RUN_MS, StackLife, succeeded } from "./support/stack-life";

// The small platform is killed many times, at every kind of change; the whole ones once on each of their ways.

/** Fewer changes than this neither stack has on its way up, nor dev on its way down. */
const CHANGES = 250;

const random = numbers(SEED);

for (const stack of STACKS) {
  describe(`the whole of ${stack}, killed on the real engine`, function () {
    this.timeout(3 * RUN_MS);
    let life: StackLife;

    before(async function () {
      this.timeout(CLI_BUILD_MS);
      life = await StackLife.begin(stack);
    });
    after(() => life?.end());

    const onTheWayUp = { victim: VICTIMS[random() % VICTIMS.length] ?? "cli", change: 1 + (random() % CHANGES) };
    it(`comes up after the ${onTheWayUp.victim} died at change ${onTheWayUp.change}`, async () => {
      succeeded(await life.preview({ args: ["--save-plan", life.workspace.path("saved-plan.json")] }));
      expect(await killAt(life, "up", onTheWayUp.victim, onTheWayUp.change)).to.include({ killed: true });
      succeeded(await again(life, "up"));
      expect(await disagreements(life)).to.deep.equal([]);
      succeeded(await life.refresh({ expectNoChanges: true }));
      succeeded(await life.up({ expectNoChanges: true }));
    });

    it("has left no secret in plain text: not in state, history, event log or plan, nor in the cloud", async () => {
      const secrets = await secretsOf(life);
      expect(secrets.map(({ name }) => name)).to.include("kumiki:opsOidcClientSecret");
      expect(secrets.map(({ name }) => name)).to.include("origin-secret-first");
      expect(leaks(life, secrets)).to.deep.equal([]);
    });

    if (stack === "dev") {
      const onTheWayDown = { victim: VICTIMS[random() % VICTIMS.length] ?? "cli", change: 1 + (random() % CHANGES) };
      it(`is gone after the ${onTheWayDown.victim} died at change ${onTheWayDown.change} of its destruction`, async () => {
        expect(await killAt(life, "destroy", onTheWayDown.victim, onTheWayDown.change)).to.include({ killed: true });
        succeeded(await again(life, "destroy"));
        expect((await life.pulumi.exportState()).deployment.resources ?? []).to.deep.equal([]);
        const left = life.cloud.resources().map(({ urn }) => nameOf(urn));
        expect(left.sort()).to.deep.equal(["analytics-warehouse-transfer-agent-role", "search-service-role"]);
      });
    }
  });
}
