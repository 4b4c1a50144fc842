import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EnforcementLevel, PolicyType } from "@pulumi/pulumi/proto/analyzer_pb";
import { expect } from "chai";
import { projectRoot } from "../../../plan/project";
import { analysisOf, stackRequest, UNKNOWN } from "../support/analyzer";
import { graphOf, resource } from "../support/mutate";
import { PackProcess } from "../support/pack-process";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const SELECTION = "aws:backup/selection:Selection";
const BY_TAG = { selectionTags: [{ key: "Backup", value: "daily" }] };

/** A pack starts in two seconds; many workers at once make that longer. */
const PATIENCE_MS = 60_000;

describe("a policy pack that the engine has started", function () {
  this.timeout(PATIENCE_MS);
  let pack: PackProcess;
  before(async () => {
    pack = await PackProcess.start(join(projectRoot, "policies/resilience"));
  });
  after(() => pack.stop());

  it("tells the engine what it is", async () => {
    const info = (await pack.info()).toObject();
    expect([info.name, info.version, info.supportsconfig]).to.deep.equal(["kumiki-resilience", "0.1.0", true]);
    expect(
      info.policiesList.map(({ name, policyType, enforcementlevel }) => [name, policyType, enforcementlevel]),
    ).to.deep.equal([
      ["checked-inputs", PolicyType.POLICY_TYPE_RESOURCE, EnforcementLevel.ADVISORY],
      ["resilience", PolicyType.POLICY_TYPE_STACK, EnforcementLevel.MANDATORY],
    ]);
  });

  it("enforces each rule at the level it is configured for", async () => {
    const request = stackRequest(graphOf(resource(LOG_GROUP, "a"), resource(SELECTION, "b", BY_TAG)));
    const levels = async () =>
      analysisOf(await pack.analyzeStack(request)).diagnostics.map(({ policy, level }) => [policy, level]);
    expect(await levels()).to.deep.equal([
      ["resilience-backup-selection", "mandatory"],
      ["resilience-log-groups", "mandatory"],
    ]);
    await pack.configure("resilience", EnforcementLevel.MANDATORY, { levels: { "resilience-log-groups": "advisory" } });
    expect(await levels()).to.deep.equal([
      ["resilience-backup-selection", "mandatory"],
      ["resilience-log-groups", "advisory"],
    ]);
    await pack.configure("resilience", EnforcementLevel.ADVISORY, {
      levels: { "resilience-log-groups": "mandatory", "resilience-backup-selection": "disabled" },
    });
    expect(await levels()).to.deep.equal([["resilience-log-groups", "mandatory"]]);
    await pack.configure("resilience", EnforcementLevel.ADVISORY, {});
    expect((await levels()).map(([, level]) => level)).to.deep.equal(["advisory", "advisory"]);
  });

  it("judges by the limits it is configured for", async () => {
    const request = stackRequest(graphOf(resource("aws:rds/cluster:Cluster", "db", { backupRetentionPeriod: 10 })));
    const judge = async (limits: object) => {
      await pack.configure("resilience", EnforcementLevel.MANDATORY, { limits });
      const { diagnostics } = analysisOf(await pack.analyzeStack(request));
      return diagnostics
        .filter(({ policy }) => policy === "resilience-backup-retention")
        .map(({ message }) => message.split(";")[0]);
    };
    expect(await judge({ "resilience-backup-retention": { days: 10 } })).to.deep.equal([]);
    expect(await judge({ "resilience-backup-retention": { days: 11 } })).to.deep.equal([
      "db: backupRetentionPeriod is below 11 days, or not set",
    ]);
  });

  it("takes what is unproven as a violation where it is told to", async () => {
    const request = stackRequest(graphOf(resource(LOG_GROUP, "a", { retentionInDays: UNKNOWN })));
    const judge = async (unproven: string) => {
      await pack.configure("resilience", EnforcementLevel.MANDATORY, { unproven });
      return analysisOf(await pack.analyzeStack(request)).diagnostics.map(({ level }) => level);
    };
    expect(await judge("advisory")).to.deep.equal(["advisory"]);
    expect(await judge("violation")).to.deep.equal(["mandatory"]);
  });

  it("goes by the waivers of the project", async () => {
    const functions = ["export-load-function", "another-function"];
    const graph = graphOf(
      ...functions.map((name) => resource("aws:lambda/function:Function", name, {}, { arn: name })),
    );
    await pack.configure("resilience", EnforcementLevel.MANDATORY, {});
    const { diagnostics } = analysisOf(await pack.analyzeStack(stackRequest(graph)));
    const reported = diagnostics.filter(({ policy }) => policy === "resilience-functions-keep-failures");
    expect(reported.map(({ urn }) => urn.split("::").pop())).to.deep.equal(["another-function"]);
  });

  it("does not judge by a configuration it cannot follow", async () => {
    await pack.configure("resilience", EnforcementLevel.MANDATORY, {
      levels: { "resilience-final-copie": "disabled" },
    });
    const refused = await pack.analyzeStack(stackRequest(graphOf())).catch((error: Error) => error.message);
    expect(refused).to.include(
      'the configuration cannot be followed: "resilience.levels.resilience-final-copie" names no such rule of the pack; ' +
        'did you mean "resilience-final-copy"?',
    );
  });
});

describe("a policy pack with a configuration of its own", function () {
  this.timeout(PATIENCE_MS);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kumiki-"));
    const main = join(projectRoot, "policies/adapters/start.cjs");
    writeFileSync(join(folder, "package.json"), JSON.stringify({ version: "0.1.0", type: "commonjs", main }));
    const starter = join(projectRoot, "policies/adapters/start-pack");
    writeFileSync(join(folder, "index.ts"), `import { startPack } from "${starter}";\nstartPack("cost");\n`);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("does not start when the configuration names something unknown", async () => {
    writeFileSync(join(folder, "policy-config.json"), '{"cost": {"levels": {"cost-arm65": "disabled"}}}');
    const said = await PackProcess.start(folder).catch((error: Error) => error.message);
    expect(said).to.equal(
      "error: [runtime] policy-config.json cannot be followed:\n" +
        '  - "cost.levels.cost-arm65" names no such rule of the pack; did you mean "cost-arm64"?\n',
    );
  });
});
