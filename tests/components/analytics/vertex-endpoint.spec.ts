import { expect } from "chai";
import { GcpAnalytics } from "../../../components/analytics/gcp-analytics";
import { register, registerOutputs } from "../../support/platform";
import { ARGS, analytics, dependenciesOf, generatedNames, grants, saMember, TYPES } from "./analytics-fixture";

const DAY = 86_400_000;

describe("GcpAnalytics: models (1.1-9)", () => {
  it("has no endpoint unless asked for one; the application may ask models that Google hosts (1.1-7, F10)", async () => {
    const graph = await register(analytics());
    expect(graph.ofType(TYPES.endpoint)).to.deep.equal([]);
    const { role } = generatedNames(graph);
    expect(grants(graph, TYPES.projectMember)["an-identity-app-predict"]).to.deep.equal([
      role("predict"),
      saMember("app"),
    ]);
  });

  it("has an address of its own, a key of its own, and keeps a tenth of the requests", async () => {
    const graph = await register(analytics({ vertexEndpoint: true }));
    const { labels, name, ...inputs } = graph.one(TYPES.endpoint).inputs;
    expect(inputs).to.deep.equal({
      project: "example-platform",
      displayName: "an-endpoint",
      description: "Predictions for the platform's application",
      location: "asia-northeast1",
      dedicatedEndpointEnabled: true,
      encryptionSpec: { kmsKeyName: graph.one(TYPES.key, "an-keys-vertex").id },
      predictRequestResponseLoggingConfig: {
        enabled: true,
        samplingRate: 0.1,
        bigqueryDestination: { outputUri: "bq://example-platform.analytics_predictions.request_response_logging" },
      },
    });
    expect(labels).to.include({ name: "an-endpoint-endpoint" });
    expect(name).to.match(/^[1-9]\d{9}$/);
    expect(dependenciesOf(graph, TYPES.endpoint)).to.include.members([
      "an-vertex-agent-role",
      "an-keys-vertex-user",
      "an-services-bigquery",
    ]);
  });

  it("takes another number together with another key or place, and never with a name the API refuses", async () => {
    const number = "random:index/randomInteger:RandomInteger";
    const graph = await register(analytics({ vertexEndpoint: true }));
    expect(graph.one(number).inputs).to.deep.equal({
      min: 1_000_000_000,
      max: 9_999_999_999,
      keepers: { location: "asia-northeast1", keyName: graph.one(TYPES.key, "an-keys-vertex").id },
    });
    const withoutKey = await register(analytics({ vertexEndpoint: true, cmek: false }));
    expect(withoutKey.one(number).inputs.keepers).to.deep.equal({ location: "asia-northeast1" });
    expect(withoutKey.one(TYPES.endpoint).inputs).to.not.have.property("encryptionSpec");
  });

  it("leaves to the pipeline of the models how requests are shared out", async () => {
    const graph = await register(analytics({ vertexEndpoint: true }));
    expect(graph.one(TYPES.endpoint).options.ignoreChanges).to.deep.equal(["trafficSplit"]);
  });

  it("lets the application ask this endpoint, and no longer anything else in the project (2.2-1)", async () => {
    const graph = await register(analytics({ vertexEndpoint: true }));
    const { role } = generatedNames(graph);
    expect(graph.one(TYPES.endpointMember).inputs).to.deep.equal({
      project: "example-platform",
      location: "asia-northeast1",
      endpoint: graph.one(TYPES.endpoint).inputs.name,
      role: role("predict"),
      member: saMember("app"),
    });
    expect(grants(graph, TYPES.projectMember)).to.not.have.property("an-identity-app-predict");
  });

  it("lets it ask both when both are wanted, and neither when neither is", async () => {
    const both = await register(analytics({ vertexEndpoint: true, hostedModels: true }));
    expect(grants(both, TYPES.projectMember)).to.have.property("an-identity-app-predict");
    expect(both.ofType(TYPES.endpointMember).length).to.equal(1);
    const neither = await register(analytics({ hostedModels: false }));
    expect(grants(neither, TYPES.projectMember)).to.not.have.property("an-identity-app-predict");
  });

  it("keeps what users typed apart from the final tables, and not for long", async () => {
    const graph = await register(
      analytics({ vertexEndpoint: true, predictionLogExpiration: 7, readers: ["group:analysts@example.com"] }),
    );
    const { labels, defaultEncryptionConfiguration, ...inputs } = graph.one(
      TYPES.dataset,
      "an-endpoint-log-dataset",
    ).inputs;
    expect(inputs).to.deep.equal({
      project: "example-platform",
      datasetId: "analytics_predictions",
      location: "asia-northeast1",
      description: "Requests to the endpoint, with what users typed, and the answers",
      accesses: [{ role: "OWNER", specialGroup: "projectOwners" }],
      maxTimeTravelHours: "48",
      storageBillingModel: "LOGICAL",
      defaultPartitionExpirationMs: 7 * DAY,
      deleteContentsOnDestroy: false,
    });
    expect(labels).to.include({ component: "bigquerydataset" });
    expect(defaultEncryptionConfiguration).to.deep.equal({ kmsKeyName: generatedNames(graph).key });
    const shared = graph.ofType(TYPES.datasetMember).map(({ inputs: grant }) => grant.datasetId);
    expect(shared).to.not.include("analytics_predictions");
  });

  it("keeps nothing where nothing is to be kept", async () => {
    const graph = await register(analytics({ vertexEndpoint: true, predictionLogSampling: 0 }));
    expect(graph.one(TYPES.endpoint).inputs).to.not.have.property("predictRequestResponseLoggingConfig");
    expect(graph.ofType(TYPES.dataset).map(({ name }) => name)).to.not.include("an-endpoint-log-dataset");
  });

  it("tells where predictions are answered: not at the host name of the region", async () => {
    const build = () => new GcpAnalytics("an", { ...ARGS, vertexEndpoint: true });
    const graph = await register(build);
    const outputs = await registerOutputs(() => {
      const { endpointId, endpointAddress } = build();
      return { endpointId, endpointAddress };
    });
    const { name } = graph.one(TYPES.endpoint).inputs;
    expect(outputs.endpointId).to.equal(name);
    expect(String(outputs.endpointAddress)).to.match(
      new RegExp(`^https://${name}\\.asia-northeast1-\\d{12}\\.prediction\\.vertexai\\.goog$`),
    );
  });

  it("lets a transform change what would be created", async () => {
    const graph = await register(
      analytics({ vertexEndpoint: true, transform: { endpoint: (args) => ({ ...args, displayName: "chat" }) } }),
    );
    expect(graph.one(TYPES.endpoint).inputs.displayName).to.equal("chat");
  });
});
