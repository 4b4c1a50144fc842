import { expect } from "chai";
import { lifecycleRules } from "../../../components/data/bucket-lifecycle";
import { type BucketSpec, resolveSpec } from "../../../components/data/bucket-specs";
import { ObjectStore } from "../../../components/data/object-store";
import { register } from "../../support/platform";

// Nothing here can show what S3 does with age; it shows what S3 is told to do.

const rules = (bucket: Partial<BucketSpec>, noncurrentDays = 90) =>
  lifecycleRules(resolveSpec({ name: "one", purpose: "backup", ...bucket }), noncurrentDays);

const EVERYTHING = { prefix: "" };
const ABORT = {
  id: "abort-unfinished-uploads",
  status: "Enabled",
  filter: EVERYTHING,
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};
const OLD_VERSIONS = {
  id: "expire-old-versions",
  status: "Enabled",
  filter: EVERYTHING,
  noncurrentVersionExpiration: { noncurrentDays: 90 },
  expiration: { expiredObjectDeleteMarker: true },
};
const COLDER = {
  id: "move-to-colder-storage",
  status: "Enabled",
  filter: EVERYTHING,
  transitions: [
    { days: 30, storageClass: "STANDARD_IA" },
    { days: 90, storageClass: "GLACIER_IR" },
  ],
};
const QUERY_RESULTS = {
  id: "expire-query-results",
  status: "Enabled",
  filter: { prefix: "athena-results/" },
  expiration: { days: 30 },
};
const expire = (days: number) => ({ id: "expire", status: "Enabled", filter: EVERYTHING, expiration: { days } });

describe("lifecycleRules", () => {
  it("drops unfinished uploads and old versions of every bucket", () => {
    expect(rules({ purpose: "backup" })).to.deep.equal([ABORT, OLD_VERSIONS]);
    expect(rules({ purpose: "static" })).to.deep.equal([ABORT, OLD_VERSIONS]);
  });

  it("has no rule for old versions where none are kept", () => {
    expect(rules({ versioned: false })).to.deep.equal([ABORT]);
  });

  it("deletes logs after a year, or when told to", () => {
    expect(rules({ purpose: "logs" })).to.deep.equal([ABORT, OLD_VERSIONS, expire(365)]);
    expect(rules({ purpose: "albLogs", expireAfterDays: 30 })).to.deep.equal([ABORT, OLD_VERSIONS, expire(30)]);
  });

  it("moves the lake to colder storage and deletes query results", () => {
    expect(rules({ purpose: "lake" })).to.deep.equal([ABORT, OLD_VERSIONS, COLDER, QUERY_RESULTS]);
  });

  for (const [days, moves] of [
    [30, []],
    [31, [30]],
    [90, [30]],
    [91, [30, 90]],
  ] as const) {
    it(`moves nothing on or after the day it is deleted (${days})`, () => {
      const colder = rules({ purpose: "lake", expireAfterDays: days }).find(({ id }) => id === COLDER.id);
      expect(colder?.transitions ?? []).to.deep.equal(
        COLDER.transitions.filter((t) => moves.some((m) => m === t.days)),
      );
    });
  }

  it("keeps old versions at least as long as they are locked", () => {
    const keptFor = (days: number) =>
      rules({ objectLock: { mode: "GOVERNANCE", days } }, 90).find(({ id }) => id === OLD_VERSIONS.id);
    expect(keptFor(400)).to.deep.include({ noncurrentVersionExpiration: { noncurrentDays: 400 } });
    expect(keptFor(30)).to.deep.include({ noncurrentVersionExpiration: { noncurrentDays: 90 } });
  });

  it("gives every rule a filter, without which S3 refuses it", () => {
    for (const purpose of ["static", "lake", "backup", "logs", "albLogs"] as const) {
      for (const rule of rules({ purpose, expireAfterDays: 400 })) expect(rule.filter).to.have.all.keys("prefix");
    }
  });
});

describe("Bucket, versions", () => {
  const LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
  const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
  const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
  const build = (bucket: Partial<BucketSpec>) =>
    register(
      () =>
        new ObjectStore("store", {
          region: "ap-northeast-1",
          accountId: "123456789012",
          namePrefix: "kumiki-prod",
          kmsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/data",
          buckets: [{ name: "one", purpose: "backup", ...bucket }],
        }),
    );

  it("are kept, before anything is said about old ones", async () => {
    const graph = await build({});
    expect(graph.one(VERSIONING).inputs.versioningConfiguration).to.deep.equal({ status: "Enabled" });
    expect(graph.one(LIFECYCLE).dependencies).to.include(graph.one(VERSIONING).urn);
  });

  it("are not kept where told not to", async () => {
    expect((await build({ versioned: false })).ofType(VERSIONING)).to.deep.equal([]);
  });

  it("are locked once they are kept", async () => {
    const graph = await build({ objectLock: { mode: "GOVERNANCE", days: 30 } });
    expect(graph.one("aws:s3/bucket:Bucket").inputs.objectLockEnabled).to.equal(true);
    expect(graph.one(LOCK).inputs.rule).to.deep.equal({ defaultRetention: { mode: "GOVERNANCE", days: 30 } });
    expect(graph.one(LOCK).dependencies).to.include(graph.one(VERSIONING).urn);
  });

  it("are locked for good only by name", async () => {
    const graph = await build({ objectLock: { mode: "COMPLIANCE", days: 1 } });
    expect(graph.one(LOCK).inputs.rule).to.deep.equal({ defaultRetention: { mode: "COMPLIANCE", days: 1 } });
  });
});
