import { expect } from "chai";
import type { PlainObject, PlainValue } from "../../../plan/graph";
import { readState } from "../../../policies/adapters/state-file";
import { type StateGraph, stateGraph } from "../../../policies/adapters/state-graph";
import { opened, sealed, withFile } from "../support/exported-state";

const STACK = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
const PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:aws::aws";
const BUCKET = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::logs";
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** A state as the engine writes it, word for word in its form. */
function exported(...resources: readonly PlainObject[]): PlainObject {
  return { version: 3, deployment: { manifest: { time: "", magic: "", version: "" }, resources: [...resources] } };
}

function read(...resources: readonly PlainObject[]): StateGraph {
  return withFile(exported(...resources), (path) => stateGraph(readState(path)));
}

function bucket(inputs: PlainObject, more: PlainObject = {}): PlainObject {
  return { urn: BUCKET, custom: true, id: "logs-1", type: "aws:s3/bucket:Bucket", inputs, ...more };
}

function inputsOf(inputs: PlainObject): PlainObject {
  return read(bucket(inputs)).graph.one("aws:s3/bucket:Bucket").inputs;
}

describe("an exported state as a graph", () => {
  it("has everything the engine tells of a resource", () => {
    const { graph } = read(
      { urn: STACK, custom: false, type: "pulumi:pulumi:Stack", outputs: { url: "https://example.com" } },
      { urn: PROVIDER, custom: true, id: "0b6f", type: "pulumi:providers:aws", inputs: { region: "ap-northeast-1" } },
      bucket(
        { __defaults: ["forceDestroy"], forceDestroy: false, region: "ap-northeast-3" },
        {
          outputs: { __meta: "{}", arn: "arn:aws:s3:::logs-1" },
          parent: STACK,
          provider: `${PROVIDER}::0b6f`,
          dependencies: [STACK, PROVIDER],
          propertyDependencies: { region: [STACK, PROVIDER], tags: null, bucket: [] },
          protect: true,
          retainOnDelete: true,
          deletedWith: STACK,
          importID: "logs-0",
          ignoreChanges: ["tags"],
          replaceOnChanges: ["bucket"],
          additionalSecretOutputs: ["arn"],
          aliases: ["urn:pulumi:dev::shop::aws:s3/bucketV2:BucketV2::logs"],
        },
      ),
    );
    expect([graph.stack, graph.outputs, graph.secretOutputs]).to.deep.equal([
      "dev",
      { url: "https://example.com" },
      [],
    ]);
    expect(graph.get(BUCKET)).to.deep.equal({
      urn: BUCKET,
      type: "aws:s3/bucket:Bucket",
      name: "logs",
      parent: STACK,
      id: "logs-1",
      custom: true,
      provider: PROVIDER,
      region: "ap-northeast-3",
      inputs: { forceDestroy: false, region: "ap-northeast-3" },
      outputs: { arn: "arn:aws:s3:::logs-1" },
      secretInputs: [],
      secretOutputs: [],
      dependencies: [PROVIDER, STACK].sort(),
      propertyDependencies: { region: [PROVIDER, STACK].sort() },
      options: {
        protect: true,
        retainOnDelete: true,
        deletedWith: STACK,
        import: "logs-0",
        ignoreChanges: ["tags"],
        replaceOnChanges: ["bucket"],
        additionalSecretOutputs: ["arn"],
        aliases: ["urn:pulumi:dev::shop::aws:s3/bucketV2:BucketV2::logs"],
      },
    });
    expect(graph.get(STACK)).to.deep.include({ custom: false, options: {}, inputs: {} });
    expect(graph.get(STACK)).not.to.have.any.keys("parent", "id", "provider", "region");
  });

  it("takes the region from the outputs where it is no input, and gives none to other clouds", () => {
    const { graph } = read(bucket({}, { outputs: { region: "us-east-1" } }), {
      urn: "urn:pulumi:dev::shop::gcp:storage/bucket:Bucket::lake",
      custom: true,
      type: "gcp:storage/bucket:Bucket",
      inputs: { region: "asia-northeast1" },
    });
    expect(graph.resources.map(({ name, region }) => [name, region])).to.deep.equal([
      ["logs", "us-east-1"],
      ["lake", undefined],
      ["shop-dev", undefined],
    ]);
  });

  it("names a resource whose logical name has colons", () => {
    const { graph } = read(bucket({}, { urn: `${BUCKET}::a` }));
    expect(graph.one("aws:s3/bucket:Bucket").name).to.equal("logs::a");
  });

  it("keeps a sealed secret's place, and throws where it is read", () => {
    const { graph, sealed: count } = read(
      bucket(
        { bucket: "logs", tags: { owner: sealed() }, rules: [{ id: "a" }, sealed()] },
        { outputs: { arn: sealed() } },
      ),
    );
    const { inputs, outputs, secretInputs, secretOutputs } = graph.one("aws:s3/bucket:Bucket");
    expect([secretInputs, secretOutputs, count]).to.deep.equal([["rules[1]", "tags.owner"], ["arn"], 3]);
    expect(inputs.bucket).to.equal("logs");
    expect(() => JSON.stringify(inputs.tags)).to.throw("tags.owner is a secret that is sealed in the file");
    expect(() => JSON.stringify(inputs.rules)).to.throw("rules[1] is a secret that is sealed in the file");
    expect(() => outputs.arn).to.throw("arn is a secret that is sealed in the file");
  });

  it("reads a secret that stands in the file openly, and marks it", () => {
    const state = read(bucket({ tags: opened({ owner: "anna-kareri", n: 1 }), bucket: opened("logs") }));
    const { inputs, secretInputs } = state.graph.one("aws:s3/bucket:Bucket");
    expect(inputs).to.deep.equal({ tags: { owner: "anna-kareri", n: 1 }, bucket: "logs" });
    expect([secretInputs, state.sealed, state.openTexts]).to.deep.equal([
      ["bucket", "tags"],
      0,
      ["anna-kareri", "logs"],
    ]);
  });

  it("tells which outputs of the stack are secret", () => {
    const { graph } = read(
      { urn: STACK, type: "pulumi:pulumi:Stack", outputs: { url: "a", token: sealed() } },
      bucket({}),
    );
    expect(graph.secretOutputs).to.deep.equal(["token"]);
  });

  it("takes a secret that is damaged for a sealed one", () => {
    const state = read(
      bucket({ a: { ...opened(""), plaintext: "{not json" }, b: { [SIGNATURE]: sealed()[SIGNATURE] ?? null } }),
    );
    expect(state.sealed).to.equal(2);
    expect(() => state.graph.one("aws:s3/bucket:Bucket").inputs.a).to.throw("a is a secret that is sealed in the file");
  });

  it("throws where a value is read that was not known when the state was written", () => {
    expect(() => inputsOf({ bucket: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }).bucket).to.throw(
      "bucket is not known yet",
    );
  });

  it("shows assets by file, text or entries, and knows nothing of one that has only a hash", () => {
    const asset = (its: PlainObject): PlainObject => ({
      [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17",
      hash: "0",
      ...its,
    });
    const archive = (its: PlainObject): PlainObject => ({
      [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7",
      hash: "0",
      ...its,
    });
    const inputs = inputsOf({
      file: asset({ path: "./a.txt" }),
      text: asset({ text: "hello" }),
      zip: archive({ path: "./a.zip" }),
      tree: archive({ assets: { "index.js": asset({ text: "x" }) } }),
      lost: archive({}),
    });
    expect({ ...inputs, lost: null }).to.deep.equal({
      file: { asset: { path: "./a.txt" } },
      text: { asset: { text: "hello" } },
      zip: { archive: { path: "./a.zip" } },
      tree: { archive: { "index.js": { asset: { text: "x" } } } },
      lost: null,
    });
    expect(() => JSON.stringify(inputs.lost)).to.throw("lost.archive is not known yet");
  });

  it("shows what a reference to a resource points at", () => {
    const reference: PlainValue = { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: STACK, id: "1" };
    expect(inputsOf({ target: reference })).to.deep.equal({ target: { urn: STACK, id: "1" } });
  });

  it("judges what replaced a resource, and counts what still waits to be deleted", () => {
    const { graph, waiting } = read(bucket({ bucket: "old" }, { delete: true }), bucket({ bucket: "new" }));
    expect([graph.one("aws:s3/bucket:Bucket").inputs, waiting]).to.deep.equal([{ bucket: "new" }, 1]);
  });

  it("has a root where the state lost it, because rules without a subject answer for the stack", () => {
    expect(read(bucket({})).graph.one("pulumi:pulumi:Stack").urn).to.equal(STACK);
  });

  it("refuses a file in which nothing is left, and one that mixes stacks", () => {
    expect(() => read(bucket({}, { delete: true }))).to.throw(
      "all that the file holds waits to be deleted: nothing is left to judge",
    );
    expect(() => read(bucket({}), bucket({}, { urn: BUCKET.replace("dev", "prod") }))).to.throw(
      "the file mixes dev::shop and prod::shop: export one stack",
    );
  });
});
