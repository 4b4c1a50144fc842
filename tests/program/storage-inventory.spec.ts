import { expect } from "chai";
import type { PlainObject, ResourceGraph, ResourceNode } from "../../plan/graph";
import { policyOf } from "../support/platform";
import { byName, listOf, nameResolver, objectAt, platformTests } from "./both-stacks";

// Mocks cannot show an object copied or a request denied; they show every rule the buckets are given.

const BUCKET = "aws:s3/bucket:Bucket";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

const TOKYO = ["access", "backup", "lake", "logs", "static"];
const OSAKA = ["access-replica", "backup-replica", "lake-replica", "static-replica"];
const BUCKETS = { dev: TOKYO, prod: [...TOKYO, ...OSAKA].sort() };

describe("the inventory of the storage", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "has these buckets, and destroys only those of dev with their content (3.2-3)",
    BUCKETS,
    (graph, expected, stack) => {
      expect(Object.keys(perBucket(graph, BUCKET, () => true))).to.have.members(expected);
      for (const { inputs } of graph.ofType(BUCKET)) expect(inputs.forceDestroy).to.equal(stack === "dev");
    },
  );

  inBothStacks(
    "encrypts every bucket with the key of its data, and refuses keys of the caller (2.3-2)",
    {
      dev: { access: "AES256", backup: "keys-data", lake: "keys-data", logs: "keys-logs", static: "keys-data" },
      prod: {
        access: "AES256",
        "access-replica": "AES256",
        backup: "keys-backup",
        "backup-replica": "keys-backup-replica",
        lake: "keys-data",
        "lake-replica": "keys-data-replica",
        logs: "keys-logs",
        static: "keys-data",
        "static-replica": "keys-data-replica",
      },
    },
    (graph, expected) => {
      const nameOf = nameResolver(graph);
      const keys = perBucket(graph, ENCRYPTION, ({ inputs }) => {
        const rule = objectAt(inputs, "rules", 0);
        expect(rule.blockedEncryptionTypes).to.deep.equal(["SSE-C"]);
        const { sseAlgorithm, kmsMasterKeyId } = objectAt(rule, "applyServerSideEncryptionByDefault");
        if (sseAlgorithm === "AES256") return sseAlgorithm; // what log delivery of load balancers can write to
        expect([sseAlgorithm, rule.bucketKeyEnabled]).to.deep.equal(["aws:kms", true]);
        return nameOf(kmsMasterKeyId);
      });
      expect(keys).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "denies plaintext and old TLS on every bucket, to everybody but AWS services behind it (2.3-2)",
    {
      dev: { access: "1.2", backup: "1.2", lake: "1.3", logs: "1.2", static: "1.2" },
      prod: {
        access: "1.2",
        "access-replica": "1.2",
        backup: "1.2",
        "backup-replica": "1.2",
        lake: "1.3",
        "lake-replica": "1.3",
        logs: "1.2",
        static: "1.2",
        "static-replica": "1.2",
      },
    },
    (graph, expected) => {
      expect(graph.ofType(POLICY), "one policy per bucket, or the last one wins").to.have.length(
        Object.keys(expected).length,
      );
      const floors = perBucket(graph, POLICY, (policy) => {
        const denials = policyOf(policy).Statement.filter(({ Effect }) => Effect === "Deny");
        const bucket = `arn:aws:s3:::${policy.inputs.bucket}`;
        for (const denial of denials) {
          expect(denial).to.deep.include({ Principal: "*", Action: ["s3:*"], Resource: [bucket, `${bucket}/*`] });
        }
        const [plaintext, outdated, ...others] = denials.map(({ Condition }) => Condition ?? {});
        expect(plaintext).to.deep.equal({ Bool: { "aws:SecureTransport": "false" } });
        // Calls between services hide the version of TLS and would be denied.
        expect(outdated?.Bool).to.deep.equal({ "aws:PrincipalIsAWSService": "false" });
        expect(others).to.deep.equal([]);
        return outdated?.NumericLessThan?.["s3:TlsVersion"];
      });
      expect(floors).to.deep.equal(expected);
    },
  );

  inBothStacks("blocks public access to every bucket and to the account (2.3-2, N11)", BUCKETS, (graph, expected) => {
    const blocked = {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    };
    const blocks = perBucket(graph, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", ({ inputs }) => inputs);
    expect(Object.keys(blocks)).to.have.members(expected);
    for (const block of Object.values(blocks)) expect(block).to.deep.include(blocked);
    expect(graph.one("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock").inputs).to.deep.equal(blocked);
    const owners = perBucket(
      graph,
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
      ({ inputs }) => inputs.rule,
    );
    expect(Object.keys(owners)).to.have.members(expected);
    for (const rule of Object.values(owners)) expect(rule).to.deep.equal({ objectOwnership: "BucketOwnerEnforced" });
  });

  inBothStacks(
    "admits nobody but services, each for one purpose, to a bucket (N11)",
    {
      dev: {
        access: ["logdelivery.elasticloadbalancing.amazonaws.com", "logging.s3.amazonaws.com"],
        static: ["cloudfront.amazonaws.com"],
      },
      prod: {
        access: ["logdelivery.elasticloadbalancing.amazonaws.com", "logging.s3.amazonaws.com"],
        "access-replica": ["logdelivery.elasticloadbalancing.amazonaws.com", "logging.s3.amazonaws.com"],
        static: ["cloudfront.amazonaws.com"],
      },
    },
    (graph, expected) => {
      const admitted = perBucket(graph, POLICY, (policy) =>
        policyOf(policy)
          .Statement.filter(({ Effect }) => Effect === "Allow")
          .map(({ Principal, Condition }) => {
            expect(JSON.stringify(Condition)).to.match(/aws:SourceArn/i);
            return (Principal as { Service?: string }).Service;
          }),
      );
      expect(Object.fromEntries(Object.entries(admitted).filter(([, services]) => services.length > 0))).to.deep.equal(
        expected,
      );
    },
  );

  inBothStacks(
    "ages objects by purpose, in one lifecycle per bucket (3.2-4)",
    { dev: { noncurrent: 30, expire: 30 }, prod: { noncurrent: 90, expire: 365 } },
    (graph, { noncurrent, expire }, stack) => {
      const rules = perBucket(graph, LIFECYCLE, ({ inputs }) => lifecycleLines(inputs));
      expect(Object.keys(rules)).to.have.members(BUCKETS[stack]);
      expect(graph.ofType(LIFECYCLE)).to.have.length(BUCKETS[stack].length);
      const lake = ["move-to-colder-storage: 30 STANDARD_IA, 90 GLACIER_IR", "expire-query-results: after 30"];
      const own: Record<string, string[]> = {
        access: [`expire: after ${expire}`],
        logs: [`expire: after ${expire}`],
        lake,
      };
      for (const [bucket, lines] of Object.entries(rules)) {
        const [unfinished, old, ...others] = lines;
        expect(unfinished).to.equal("abort-unfinished-uploads: 7");
        expect(old).to.equal(`expire-old-versions: ${noncurrent}`);
        expect(others, bucket).to.deep.equal(own[bucket.replace("-replica", "")] ?? []);
      }
    },
  );

  inBothStacks(
    "locks the backups of prod against deletion, in a mode that an administrator can lift (1.3-7)",
    { dev: {}, prod: { backup: ["GOVERNANCE", 30], "backup-replica": ["GOVERNANCE", 30] } },
    (graph, expected) => {
      const locks = perBucket(
        graph,
        "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
        ({ inputs }) => {
          const { mode, days } = objectAt(inputs, "rule", "defaultRetention");
          return [mode, days];
        },
      );
      expect(locks).to.deep.equal(expected);
      const lockable = graph.ofType(BUCKET).filter(({ inputs }) => inputs.objectLockEnabled === true);
      expect(lockable.map(({ name }) => name)).to.deep.equal(
        Object.keys(expected).map((bucket) => `store-${bucket}-bucket`),
      );
    },
  );

  inBothStacks(
    "limits what a query of the lake may read, and where its results go (1.3-8)",
    { dev: 1024 ** 3, prod: 100 * 1024 ** 3 },
    (graph, bytesScannedCutoffPerQuery, stack) => {
      const configuration = objectAt(graph.one("aws:athena/workgroup:Workgroup").inputs, "configuration");
      expect(configuration).to.deep.include({ enforceWorkgroupConfiguration: true, bytesScannedCutoffPerQuery });
      const result = objectAt(configuration, "resultConfiguration");
      const lake = graph.one(BUCKET, "store-lake-bucket").id;
      expect(result.outputLocation).to.equal(`s3://${lake}/athena-results/`);
      const { encryptionOption, kmsKeyArn } = objectAt(result, "encryptionConfiguration");
      expect([encryptionOption, nameResolver(graph)(kmsKeyArn)]).to.deep.equal(["SSE_KMS", "keys-data"]);
      const databases = byName(graph, "aws:glue/catalogDatabase:CatalogDatabase", ({ inputs }) => inputs.locationUri);
      expect(databases).to.deep.equal({
        "lake-curated": `s3://${lake}/curated/`,
        "lake-export": `s3://${lake}/export/`,
        "lake-raw": `s3://${lake}/raw/`,
      });
      expect(lake).to.match(new RegExp(`^kumiki-${stack}-lake-`));
    },
  );

  inBothStacks(
    "copies static, lake and backup to Osaka in prod, with a promised time for backups only (3.1-4, N20)",
    {
      dev: {},
      prod: {
        backup: ["backup-replica", "keys-backup-replica", { time: { minutes: 15 }, status: "Enabled" }],
        lake: ["lake-replica", "keys-data-replica", undefined],
        static: ["static-replica", "keys-data-replica", undefined],
      },
    },
    (graph, expected) => {
      const nameOf = nameResolver(graph);
      const copies = perBucket(graph, REPLICATION, ({ inputs }) => {
        const rules = listOf(inputs.rules);
        expect(rules).to.have.length(1);
        const rule = objectAt(inputs, "rules", 0);
        expect(rule).to.deep.include({ status: "Enabled", deleteMarkerReplication: { status: "Disabled" } });
        expect(rule.sourceSelectionCriteria).to.deep.equal({ sseKmsEncryptedObjects: { status: "Enabled" } });
        const destination = objectAt(rule, "destination");
        const key = objectAt(destination, "encryptionConfiguration").replicaKmsKeyId;
        return [bucketOf(nameOf(destination.bucket)), nameOf(key), destination.replicationTime];
      });
      expect(copies).to.deep.equal(expected);
    },
  );
});

