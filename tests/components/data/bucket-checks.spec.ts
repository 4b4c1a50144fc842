import { expect } from "chai";
import * as fc from "fast-check";
import type { BucketSpec } from "../../../components/data/bucket-specs";
import { ObjectStore, type ObjectStoreArgs } from "../../../components/data/object-store";
import type { ResourceGraph } from "../../../plan/graph";
import { register, registerError } from "../../support/platform";

// Says nothing about S3's own checks; it shows that a list of buckets becomes what it says or one complete error.

const ARGS: ObjectStoreArgs = {
  region: "ap-northeast-1",
  accountId: "123456789012",
  namePrefix: "kumiki-dev",
  kmsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/data",
  buckets: [],
  replica: { region: "ap-northeast-3", kmsKeyArn: "arn:aws:kms:ap-northeast-3:123456789012:key/data" },
};

async function problemsOf(args: Partial<ObjectStoreArgs>): Promise<string[]> {
  const error = await registerError(() => new ObjectStore("store", { ...ARGS, ...args }));
  const [title, ...problems] = error.message.split("\n  - ");
  expect(title).to.equal('ObjectStore "store" cannot be created:');
  return problems;
}

describe("bucket specifications", () => {
  it("are refused with everything that is wrong at once", async () => {
    const problems = await problemsOf({
      accountId: "1234",
      noncurrentDays: 0,
      replica: undefined,
      buckets: [
        { name: "Big_Lake", purpose: "lake", expireAfterDays: 0 },
        {
          name: "twice",
          purpose: "backup",
          versioned: false,
          replicate: true,
          objectLock: { mode: "GOVERNANCE", days: 0 },
        },
        { name: "twice", purpose: "backup", expireAfterDays: 29, objectLock: { mode: "GOVERNANCE", days: 30 } },
        { name: "balancer", purpose: "albLogs", replicate: true, objectLock: { mode: "GOVERNANCE", days: 30 } },
        { name: "trail", purpose: "albLogs" },
      ],
    });
    expect(problems).to.deep.equal([
      'buckets[0].name must be lower-case letters, digits and single dashes, got "Big_Lake".',
      "buckets[0].expireAfterDays must be a whole number in 1-36500 days, got 0.",
      "buckets[1].objectLock.days must be a whole number in 1-36500 days, got 0.",
      "buckets[1].objectLock locks versions; set buckets[1].versioned to true.",
      "buckets[1].replicate copies versions; set buckets[1].versioned to true.",
      "buckets[1].replicate needs a place to copy to; give the store a replica.",
      'buckets[2].name "twice" is used twice; give every bucket its own name.',
      "buckets[2].expireAfterDays must be at least objectLock.days (30), because the lock outranks expiry; got 29.",
      "buckets[3].objectLock is not possible for purpose albLogs: S3 delivers access logs to no locked bucket.",
      "buckets[3].replicate needs a place to copy to; give the store a replica.",
      "buckets[3].replicate is not offered for purpose albLogs: its logs describe one region.",
      "buckets may have one entry of purpose albLogs, got 2: balancer, trail.",
      'accountId must be exactly 12 digits, got "1234".',
      "noncurrentDays must be a whole number in 1-3650 days, got 0.",
    ]);
  });

  it("are refused when there are none, and when the copies would lie beside the originals", async () => {
    const replica = { region: "ap-northeast-1", kmsKeyArn: "arn" };
    expect(await problemsOf({ replica })).to.deep.equal([
      "buckets must have 1 to 100 entries, got 0.",
      'replica.region must differ from region, got "ap-northeast-1" for both.',
    ]);
  });

  it("are refused when a name would be too long for S3, in either region", async () => {
    const name = "n".repeat(25);
    const tooLong = (region: string) =>
      `buckets[0].name: "kumiki-dev-${name}-123456789012-${region}" has 64 characters, but the name of a s3Bucket may ` +
      `have 63; shorten one of: kumiki-dev, ${name}, 123456789012, ${region}.`;
    expect(await problemsOf({ buckets: [{ name, purpose: "lake" }] })).to.deep.equal([
      tooLong("ap-northeast-1"),
      tooLong("ap-northeast-3"),
    ]);
    const graph = await register(
      () => new ObjectStore("store", { ...ARGS, buckets: [{ name: name.slice(1), purpose: "lake" }] }),
    );
    expect(graph.ofType("aws:s3/bucket:Bucket")).to.have.length(1);
  });

  it("give every bucket, in either region, each of its protections exactly once", async () => {
    await fc.assert(
      fc.asyncProperty(bucketLists, async (buckets) => {
        const graph = await register(() => new ObjectStore("store", { ...ARGS, buckets }));
        const home = new Map(buckets.map((spec) => [`kumiki-dev-${spec.name}-123456789012-ap-northeast-1`, spec]));
        const away = new Map(
          copiesOf(buckets).map((spec) => [`kumiki-dev-${spec.name}-123456789012-ap-northeast-3`, spec]),
        );
        expect(valuesOf(graph, "aws:s3/bucket:Bucket")).to.have.members([...home.keys(), ...away.keys()]);
        for (const [name, spec] of [...home, ...away]) {
          const isCopy = away.has(name);
          expect(protectionsOf(graph, name), name).to.deep.equal({
            OwnershipControls: 1,
            PublicAccessBlock: 1,
            ServerSideEncryptionConfiguration: 1,
            LifecycleConfiguration: 1,
            Versioning: spec.versioned === false ? 0 : 1,
            ObjectLockConfiguration: spec.objectLock === undefined ? 0 : 1,
            Policy: spec.purpose === "static" && !isCopy ? 0 : 1,
            ReplicationConfig: spec.replicate === true && !isCopy ? 1 : 0,
            Logging: spec.purpose !== "albLogs" && buckets.some(({ purpose }) => purpose === "albLogs") ? 1 : 0,
          });
        }
      }),
      { numRuns: 12 },
    );
  });
});

