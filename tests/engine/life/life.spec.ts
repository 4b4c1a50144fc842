import { join } from "node:path";
import { expect } from "chai";
import { evaluate } from "../../../plan/evaluate";
import { projectRoot } from "../../../plan/project";
import { readState } from "../../../policies/adapters/state-file";
import { stateGraph } from "../../../policies/adapters/state-graph";
import type { Run } from "../../../tools/engine/pulumi";
import { nameOf } from "../../../tools/engine/run-report";
import { withFile } from "../../policies/support/exported-state";
import { verdictLines } from "../../policies/support/judge";
import { STACKS } from "../../support/stacks";
import { adoptEverything, idsInState } from "./support/adoption";
import { graphDifferences } from "./support/graph-differences";
import { violationsOf } from "./support/policies";
import { CLI_BUILD_MS, RUN_MS, StackLife, succeeded } from "./support/stack-life";
import { stepsOf } from "./support/steps";

/** The rules of all packs; each pack on its own is one more process, and is started by the tests of the packs. */
const PACKS = [join(projectRoot, "policies/all")];

/** What exists in the state alone is made anew, with another secret for who knew the old one. Nothing else happens. */
const AFTER_ADOPTION = [
  "create aws:acm:CertificateValidation edge-certificate-issued",
  "create aws:acm:CertificateValidation origin-issued",
  "create kumiki:network:OriginSecret origin-secret",
  "create pulumi:providers:awsx default_3_9_0",
  "create random:index:RandomPassword origin-secret-first",
  "create random:index:RandomPassword origin-secret-second",
  "update aws:cloudfront:Distribution edge-distribution: origins",
  "update aws:lb:ListenerRule app-lb-rule: conditions",
  "update awsx:ecr:Repository images-repository", // a component, whose arguments an import does not know
];

/** One resource changed and one deleted, behind the engine's back. Gives their logical names. */
function plantDrift({ cloud }: StackLife): { readonly group: string; readonly rule: string } {
  const [group, rule] = [
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  ]
    .map((type) => cloud.resources().filter((resource) => resource.type === type))
    .map((resources) => resources.sort((a, b) => (a.urn < b.urn ? -1 : 1))[0]);
  if (group === undefined || rule === undefined) throw new Error("the cloud has nothing to be changed");
  cloud.plantDrift(group.id, { retentionInDays: 1 });
  cloud.remove(rule);
  return { group: nameOf(group.urn), rule: nameOf(rule.urn) };
}

/** How many resources the engine found changed or gone. */
function changesIn({ events }: Run): Record<string, number> {
  const summary = events.find(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent;
  return Object.fromEntries(Object.entries(summary?.resourceChanges ?? {}).filter(([op]) => op !== "same"));
}

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

    it("is judged by its exported state alone as by the plan, rule by rule", async () => {
      const state = await life.pulumi.exportState({ showSecrets: true });
      const exported = withFile(state, (path) => stateGraph(readState(path)).graph);
      expect(verdictLines(exported)).to.deep.equal(verdictLines((await evaluate(stack)).graph));
    });

    it("is brought back to what the program says after somebody changed it at the console", async () => {
      const { group, rule } = plantDrift(life);
      const found = succeeded(await life.refresh());
      expect(changesIn(found)).to.deep.equal({ update: 1, delete: 1 });
      const mended = succeeded(await life.up());
      expect(stepsOf(mended.events)).to.deep.equal([
        `create aws:vpc:SecurityGroupIngressRule ${rule}`,
        `update aws:cloudwatch:LogGroup ${group}: retentionInDays`,
      ]);
      succeeded(await life.refresh({ expectNoChanges: true }));
    });

    if (stack === "dev") {
      it("is adopted from the cloud as it stands after the state was lost", async () => {
        const before = await idsInState(life);
        await life.loseState();
        const adopted = await adoptEverything(life, before);
        const completed = succeeded(await life.up());
        expect(stepsOf(completed.events)).to.deep.equal(AFTER_ADOPTION);
        const after = await idsInState(life);
        expect(adopted.filter((urn) => after[urn] !== before[urn])).to.deep.equal([]);
        succeeded(await life.up({ expectNoChanges: true }));
        succeeded(await life.refresh({ expectNoChanges: true }));
      });

      it("is destroyed to nothing, but for what belongs to others as well", async () => {
        succeeded(await life.destroy());
        const { deployment } = await life.pulumi.exportState();
        expect(deployment.resources ?? []).to.deep.equal([]);
        expect(
          life.cloud
            .resources()
            .map(({ urn }) => nameOf(urn))
            .sort(),
        ).to.deep.equal(["analytics-warehouse-transfer-agent-role", "search-service-role"]);
      });
    } else {
      it("refuses to be destroyed, says why, and loses nothing", async () => {
        const before = life.cloud.resources().length;
        const run = await life.destroy({ previewFirst: true });
        expect(run.exitCode).to.equal(1);
        expect(run.text).to.match(/cannot be deleted\n\s+because it is protected/);
        expect(life.cloud.resources()).to.have.length(before);
      });
    }
  });
}