/** `store-lake-bucket` -> `lake` */
function bucketOf(name: string): string {
  return name.replace(/^store-/, "").replace(/-bucket$/, "");
}

/** The bucket a part belongs to, by its short name. */
function bucketNameOf(graph: ResourceGraph, part: ResourceNode): string {
  return bucketOf(nameResolver(graph)(part.inputs.bucket));
}

/** A property of every resource of a type that belongs to a bucket, by the bucket's short name. */
function perBucket<T>(graph: ResourceGraph, type: string, read: (resource: ResourceNode) => T): Record<string, T> {
  return Object.fromEntries(graph.ofType(type).map((part) => [bucketNameOf(graph, part), read(part)]));
}

/** Each rule as its id and what it does after how many days. */
function lifecycleLines(inputs: PlainObject): string[] {
  return listOf(inputs.rules).map((_, index) => {
    const rule = objectAt(inputs, "rules", index);
    expect(rule.status).to.equal("Enabled");
    if ("abortIncompleteMultipartUpload" in rule) {
      return `${rule.id}: ${objectAt(rule, "abortIncompleteMultipartUpload").daysAfterInitiation}`;
    }
    if ("noncurrentVersionExpiration" in rule) {
      return `${rule.id}: ${objectAt(rule, "noncurrentVersionExpiration").noncurrentDays}`;
    }
    if ("transitions" in rule) {
      const moves = listOf(rule.transitions).map((_, step) => objectAt(rule, "transitions", step));
      return `${rule.id}: ${moves.map(({ days, storageClass }) => `${days} ${storageClass}`).join(", ")}`;
    }
    return `${rule.id}: after ${objectAt(rule, "expiration").days}`;
  });
}
