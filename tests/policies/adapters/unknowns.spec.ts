import { expect } from "chai";
import type { PlainObject, ResourceGraph } from "../../../plan/graph";
import { policiesOf } from "../../../policies/adapters/policies";
import { type Rule, violation } from "../../../policies/core/rule";
import { BACKUP_RETENTION } from "../../../policies/rules/resilience/backup-retention";
import { LOG_GROUPS } from "../../../policies/rules/resilience/log-groups";
import { analyze, analyzeStack, type Diagnostic, UNKNOWN } from "../support/analyzer";
import { graphOf, resource } from "../support/mutate";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

async function judged(rule: Rule, graph: ResourceGraph): Promise<readonly Diagnostic[]> {
  return (
    await analyze(
      policiesOf([rule], (verdicts) => verdicts),
      graph,
    )
  ).diagnostics;
}

/** A rule that reads one value, however deep, and finds nothing. */
function reading(read: (inputs: PlainObject) => unknown): Rule {
  return {
    ...LOG_GROUPS,
    judge: ({ inputs }) => (read(inputs) === "never" ? violation("never", "never") : { outcome: "pass" }),
  };
}

describe("the packs where a value is not known yet", () => {
  const unknown = resource(LOG_GROUP, "unknown", { retentionInDays: UNKNOWN, kmsKeyId: "key" });
  const bad = resource(LOG_GROUP, "bad", { kmsKeyId: "key" });

  it("report what is unproven as advisory, and say that it was not judged", async () => {
    expect(await judged(LOG_GROUPS, graphOf(unknown))).to.deep.equal([
      {
        policy: "resilience-log-groups",
        level: "advisory",
        severity: "medium",
        urn: unknown.urn,
        message:
          "unknown: not judged, because retentionInDays is not known yet. This is neither a pass nor a violation of " +
          "resilience-log-groups; `npm run plan` judges it with every value known.",
      },
    ]);
  });

  it("judge every other resource all the same", async () => {
    const diagnostics = await judged(
      LOG_GROUPS,
      graphOf(resource(LOG_GROUP, "a", { retentionInDays: UNKNOWN }), unknown, bad),
    );
    expect(diagnostics.map(({ urn, level }) => [urn.split("::").pop(), level])).to.deep.equal([
      ["a", "advisory"],
      ["bad", "mandatory"],
      ["unknown", "advisory"],
    ]);
  });

  it("judge by what is known where the rule does not read the unknown value", async () => {
    expect(await judged(BACKUP_RETENTION, graphOf(resource("aws:rds/cluster:Cluster", "db", { kmsKeyId: UNKNOWN }))))
      .to.have.length(1)
      .and.to.have.nested.property("[0].level", "mandatory");
  });

  it("name the place of an unknown value within lists and objects", async () => {
    const graph = graphOf(resource(LOG_GROUP, "deep", { rules: [{ a: 1 }, { target: { arn: UNKNOWN } }] }));
    const [diagnostic] = await judged(
      reading(({ rules }) => JSON.stringify(rules)),
      graph,
    );
    expect(diagnostic?.message).to.match(/^deep: not judged, because rules\[1\]\.target\.arn is not known yet\./);
  });

  it("tell an absent property from an unknown one by the inputs the engine has checked", async () => {
    // An engine may leave a property with an unknown part out of the outputs it previews.
    const shown = { ...unknown, outputs: { kmsKeyId: "key" } };
    const [diagnostic] = await judged(LOG_GROUPS, graphOf(shown));
    expect(diagnostic?.level).to.equal("advisory");
  });

  it("fall back to the outputs where the engine showed no inputs, as for a state file", async () => {
    const { diagnostics } = await analyzeStack(
      policiesOf([LOG_GROUPS], (verdicts) => verdicts),
      graphOf(bad, resource(LOG_GROUP, "good", { retentionInDays: 7, kmsKeyId: "key" })),
    );
    expect(diagnostics.map(({ urn }) => urn)).to.deep.equal([bad.urn]);
  });

  it("do not pass a rule that asks which inputs are secret, which the engine does not tell", async () => {
    const asking: Rule = {
      ...LOG_GROUPS,
      judge: ({ secretInputs }) => (secretInputs.length > 0 ? violation("a", "a") : { outcome: "pass" }),
    };
    const [diagnostic] = await judged(asking, graphOf(bad));
    expect(diagnostic?.message).to.match(/^bad: not judged, because which inputs are secret is not known yet\./);
  });

  it("do not pass a rule that reads the content of an asset", async () => {
    const code = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", text: "hello", hash: "" };
    const [diagnostic] = await judged(
      reading(({ code: asset }) => JSON.stringify(asset)),
      graphOf(resource(LOG_GROUP, "asset", { code })),
    );
    expect(diagnostic?.message).to.match(/^asset: not judged, because code\.asset is not known yet\./);
  });

  it("report a rule that fails as a violation", async () => {
    const failing: Rule = {
      ...LOG_GROUPS,
      judge: () => {
        throw new TypeError("secret of the resource");
      },
    };
    const [diagnostic] = await judged(failing, graphOf(bad));
    expect(diagnostic).to.include({ level: "mandatory", policy: "resilience-log-groups" });
    expect(diagnostic?.message).to.include("the rule resilience-log-groups itself failed with TypeError");
    expect(diagnostic?.message).not.to.include("secret of the resource");
  });
});
