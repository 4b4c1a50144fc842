import { expect } from "chai";
import { register } from "../../support/platform";
import { analytics, dependenciesOf, generatedNames, NUMBER, TYPES } from "./analytics-fixture";

const ENCRYPT = "roles/cloudkms.cryptoKeyEncrypterDecrypter";

describe("GcpAnalytics: encryption", () => {
  it("has a key for BigQuery, in the place of the data, new every 90 days (1.1-10)", async () => {
    const graph = await register(analytics());
    const ring = graph.one(TYPES.keyRing);
    expect(ring.inputs).to.deep.equal({ project: "example-platform", location: "asia-northeast1" });
    const { labels, ...inputs } = graph.one(TYPES.key).inputs;
    expect(inputs).to.deep.equal({
      keyRing: ring.id,
      purpose: "ENCRYPT_DECRYPT",
      rotationPeriod: "7776000s",
      destroyScheduledDuration: "2592000s",
    });
    expect(labels).to.include({ name: "an-keys-bigquery" });
  });

  it("lets one account of Google's use each key, by a grant on the key and none on the project (1.1-9, 1.1-10)", async () => {
    const graph = await register(analytics({ vertexEndpoint: true }));
    const keyOf = (name: string) => graph.one(TYPES.key, `an-keys-${name}`).id;
    const agent = graph.one(TYPES.serviceIdentity, "an-vertex-agent-identity");
    expect(agent.inputs).to.deep.equal({ project: "example-platform", service: "aiplatform.googleapis.com" });
    expect(graph.ofType(TYPES.keyMember).map(({ inputs }) => inputs)).to.have.deep.members([
      {
        cryptoKeyId: keyOf("bigquery"),
        role: ENCRYPT,
        member: `serviceAccount:bq-${NUMBER}@bigquery-encryption.iam.gserviceaccount.com`,
      },
      { cryptoKeyId: keyOf("vertex"), role: ENCRYPT, member: agent.outputs.member },
    ]);
    expect(String(agent.outputs.member)).to.match(
      /^serviceAccount:service-\d{12}@gcp-sa-aiplatform\.iam\.gserviceaccount\.com$/,
    );
    const onProject = graph.ofType(TYPES.projectMember).filter(({ inputs }) => /kms/.test(String(inputs.role)));
    expect(onProject).to.deep.equal([]);
  });

  it("gives an agent that it asks for ahead the role Google would have given, and leaves it there", async () => {
    const graph = await register(analytics({ vertexEndpoint: true }));
    for (const [name, role] of [
      ["an-vertex-agent", "roles/aiplatform.serviceAgent"],
      ["an-warehouse-transfer-agent", "roles/bigquerydatatransfer.serviceAgent"],
    ]) {
      const grant = graph.one(TYPES.projectMember, `${name}-role`);
      const { member } = graph.one(TYPES.serviceIdentity, `${name}-identity`).outputs;
      expect(grant.inputs).to.deep.equal({ project: "example-platform", role, member });
      expect(grant.options).to.deep.equal({ retainOnDelete: true });
    }
    expect(dependenciesOf(graph, TYPES.keyMember, "an-keys-vertex-user")).to.include("an-vertex-agent-role");
  });

  it("encrypts both datasets and both tables by that key, which each waits to be usable (1.1-10)", async () => {
    const graph = await register(analytics());
    const { key } = generatedNames(graph);
    const uses = [
      ...graph.ofType(TYPES.dataset).map((node) => [node, node.inputs.defaultEncryptionConfiguration] as const),
      ...graph.ofType(TYPES.table).map((node) => [node, node.inputs.encryptionConfiguration] as const),
    ];
    expect(uses.map(([, used]) => used)).to.deep.equal(Array(4).fill({ kmsKeyName: key }));
    for (const [node] of uses) {
      expect(dependenciesOf(graph, node.type, node.name), node.name).to.include("an-keys-bigquery-user");
    }
  });

  it("rotates as often as it is told", async () => {
    const graph = await register(analytics({ keyRotation: 31_536_000 }));
    expect(graph.one(TYPES.key).inputs.rotationPeriod).to.equal("31536000s");
  });

  it("puts its keys into a ring the project brings", async () => {
    const keyRing = "projects/example-platform/locations/asia-northeast1/keyRings/company";
    const graph = await register(analytics({ keyRing }));
    expect(graph.ofType(TYPES.keyRing)).to.deep.equal([]);
    expect(graph.one(TYPES.key).inputs.keyRing).to.equal(keyRing);
    expect(generatedNames(graph).key).to.match(
      /^projects\/example-platform\/locations\/asia-northeast1\/keyRings\/company\/cryptoKeys\/an-keys-bigquery-/,
    );
  });

  it("leaves encryption to Google only when told so by name", async () => {
    const graph = await register(analytics({ cmek: false, vertexEndpoint: true }));
    expect([TYPES.keyRing, TYPES.key, TYPES.keyMember].flatMap((type) => graph.ofType(type))).to.deep.equal([]);
    const named = graph.resources.filter(({ inputs }) => JSON.stringify(inputs).includes("kmsKeyName"));
    expect(named).to.deep.equal([]);
  });
});
