import { expect } from "chai";
import { policyOf } from "../support/platform";
import { bothStacks, object, objects, STACKS } from "../support/stacks";

// Both stacks' buckets; that S3 copies and expires objects shows on real ones only.

const BUCKET = "aws:s3/bucket:Bucket";
const NAMES = ["access", "backup", "lake", "logs", "static"];

describe("the storage of the platform", () => {
  const platform = bothStacks();

  /** A part of every bucket by the bucket's own name. */
  const partOf = (stack: "dev" | "prod", type: string) =>
    new Map(
      platform(stack)
        .ofType(type)
        .map((part) => [String(part.inputs.bucket), part.inputs]),
    );

  for (const stack of STACKS) {
    it(`${stack} names its buckets so that policies can know them`, () => {
      const account = stack === "dev" ? "123456789012" : "210987654321";
      const names = platform(stack)
        .ofType(BUCKET)
        .map(({ inputs }) => String(inputs.bucket));
      for (const name of NAMES) expect(names).to.include(`kumiki-${stack}-${name}-${account}-ap-northeast-1`);
    });

    it(`${stack} hardens every bucket alike: private, owned, versioned (N11, 2.3-2, 3.2-3)`, () => {
      const buckets = platform(stack)
        .ofType(BUCKET)
        .map(({ id }) => String(id));
      const blocks = partOf(stack, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
      const owners = partOf(stack, "aws:s3/bucketOwnershipControls:BucketOwnershipControls");
      const versions = partOf(stack, "aws:s3/bucketVersioning:BucketVersioning");
      for (const bucket of buckets) {
        const { blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets } =
          blocks.get(bucket) ?? {};
        expect([blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets], bucket).to.deep.equal(
          Array(4).fill(true),
        );
        expect(object(owners.get(bucket)?.rule).objectOwnership, bucket).to.equal("BucketOwnerEnforced");
        expect(object(versions.get(bucket)?.versioningConfiguration).status, bucket).to.equal("Enabled");
      }
    });

    it(`${stack} encrypts by its own keys, and by S3's only where log delivery refuses others (2.3-2)`, () => {
      const settings = partOf(
        stack,
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      );
      for (const [bucket, inputs] of settings) {
        const rule = object(objects(inputs.rules)[0]);
        const algorithm = object(rule.applyServerSideEncryptionByDefault).sseAlgorithm;
        expect(algorithm, bucket).to.equal(bucket.includes("-access-") ? "AES256" : "aws:kms");
        expect(rule.blockedEncryptionTypes, bucket).to.deep.equal(["SSE-C"]);
      }
    });

    it(`${stack} refuses plain text and old TLS, but not services that hide their version (2.3-2)`, () => {
      for (const policy of platform(stack).ofType("aws:s3/bucketPolicy:BucketPolicy")) {
        const denied = policyOf(policy).Statement.filter(({ Effect }) => Effect === "Deny");
        expect(
          denied.map(({ Condition }) => Condition),
          policy.urn,
        ).to.deep.include({
          Bool: { "aws:SecureTransport": "false" },
        });
        const byVersion = denied.find(({ Condition }) => Condition?.NumericLessThan?.["s3:TlsVersion"] !== undefined);
        expect(byVersion?.Condition?.Bool, policy.urn).to.deep.equal({ "aws:PrincipalIsAWSService": "false" });
      }
    });

    it(`${stack} ends unfinished uploads after a week in every bucket (3.2-4)`, () => {
      for (const { inputs, urn } of platform(stack).ofType(
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      )) {
        const rules = objects(inputs.rules);
        const aborts = rules.map((rule) => object(rule.abortIncompleteMultipartUpload).daysAfterInitiation);
        expect(aborts, urn).to.include(7);
        expect(
          rules.every(({ filter }) => filter !== undefined),
          urn,
        ).to.equal(true);
      }
    });

    it(`${stack} takes the load balancer's logs into the one bucket that can (1.2-3)`, () => {
      const graph = platform(stack);
      const balancer = graph.one("aws:lb/loadBalancer:LoadBalancer").inputs;
      const bucket = String(object(balancer.accessLogs).bucket);
      expect(bucket).to.include(`kumiki-${stack}-access-`);
      const policy = graph.ofType("aws:s3/bucketPolicy:BucketPolicy").find(({ inputs }) => inputs.bucket === bucket);
      expect(JSON.stringify(policy?.inputs.policy)).to.include("logdelivery.elasticloadbalancing.amazonaws.com");
      expect([object(balancer.accessLogs).enabled, object(balancer.connectionLogs).enabled]).to.deep.equal([
        true,
        true,
      ]);
    });
  }

  for (const [stack, copied, locked, scanned, force] of [
    ["dev", [], [], 1, true],
    ["prod", ["backup", "lake", "static"], ["GOVERNANCE 30"], 100, false],
  ] as const) {
    it(`${stack} copies ${copied.length} buckets to Osaka, in one direction (3.1-4, N20)`, () => {
      const graph = platform(stack);
      const copies = graph.ofType("aws:s3/bucketReplicationConfig:BucketReplicationConfig");
      const name = (bucket: unknown) => NAMES.find((candidate) => String(bucket).includes(`-${candidate}-`));
      expect(copies.map(({ inputs }) => name(inputs.bucket)).sort()).to.deep.equal(copied);
      for (const copy of copies) {
        expect(copy.region).to.equal("ap-northeast-1");
        for (const rule of objects(copy.inputs.rules)) {
          expect(String(object(rule.destination).bucket)).to.include("ap-northeast-3");
          expect(object(object(rule.sourceSelectionCriteria).sseKmsEncryptedObjects).status).to.equal("Enabled");
        }
        const versioned = copy.dependencies.filter((urn) => urn.includes("aws:s3/bucketVersioning:BucketVersioning"));
        expect(versioned, "versioning on both sides first").to.have.lengthOf(2);
      }
    });

    it(`${stack} locks ${locked.length === 0 ? "nothing" : "backups in governance mode"} (1.3-7)`, () => {
      const graph = platform(stack);
      const locks = graph
        .ofType("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")
        .filter(({ region }) => region === "ap-northeast-1")
        .map(({ inputs }) => object(object(inputs.rule).defaultRetention));
      expect(locks.map(({ mode, days }) => `${mode} ${days}`)).to.deep.equal(locked);
    });

    it(`${stack} lets one query over the lake read ${scanned} GiB, into an encrypted result (1.3-8)`, () => {
      const configuration = object(platform(stack).one("aws:athena/workgroup:Workgroup").inputs.configuration);
      expect(configuration.bytesScannedCutoffPerQuery).to.equal(scanned * 1024 ** 3);
      expect(configuration.enforceWorkgroupConfiguration).to.equal(true);
      const result = object(configuration.resultConfiguration);
      expect(object(result.encryptionConfiguration).encryptionOption).to.equal("SSE_KMS");
    });

    it(`${stack} ${force ? "can" : "cannot"} be destroyed with objects in its buckets (3.2-3)`, () => {
      const flags = platform(stack)
        .ofType(BUCKET)
        .map(({ inputs }) => inputs.forceDestroy ?? false);
      expect(new Set(flags)).to.deep.equal(new Set([force]));
    });
  }

  it("prod moves the lake to colder storage with age (3.2-4)", () => {
    const [, lake] = [...partOf("prod", "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")].find(
      ([bucket]) => bucket.includes("-lake-") && bucket.endsWith("ap-northeast-1"),
    ) ?? ["", {}];
    const transitions = objects(lake.rules).flatMap((rule) => objects(rule.transitions));
    expect(transitions.map(({ days, storageClass }) => [days, storageClass])).to.deep.equal([
      [30, "STANDARD_IA"],
      [90, "GLACIER_IR"],
    ]);
  });
});
