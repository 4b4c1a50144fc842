import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { functionCode, functionNames } from "../../components/compute/function-code";
import { shippedExamples } from "../../config/examples";
import { readStackFile, type StackFile } from "../../config/stack-file";
import { evaluateFile, stackFilePath } from "../../plan/evaluate";
import { goldenDump } from "../../plan/golden";
import type { PlainObject, PlainValue, ResourceGraph } from "../../plan/graph";
import { toJson } from "../../plan/json";
import { refusal } from "../../plan/plan-stack";
import { projectRoot } from "../../plan/project";
import { renderExamples } from "../../plan/report/examples";
import { renderSummary } from "../../plan/report/summary";
import { policiesOf } from "../../policies/adapters/policies";
import { judgePlatform } from "../../policies/core/judge-platform";
import { rolesOf } from "../../policies/lib/iam/roles";
import { textOf } from "../../policies/lib/why/answer";
import { explain } from "../../policies/lib/why/why";
import { RULES } from "../../policies/rules";
import { analyze } from "../policies/support/analyzer";
import { mutated } from "../policies/support/mutate";
import { STACKS, type Stack } from "../support/stacks";
import { everyForm, hits, openTexts } from "./canaries";

// Canaries are planted where secrets enter the program, and looked for wherever the program shows something: the secret
// keys of the configuration, and the passwords that the random provider makes up.

const TODAY = "2026-11-26";
const PLANTED = {
  "kumiki:opsOidcClientSecret": "canary-of-the-client/7h4$Qw",
  "kumiki:pagerDutyEndpoint": "https://events.pagerduty.com/integration/canary0of0the0pager/enqueue",
} as const;
const PASSWORD = "random:index/randomPassword:RandomPassword";

function planted(stack: Stack, more: Readonly<Record<string, string>> = {}): StackFile {
  const file = readStackFile(stackFilePath(stack));
  const { values, secretKeys } = file.source;
  const source = {
    stack,
    values: { ...values, ...PLANTED, ...more },
    secretKeys: [...new Set([...secretKeys, ...Object.keys(PLANTED)])],
  };
  return { ...file, source };
}

