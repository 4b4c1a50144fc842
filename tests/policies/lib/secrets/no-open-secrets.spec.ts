import { expect } from "chai";
import { ResourceGraph } from "../../../../plan/graph";
import { evaluateRules } from "../../../../policies/core/evaluate";
import { formsOf } from "../../../../policies/lib/secrets/secret-values";
import { noOpenSecrets } from "../../../../policies/rules/secrets/no-open-secrets";
import { graphOf, resource } from "../../support/mutate";

const CANARY = 'canary+"value/2026';
const source = resource(
  "random:index/randomPassword:RandomPassword",
  "canary",
  {},
  { result: CANARY },
  { secretOutputs: ["result"] },
);

describe("secrets in the open", () => {
  for (const form of formsOf(CANARY)) {
    it(`are found as ${form.slice(0, 6)}..., and the message does not repeat them`, () => {
      const leak = resource("aws:sqs/queue:Queue", "q", { name: `queue-${form}` });
      const [verdict] = evaluateRules(graphOf(source, leak), [noOpenSecrets]);
      expect(verdict?.findings.map(({ key }) => key)).to.deep.equal(["Input::q::name"]);
      expect(JSON.stringify(verdict?.findings)).to.not.contain(form);
    });
  }

  for (const before of ["", "u:", "user:", "name:"]) {
    it(`are found in base64 after "${before}"`, () => {
      const name = Buffer.from(`${before}${CANARY}, and more`).toString("base64");
      const leak = resource("aws:sqs/queue:Queue", "q", { name });
      const [verdict] = evaluateRules(graphOf(source, leak), [noOpenSecrets]);
      expect(verdict?.findings.map(({ key }) => key)).to.deep.equal(["Input::q::name"]);
    });
  }

  it("are found as the name of a variable, which is not repeated", () => {
    const leak = resource("aws:lambda/function:Function", "f", { environment: { variables: { [CANARY]: "x" } } });
    const [verdict] = evaluateRules(graphOf(source, leak), [noOpenSecrets]);
    expect(verdict?.findings.map(({ key }) => key)).to.deep.equal(["Input::f::environment.variables{}"]);
  });

  const marked = { secretInputs: ["place"] };
  it("may be where they are marked", () => {
    const kept = resource("aws:rds/cluster:Cluster", "db", { place: CANARY }, {}, marked);
    expect(evaluateRules(graphOf(source, kept), [noOpenSecrets])[0]?.outcome).to.equal("pass");
  });

  it("are known by every path: through lists, and under keys that hold dots", () => {
    const inputs = { rules: [{ "a.b/c": ["first", CANARY] }] };
    const kept = resource("aws:rds/cluster:Cluster", "db", inputs, {}, { secretInputs: ["rules[0].a.b/c[1]"] });
    const leak = resource("aws:sqs/queue:Queue", "q", { name: CANARY });
    const [verdict] = evaluateRules(graphOf(kept, leak), [noOpenSecrets]);
    expect(verdict?.findings.map(({ key }) => key)).to.deep.equal(["Input::q::name"]);
  });

  const open: Readonly<Record<string, readonly [type: string, inputs: Record<string, string>]>> = {
    "an environment": ["aws:lambda/function:Function", { environment: CANARY }],
    containers: ["aws:ecs/taskDefinition:TaskDefinition", { containerDefinitions: CANARY }],
    "a plain parameter": ["aws:ssm/parameter:Parameter", { type: "String", value: CANARY }],
    "the input of a call": ["aws:lambda/invocation:Invocation", { input: CANARY }],
    "a description": ["aws:kms/key:Key", { description: CANARY }],
  };
  for (const [title, [type, inputs]] of Object.entries(open)) {
    it(`may not be in ${title}, marked or not`, () => {
      const place = Object.keys(inputs).at(-1) ?? "";
      const leak = resource(type, "leak", inputs, {}, { secretInputs: [place] });
      const [verdict] = evaluateRules(graphOf(source, leak), [noOpenSecrets]);
      expect(verdict?.findings.map(({ key }) => key)).to.deep.equal([`Input::leak::${place}`]);
    });
  }

  it("may not be among what a stack gives out, even marked", () => {
    const graph = graphOf(source);
    const giving = new ResourceGraph("test", graph.resources, { password: CANARY, marked: "x" }, ["marked"]);
    const [verdict] = evaluateRules(giving, [noOpenSecrets]);
    expect(verdict?.findings.map(({ key }) => key)).to.deep.equal(["Output::marked", "Output::password"]);
  });
});
