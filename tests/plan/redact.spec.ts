import * as lb from "@pulumi/aws/lb";
import { Dataset } from "@pulumi/gcp/bigquery";
import { RandomPassword } from "@pulumi/random";
import { expect } from "chai";
import { ResourceGraph } from "../../plan/graph";
import { Redactor } from "../../plan/redact";
import { register, SEEDED_SECRET } from "../support/platform";

// Which properties the real providers keep secret is theirs to decide; here it is what the simulated cloud marks.

const HEADER = "x-origin-verify";

function guardedRule(tags: Record<string, lb.ListenerRuleArgs["listenerArn"]>): lb.ListenerRule {
  return new lb.ListenerRule("rule", {
    listenerArn: "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener/app/a/1/2",
    actions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "403" } }],
    conditions: [{ httpHeader: { httpHeaderName: HEADER, values: [SEEDED_SECRET] } }],
    tags,
  });
}

describe("Redactor", () => {
  it("takes out the secret value of a property and leaves the plain ones beside it", async () => {
    const graph = await register(() => guardedRule({ Header: HEADER }));
    const { conditions, tags } = new Redactor(graph).inputs(graph.one("aws:lb/listenerRule:ListenerRule"));
    expect(conditions).to.deep.equal([{ httpHeader: { httpHeaderName: HEADER, values: ["[secret]"] } }]);
    expect(tags).to.deep.equal({ Header: HEADER });
  });

  it("takes a secret out wherever else its text turns up", async () => {
    const graph = await register(() => guardedRule({}));
    expect(new Redactor(graph).text("arn:seeded-secret-value/id")).to.equal("arn:[secret]/id");
  });

  it("takes no secret for open, even where a provider repeats it under another name", async () => {
    const graph = await register(() => guardedRule({ Header: HEADER }));
    const rule = graph.one("aws:lb/listenerRule:ListenerRule");
    const repeating = {
      ...rule,
      outputs: { seen: "seeded-secret-value", header: HEADER },
      secretOutputs: ["seen", "header"],
    };
    const redactor = new Redactor(new ResourceGraph("test", [repeating]));
    expect(redactor.text(`${HEADER}: seeded-secret-value`)).to.equal(`${HEADER}: [secret]`);
  });

  it("leaves the labels of Google Cloud readable, whose effective form its provider keeps secret", async () => {
    const labels = { project: "kumiki", owner: "platform" };
    const graph = await register(() => new Dataset("dataset", { datasetId: "analytics", labels }));
    const dataset = graph.one("gcp:bigquery/dataset:Dataset");
    expect(dataset.secretOutputs).to.include.members(["effectiveLabels", "pulumiLabels"]);
    const redactor = new Redactor(graph);
    expect(redactor.inputs(dataset).labels).to.deep.equal(labels);
    expect(redactor.outputs(dataset).effectiveLabels).to.equal("[secret]");
    expect(redactor.text("kumiki of platform")).to.equal("kumiki of platform");
  });

  it("knows the secrets a provider made itself", async () => {
    const graph = await register(() => new RandomPassword("password", { length: 32 }));
    const { result } = graph.one("random:index/randomPassword:RandomPassword").outputs;
    expect(new Redactor(graph).text(`header=${result}`)).to.equal("header=[secret]");
  });
});