const PARTS = [
  "OwnershipControls",
  "PublicAccessBlock",
  "ServerSideEncryptionConfiguration",
  "LifecycleConfiguration",
  "Versioning",
  "ObjectLockConfiguration",
  "Policy",
  "ReplicationConfig",
  "Logging",
] as const;

function protectionsOf(graph: ResourceGraph, bucket: string): Record<string, number> {
  return Object.fromEntries(
    PARTS.map((part) => [
      part,
      valuesOf(graph, `aws:s3/bucket${part}:Bucket${part}`).filter((name) => name === bucket).length,
    ]),
  );
}

function valuesOf(graph: ResourceGraph, type: string): unknown[] {
  return graph.ofType(type).map(({ inputs }) => inputs.bucket);
}

/** What lies in the other region: the copies, and with them the bucket their accesses are logged to. */
function copiesOf(buckets: readonly BucketSpec[]): BucketSpec[] {
  const replicated = buckets.filter(({ replicate }) => replicate === true);
  return replicated.length === 0 ? [] : [...replicated, ...buckets.filter(({ purpose }) => purpose === "albLogs")];
}

const dataBucket = fc
  .record({
    purpose: fc.constantFrom("static" as const, "lake" as const, "backup" as const, "logs" as const),
    versioned: fc.constantFrom(true, true, true, false),
    locked: fc.boolean(),
    replicated: fc.constantFrom(true, true, false),
    minimumTls: fc.constantFrom("1.2" as const, "1.3" as const),
  })
  .map(({ purpose, versioned, locked, replicated, minimumTls }) => ({
    purpose,
    versioned,
    minimumTls,
    replicate: versioned && replicated,
    ...(versioned && locked ? { objectLock: { mode: "GOVERNANCE" as const, days: 30 } } : {}),
  }));

const bucketLists: fc.Arbitrary<BucketSpec[]> = fc
  .tuple(fc.array(dataBucket, { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([buckets, logged]) => [
    ...buckets.map((bucket, index) => ({ ...bucket, name: `bucket-${index}` })),
    ...(logged ? [{ name: "access", purpose: "albLogs" as const }] : []),
  ]);
