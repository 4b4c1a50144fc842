import * as bigquery from "@pulumi/gcp/bigquery";
import * as kms from "@pulumi/gcp/kms";
import * as projects from "@pulumi/gcp/projects";
import { Provider } from "@pulumi/gcp/provider";
import * as vertex from "@pulumi/gcp/vertex";
import { RandomId, RandomInteger } from "@pulumi/random";
import { expect } from "chai";
import { register, registerError } from "../../support/platform";

const DATASET = "gcp:bigquery/dataset:Dataset";

describe("Google Cloud in the simulated cloud", () => {
  it("adds the provider's labels to a resource's own, which win", async () => {
    const graph = await register(() => {
      const provider = new Provider("gcp", { defaultLabels: { owner: "platform", environment: "dev" } });
      new bigquery.Dataset("labelled", { datasetId: "a", labels: { owner: "search" } }, { provider });
      new bigquery.Dataset("plain", { datasetId: "b" }, { provider });
    });
    const labels = (name: string) => {
      const { pulumiLabels, effectiveLabels, labels: own } = graph.one(DATASET, name).outputs;
      return { pulumiLabels, effectiveLabels, own };
    };
    expect(labels("labelled")).to.deep.equal({
      pulumiLabels: { owner: "search", environment: "dev" },
      effectiveLabels: { owner: "search", environment: "dev" },
      own: { owner: "search" },
    });
    expect(labels("plain")).to.deep.equal({
      pulumiLabels: { owner: "platform", environment: "dev" },
      effectiveLabels: { owner: "platform", environment: "dev" },
      own: undefined,
    });
  });

  it("places a resource into its own project and location, else the provider's, and never into a region of AWS", async () => {
    const graph = await register(() => {
      const provider = new Provider("gcp", { project: "example-a", region: "asia-northeast2" });
      new kms.KeyRing("ring", { location: "asia-northeast1", name: "r" }, { provider });
      new kms.KeyRing("other", { location: "asia-northeast1", name: "o", project: "example-b" }, { provider });
      new vertex.AiEndpoint("endpoint", { name: "12", displayName: "e", location: "asia-northeast1" }, { provider });
      new vertex.AiEndpoint("default", { name: "13", displayName: "d", location: "asia-northeast1" });
    });
    expect(graph.one("gcp:kms/keyRing:KeyRing", "ring").id).to.equal(
      "projects/example-a/locations/asia-northeast1/keyRings/r",
    );
    expect(graph.one("gcp:kms/keyRing:KeyRing", "other").id).to.equal(
      "projects/example-b/locations/asia-northeast1/keyRings/o",
    );
    const endpoint = graph.one("gcp:vertex/aiEndpoint:AiEndpoint", "endpoint");
    expect(endpoint.id).to.equal("projects/example-a/locations/asia-northeast1/endpoints/12");
    expect(endpoint.outputs.region).to.equal("asia-northeast2");
    expect(graph.one("gcp:vertex/aiEndpoint:AiEndpoint", "default").outputs.region).to.equal("asia-northeast1");
    expect(endpoint.region).to.equal(undefined); // a region of the graph is one of AWS
  });

  it("gives a project one number, and another project another", async () => {
    const graph = await register(() => {
      new projects.ServiceIdentity("a", { project: "example-a", service: "aiplatform.googleapis.com" });
      new projects.ServiceIdentity("b", { project: "example-a", service: "bigquerydatatransfer.googleapis.com" });
      new projects.ServiceIdentity("c", { project: "example-c", service: "aiplatform.googleapis.com" });
    });
    const emails = graph
      .ofType("gcp:projects/serviceIdentity:ServiceIdentity")
      .map(({ outputs }) => String(outputs.email));
    const [a, b, c] = emails.map((email) => /^service-([1-9]\d{11})@/.exec(email)?.[1]);
    expect([a === b, a === c]).to.deep.equal([true, false]);
    expect(emails.map((email) => email.split("@")[1])).to.deep.equal([
      "gcp-sa-aiplatform.iam.gserviceaccount.com",
      "gcp-sa-bigquerydatatransfer.iam.gserviceaccount.com",
      "gcp-sa-aiplatform.iam.gserviceaccount.com",
    ]);
  });

  it("knows the types of IAM by the tokens the engine uses, and refuses a property they do not have", async () => {
    const graph = await register(
      () =>
        new projects.IAMMember("grant", { project: "example-a", role: "roles/viewer", member: "user:a@example.com" }),
    );
    expect(graph.one("gcp:projects/iAMMember:IAMMember").id).to.equal("example-a/roles/viewer/user:a@example.com");
    const misspelt = Object.assign({ kmsKeyName: "k" }, { kmsKeyNam: "k" });
    const error = await registerError(
      () => new bigquery.Dataset("d", { datasetId: "a", defaultEncryptionConfiguration: misspelt }),
    );
    expect(error.message).to.include(
      'has no property "defaultEncryptionConfiguration.kmsKeyNam"; did you mean "defaultEncryptionConfiguration.kmsKeyName"?',
    );
  });

  it("makes random numbers and ids within their bounds, the same on every run", async () => {
    const build = () => {
      new RandomInteger("number", { min: 1_000_000_000, max: 9_999_999_999 });
      new RandomInteger("die", { min: 1, max: 6 });
      new RandomId("id", { byteLength: 4 });
    };
    const [first, second] = [await register(build), await register(build)];
    const values = (graph: typeof first) =>
      graph.resources
        .filter(({ type }) => type.startsWith("random:"))
        .map(({ outputs }) => outputs.result ?? outputs.hex);
    expect(values(first)).to.deep.equal(values(second));
    const [hex, die, number] = values(first);
    expect(hex).to.match(/^[0-9a-f]{8}$/);
    expect(Number(die)).to.be.within(1, 6);
    expect(Number(number)).to.be.within(1_000_000_000, 9_999_999_999);
  });
});
