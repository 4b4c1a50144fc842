import { expect } from "chai";
import type { BucketPurpose, BucketSpec } from "../../../components/data/bucket-specs";
import { ObjectStore } from "../../../components/data/object-store";
import type { ResourceGraph } from "../../../plan/graph";
import { namesOf, policyOf, register } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show that an object arrives; they show the rule, the role's whole policy, and what waits for what.

const RULE = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const SOURCE = "arn:aws:s3:::kumiki-prod-one-123456789012-ap-northeast-1";
const REPLICA = "arn:aws:s3:::kumiki-prod-one-123456789012-ap-northeast-3";
const SOURCE_KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/data";
const REPLICA_KEY = "arn:aws:kms:ap-northeast-3:123456789012:key/data";

function build(bucket: Partial<BucketSpec> = {}, rtc: readonly BucketPurpose[] = []): Promise<ResourceGraph> {
  return register(
    () =>
      new ObjectStore("store", {
        region: "ap-northeast-1",
        accountId: "123456789012",
        namePrefix: "kumiki-prod",
        kmsKeyArn: SOURCE_KEY,
        buckets: [{ name: "one", purpose: "lake", replicate: true, ...bucket }],
        replica: { region: "ap-northeast-3", kmsKeyArn: REPLICA_KEY, rtc },
      }),
  );
}

const rulesOf = async (...args: Parameters<typeof build>) => (await build(...args)).one(RULE).inputs.rules;

describe("BucketReplication", () => {
  it("copies every object, encrypted ones too, under the other region's key, and no deletion", async () => {
    const graph = await build();
    expect(graph.one(RULE).inputs.rules).to.deep.equal([
      {
        id: "everything",
        status: "Enabled",
        priority: 0,
        filter: { prefix: "" },
        deleteMarkerReplication: { status: "Disabled" },
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
        destination: {
          bucket: REPLICA,
          encryptionConfiguration: { replicaKmsKeyId: REPLICA_KEY },
          metrics: { status: "Enabled" },
        },
      },
    ]);
    expectWellFormed(graph);
  });

  it("goes one way: the copy's bucket has no rule", async () => {
    const graph = await build();
    expect(graph.ofType(RULE).map(({ inputs }) => inputs.bucket)).to.deep.equal([
      "kumiki-prod-one-123456789012-ap-northeast-1",
    ]);
    expect(graph.one(RULE).region).to.equal("ap-northeast-1");
  });

  it("waits until both buckets keep versions", async () => {
    const graph = await build();
    expect(graph.one(RULE).dependencies).to.include.members([
      graph.one(VERSIONING, "store-one-versioning").urn,
      graph.one(VERSIONING, "store-one-replica-versioning").urn,
    ]);
  });

  it("promises fifteen minutes for the purposes that pay for it", async () => {
    expect(await rulesOf({}, ["lake"]))
      .to.have.nested.property("[0].destination")
      .that.deep.equals({
        bucket: REPLICA,
        encryptionConfiguration: { replicaKmsKeyId: REPLICA_KEY },
        metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
        replicationTime: { status: "Enabled", time: { minutes: 15 } },
      });
    expect(await rulesOf({}, ["backup"])).to.not.have.nested.property("[0].destination.replicationTime");
  });

  it("may read this source, write this copy, and use either key for its bucket through S3", async () => {
    const graph = await build();
    const through = (region: string, bucket: string) => ({
      StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` },
      ArnLike: { "kms:EncryptionContext:aws:s3:arn": [bucket, `${bucket}/*`] },
    });
    expect(policyOf(graph.one("aws:iam/rolePolicy:RolePolicy")).Statement).to.deep.equal([
      {
        Sid: "ReadConfiguration",
        Effect: "Allow",
        Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
        Resource: [SOURCE],
      },
      {
        Sid: "ReadSource",
        Effect: "Allow",
        Action: ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging"],
        Resource: [`${SOURCE}/*`],
      },
      {
        Sid: "WriteReplica",
        Effect: "Allow",
        Action: ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"],
        Resource: [`${REPLICA}/*`],
      },
      {
        Sid: "DecryptSource",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [SOURCE_KEY],
        Condition: through("ap-northeast-1", SOURCE),
      },
      {
        Sid: "EncryptReplica",
        Effect: "Allow",
        Action: ["kms:Encrypt"],
        Resource: [REPLICA_KEY],
        Condition: through("ap-northeast-3", REPLICA),
      },
    ]);
    expect(policyOf(graph.one("aws:iam/role:Role"), "assumeRolePolicy").Statement[0]?.Principal).to.deep.equal({
      Service: "s3.amazonaws.com",
    });
  });

  it("copies locks along with locked objects, and locks the copies", async () => {
    const graph = await build({ objectLock: { mode: "GOVERNANCE", days: 30 } });
    const read = policyOf(graph.one("aws:iam/rolePolicy:RolePolicy")).Statement.find(({ Sid }) => Sid === "ReadSource");
    expect(read?.Action).to.include.members(["s3:GetObjectLegalHold", "s3:GetObjectRetention"]);
    expect(namesOf(graph, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")).to.deep.equal([
      "store-one-lock",
      "store-one-replica-lock",
    ]);
  });

  it("uses the bucket's own keys where it has them", async () => {
    const graph = await build({ kmsKeyArn: "arn:own", replicaKmsKeyArn: "arn:own-replica" });
    const keys = policyOf(graph.one("aws:iam/rolePolicy:RolePolicy"))
      .Statement.slice(3)
      .map((grant) => grant.Resource);
    expect(keys).to.deep.equal([["arn:own"], ["arn:own-replica"]]);
    expect(graph.one(RULE).inputs.rules).to.have.nested.property(
      "[0].destination.encryptionConfiguration.replicaKmsKeyId",
      "arn:own-replica",
    );
  });

  it("attaches the policy of a static bucket's copy, which no distribution reads", async () => {
    const graph = await build({ purpose: "static" });
    expect(namesOf(graph, "aws:s3/bucketPolicy:BucketPolicy")).to.deep.equal(["store-one-replica-policy"]);
  });

  it("creates nothing elsewhere while no bucket is replicated", async () => {
    const graph = await build({ replicate: false });
    expect(graph.ofType("aws:s3/bucket:Bucket").map(({ region }) => region)).to.deep.equal(["ap-northeast-1"]);
  });
});
