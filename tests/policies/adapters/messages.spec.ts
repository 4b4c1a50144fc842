import { expect } from "chai";
import { type PlainObject, type PlainValue, ResourceGraph } from "../../../plan/graph";
import { policiesOf } from "../../../policies/adapters/policies";
import { RULES } from "../../../policies/rules";
import { GP3 } from "../../../policies/rules/cost/gp3";
import { LOG_GROUPS } from "../../../policies/rules/resilience/log-groups";
import { bothStacks, STACKS } from "../../support/stacks";
import { analyze } from "../support/analyzer";
import { graphOf, mutated, resource } from "../support/mutate";

const SEED = "seeded-secret-value";
const SECRET_MARK = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

describe("what the packs report", () => {
  const platform = bothStacks();

  it("names the resource, what is wrong, why it matters, how to mend it, and the finding a waiver would name", async () => {
    const bad = resource("aws:cloudwatch/logGroup:LogGroup", "app-log");
    const { diagnostics } = await analyze(
      policiesOf([LOG_GROUPS], (verdicts) => verdicts),
      graphOf(bad),
    );
    expect(diagnostics).to.deep.equal([
      {
        policy: "resilience-log-groups",
        level: "mandatory",
        severity: "medium",
        urn: bad.urn,
        message:
          "app-log: retentionInDays is not set, or says never; set it\n" +
          "Why: Without a retention logs are kept, and paid for, for ever.\n" +
          "Fix: give the component `logRetention`\n" +
          "Finding: resilience-log-groups retentionInDays",
      },
    ]);
  });

  it("says nothing of what is waived", async () => {
    const policies = policiesOf([LOG_GROUPS], (verdicts) =>
      verdicts.map((verdict) => ({ ...verdict, outcome: "waived" as const })),
    );
    const { diagnostics } = await analyze(policies, graphOf(resource("aws:cloudwatch/logGroup:LogGroup", "a")));
    expect(diagnostics).to.deep.equal([]);
  });

  it("advises where it is about cost, and insists elsewhere", async () => {
    const policies = policiesOf([GP3, LOG_GROUPS], (verdicts) => verdicts);
    const volume = resource("aws:ebs/volume:Volume", "v", { type: "gp2" });
    const group = resource("aws:cloudwatch/logGroup:LogGroup", "g");
    const { diagnostics } = await analyze(policies, graphOf(volume, group));
    expect(diagnostics.map(({ policy, level }) => [policy, level])).to.deep.equal([
      ["resilience-log-groups", "mandatory"],
      ["cost-gp3", "advisory"],
    ]);
  });

  it("does without the stack's own resource, which a state file may lack", async () => {
    const { resources } = graphOf(resource("aws:cloudwatch/logGroup:LogGroup", "g"));
    const graph = new ResourceGraph("test", resources.slice(0, 1));
    const { diagnostics } = await analyze(
      policiesOf([LOG_GROUPS], (verdicts) => verdicts),
      graph,
    );
    expect(diagnostics).to.have.length(1);
  });

  it("tells the engine when a pack found nothing to judge", async () => {
    const policies = policiesOf([LOG_GROUPS], (verdicts) => verdicts);
    expect((await analyze(policies, graphOf())).notApplicable).to.deep.equal(["resilience"]);
  });

  for (const stack of STACKS) {
    it(`never contains a value, were all of ${stack} secret`, async () => {
      const { diagnostics } = await analyze(
        policiesOf(RULES, (verdicts) => verdicts),
        allSecret(platform(stack)),
      );
      expect(diagnostics.length).to.be.greaterThan(100);
      for (const { message } of diagnostics) expect(message).not.to.include(SEED);
    });
  }
});

/** The platform with every text in it replaced by a secret, but for regions: they are no secret, and messages name them. */
function allSecret(graph: ResourceGraph): ResourceGraph {
  return mutated(graph, (node) => ({ ...node, inputs: secretly(node.inputs), outputs: secretly(node.outputs) }));
}

function secretly(properties: PlainObject): PlainObject {
  const visit = (value: PlainValue): PlainValue => {
    if (typeof value === "string") return { ...SECRET_MARK, value: SEED };
    if (Array.isArray(value)) return value.map(visit);
    return value !== null && typeof value === "object" ? secretly(value) : value;
  };
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, key === "region" ? value : visit(value)]),
  );
}