for (const stack of STACKS) {
  describe(`canaries planted in ${stack}`, () => {
    let graph: ResourceGraph;
    let forms: ReadonlySet<string>;
    before(async () => {
      graph = await evaluateFile(planted(stack));
      const made = graph.ofType(PASSWORD).map(({ outputs }) => String(outputs.result));
      expect(made).to.have.length(stack === "dev" ? 2 : 3);
      forms = everyForm([...Object.values(PLANTED), "canary0of0the0pager", ...made]);
    });

    it("are where the program needs them, so that there is something to find", () => {
      const raw = JSON.stringify(graph.resources.map(({ inputs }) => inputs));
      for (const { outputs } of graph.ofType(PASSWORD)) expect(raw).to.include(String(outputs.result));
    });

    it("stand in no property that is not marked as secret, and, marked or not, in no environment, tag, description or code", () => {
      expect(
        graph.resources.flatMap((node) => hits(openTexts(node), forms).map((at) => `${node.urn} ${at}`)),
      ).to.deep.equal([]);
    });

    it("stand in no output of the stack that is not marked as secret", () => {
      const open = Object.entries(graph.outputs).filter(([name]) => !graph.secretOutputs.includes(name));
      expect(hits(new Map([["outputs", JSON.stringify(open)]]), forms)).to.deep.equal([]);
    });

    it("stand in no plan, as text or JSON, no golden dump and no list of examples", () => {
      const judged = judgePlatform(graph, TODAY);
      const shown = new Map([
        ["the summary", renderSummary({ graph, judged, today: TODAY, color: false })],
        ["the plan as JSON", toJson(graph)],
        ["the golden dump", JSON.stringify(goldenDump(graph))],
        ["the committed dump", readFileSync(join(projectRoot, "tests/golden", `${stack}.json`), "utf8")],
        ["the examples", renderExamples([{ stack, examples: shippedExamples(planted(stack).source) }], false)],
      ]);
      expect(hits(shown, forms)).to.deep.equal([]);
    });

    it("stand in no verdict of a policy, and in nothing the packs report", async () => {
      const { verdicts, problems } = judgePlatform(graph, TODAY);
      const said = verdicts.map(({ findings, resource, rule }) => [rule.id, resource.name, findings]);
      const { diagnostics } = await analyze(
        policiesOf(RULES, (found) => found),
        unprotected(graph),
      );
      expect(diagnostics.length).to.be.greaterThan(20);
      const shown = new Map([
        ["the verdicts", JSON.stringify([said, problems])],
        ["the packs", JSON.stringify(diagnostics)],
      ]);
      expect(hits(shown, forms)).to.deep.equal([]);
    });

    it("stand in no answer to why", () => {
      const things = ["keys-data", "store-lake-bucket", "kumiki-alb"].map((name) => ["app", name] as const);
      const roles = rolesOf(graph).map(({ name }) => [name, "keys-data"] as const);
      const places = [
        ["internet", "alb"],
        ["cloudfront", "kumiki-alb"],
      ] as const;
      const answers = [...things, ...roles, ...places].flatMap(([from, to]) => explain(graph, from, to));
      expect(hits(new Map([["why", answers.map(textOf).join("\n") + JSON.stringify(answers)]]), forms)).to.deep.equal(
        [],
      );
    });

    it("stand in no code of a function", async () => {
      const code = new Map<string, string>();
      for (const name of functionNames()) {
        const { "index.js": file } = await functionCode(name).archive.assets;
        if (file instanceof pulumi.asset.FileAsset) code.set(name, readFileSync(await file.path, "utf8"));
      }
      expect([...code.keys()]).to.deep.equal(functionNames());
      expect(hits(code, forms)).to.deep.equal([]);
    });

    it("stand in no refusal of the configuration they were given in", async () => {
      const file = planted(stack, { "kumiki:pagerDutyEndpoint": "http://canary0of0the0pager", "kumiki:natwork": "{}" });
      const thrown: unknown = await evaluateFile(file).catch((error: unknown) => error);
      const { error = "" } = refusal(thrown, stack, file);
      expect(error).to.include("pagerDutyEndpoint");
      expect(hits(new Map([["refusal", error]]), forms)).to.deep.equal([]);
    });

    it("would be found in each place, in each form, where somebody put them", () => {
      const canary = PLANTED["kumiki:opsOidcClientSecret"];
      const encoded = [
        canary,
        Buffer.from(`x${canary}`).toString("base64"),
        encodeURIComponent(canary),
        Buffer.from(canary).toString("hex"),
      ];
      for (const text of encoded) {
        for (const [type, property] of LEAKS) {
          const leaky = mutated(graph, (node) => (node.type === type ? withText(node, property, text) : node));
          const found = leaky.ofType(type).flatMap((node) => hits(openTexts(node), forms));
          expect(found, `${type} ${property}`).to.have.length(leaky.ofType(type).length);
        }
        expect(hits(new Map([["the code", `const a = "${text}";`]]), forms)).to.deep.equal(["the code"]);
      }
    });
  });
}

const LEAKS = [
  ["aws:lambda/function:Function", "environment"],
  ["aws:ecs/taskDefinition:TaskDefinition", "containerDefinitions"],
  ["aws:iam/role:Role", "description"],
  ["aws:s3/bucket:Bucket", "tags"],
] as const;

function withText<Node extends { readonly inputs: PlainObject }>(node: Node, property: string, text: string): Node {
  const value: PlainValue = property === "tags" ? { Note: text } : text;
  return { ...node, inputs: { ...node.inputs, [property]: value } };
}

/** Without its protection, so that there are messages to look at. */
function unprotected(graph: ResourceGraph): ResourceGraph {
  return mutated(graph, (node) => ({ ...node, inputs: { ...node.inputs, tags: {} }, options: {} }));
}
