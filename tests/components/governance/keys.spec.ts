import { expect } from "chai";
import { Keys, type KeysArgs } from "../../../components/governance/keys";
import { keyRing } from "../../../examples/keys";
import { namesOf, policyOf, register, registerError, registerOutputs } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show that a service presents the conditions a key policy asks for; they show the policy that is sent.

const KEY = "aws:kms/key:Key";
const REPLICA = "aws:kms/replicaKey:ReplicaKey";
const ALIAS = "aws:kms/alias:Alias";

const ARGS: KeysArgs = {
  region: "ap-northeast-1",
  accountId: "123456789012",
  namePrefix: "kumiki-prod",
  purposes: [
    { name: "data", description: "Databases", services: ["s3", "rds"], multiRegion: true },
    { name: "edge-logs", description: "Edge", services: [], principals: ["logs"], region: "us-east-1" },
  ],
};

const build = (changes: Partial<KeysArgs> = {}) => register(() => new Keys("keys", { ...ARGS, ...changes }));

describe("Keys", () => {
  it("rotates yearly and gives thirty days to take a deletion back", async () => {
    const graph = await build();
    const { policy: _, tags: __, ...inputs } = graph.one(KEY, "keys-data").inputs;
    expect(inputs).to.deep.equal({
      region: "ap-northeast-1",
      description: "Databases",
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      multiRegion: true,
    });
    expectWellFormed(graph);
  });

  it("protects and keeps the keys unless told otherwise", async () => {
    expect((await build()).one(KEY, "keys-data").options).to.deep.equal({ protect: true, retainOnDelete: true });
    expect((await build({ protect: false })).one(KEY, "keys-data").options).to.deep.equal({});
  });

  it("names each key by an alias in its own region", async () => {
    const graph = await build();
    expect(graph.one(ALIAS, "keys-edge-logs-alias").inputs).to.deep.equal({
      region: "us-east-1",
      name: "alias/kumiki-prod/edge-logs",
      targetKeyId: graph.one(KEY, "keys-edge-logs").outputs.keyId,
    });
  });

  it("writes the policy of a key elsewhere for that region", async () => {
    const logs = policyOf((await build()).one(KEY, "keys-edge-logs")).Statement[1];
    expect(logs?.Principal).to.deep.equal({ Service: "logs.us-east-1.amazonaws.com" });
  });

  it("replicates the multi-region keys, with a policy for the other region", async () => {
    const graph = await build({ replicaRegion: "ap-northeast-3" });
    expect(namesOf(graph, REPLICA)).to.deep.equal(["keys-data-replica"]);
    const replica = graph.one(REPLICA);
    expect(replica.region).to.equal("ap-northeast-3");
    expect(replica.inputs.primaryKeyArn).to.equal(graph.one(KEY, "keys-data").outputs.arn);
    expect(replica.options).to.deep.equal({ protect: true, retainOnDelete: true });
    expect(policyOf(replica).Statement[1]?.Condition).to.deep.equal({
      StringEquals: {
        "kms:CallerAccount": "123456789012",
        "kms:ViaService": ["rds.ap-northeast-3.amazonaws.com", "s3.ap-northeast-3.amazonaws.com"],
      },
    });
    expect(graph.one(ALIAS, "keys-data-replica-alias").inputs).to.deep.include({
      region: "ap-northeast-3",
      name: "alias/kumiki-prod/data",
    });
  });

  it("has no replicas without a region for them", async () => {
    expect(namesOf(await build(), REPLICA)).to.deep.equal([]);
  });

  it("gives out ARNs by purpose and names the purposes when asked for another", async () => {
    const outputs = await registerOutputs(() => {
      const keys = new Keys("keys", ARGS);
      return { data: keys.arn("data") };
    });
    expect(outputs.data).to.match(/^arn:aws:kms:ap-northeast-1:123456789012:key\/mrk-[0-9a-f]{32}$/);
    const ask = (question: (keys: Keys) => unknown) => registerError(() => question(new Keys("keys", ARGS)));
    expect((await ask((keys) => keys.arn("date"))).message).to.equal(
      'there is no key purpose "date"; there are: data, edge-logs.',
    );
    expect((await ask((keys) => keys.replicaArn("data"))).message).to.equal(
      'there is no replicated key purpose "data"; there are: none.',
    );
  });

  it("reports everything that is wrong with its arguments at once", async () => {
    const error = await registerError(
      () =>
        new Keys("keys", {
          ...ARGS,
          accountId: "1234",
          rotation: 89,
          deletionWindow: 31,
          replicaRegion: "ap-northeast-1",
          purposes: [
            { name: "Data", description: "", services: ["s3.amazonaws.com"] },
            { name: "twice", description: "", services: ["s3"], multiRegion: true },
            { name: "twice", description: "", services: [] },
          ],
        }),
    );
    expect(error.message).to.equal(
      [
        'Keys "keys" cannot be created:',
        '  - accountId must be exactly 12 digits, got "1234".',
        "  - rotation must be a whole number in 90-2560 days, got 89.",
        "  - deletionWindow must be a whole number in 7-30 days, got 31.",
        '  - purposes[0].name must be lower-case letters, digits and dashes, got "Data".',
        '  - purposes[0].services must be names such as "s3", without region and domain, got "s3.amazonaws.com".',
        '  - replicaRegion must differ from the region of purpose "twice", got "ap-northeast-1".',
        '  - purposes[2].name "twice" is used twice; give every purpose its own name.',
        '  - purposes[2] "twice" could be used by nobody; name its services or principals.',
      ].join("\n"),
    );
  });

  for (const [argument, accepted] of [
    ["rotation", [90, 2560]],
    ["deletionWindow", [7, 30]],
  ] as const) {
    it(`accepts the bounds of ${argument}`, async () => {
      for (const value of accepted) expect((await build({ [argument]: value })).ofType(KEY)).to.have.length(2);
    });
  }

  it("makes every key of the platform, as the example shows", async () => {
    const graph = await register(keyRing);
    expect(namesOf(graph, KEY)).to.deep.equal([
      "keys-backup",
      "keys-data",
      "keys-edge-logs",
      "keys-logs",
      "keys-messaging",
      "keys-pipeline",
      "keys-tasks",
    ]);
    expect(namesOf(graph, REPLICA)).to.deep.equal(["keys-backup-replica", "keys-data-replica", "keys-logs-replica"]);
  });
});
