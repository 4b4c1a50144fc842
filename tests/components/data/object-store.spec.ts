import { expect } from "chai";
import type { BucketSpec } from "../../../components/data/bucket-specs";
import { ObjectStore, type ObjectStoreArgs } from "../../../components/data/object-store";
import { platformBuckets } from "../../../examples/object-store";
import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { namesOf, policyOf, register, registerError, registerOutputs } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show that S3 accepts a combination of settings; they show each setting, and what waits for what.

const part = (name: string) => `aws:s3/bucket${name}:Bucket${name}`;
const KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/data";

const ARGS: ObjectStoreArgs = {
  region: "ap-northeast-1",
  accountId: "123456789012",
  namePrefix: "kumiki-dev",
  kmsKeyArn: KEY,
  buckets: [],
};

function build(bucket: Partial<BucketSpec>, changes: Partial<ObjectStoreArgs> = {}): Promise<ResourceGraph> {
  const buckets: BucketSpec[] = [{ name: "one", purpose: "lake", ...bucket }];
  return register(() => new ObjectStore("store", { ...ARGS, buckets, ...changes }));
}

async function inputsOf(name: string, bucket: Partial<BucketSpec>): Promise<ResourceNode["inputs"]> {
  return (await build(bucket)).one(part(name)).inputs;
}

const BUCKET_NAME = "kumiki-dev-one-123456789012-ap-northeast-1";
const ARN = `arn:aws:s3:::${BUCKET_NAME}`;
const AT = { region: "ap-northeast-1", bucket: BUCKET_NAME };

const HARDENING = [
  {
    Sid: "DenyInsecureTransport",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:*"],
    Resource: [ARN, `${ARN}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  },
  {
    Sid: "DenyOutdatedTls",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:*"],
    Resource: [ARN, `${ARN}/*`],
    Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" }, Bool: { "aws:PrincipalIsAWSService": "false" } },
  },
];

describe("ObjectStore", () => {
  it("names a bucket so that policies can refer to it and no other customer can have it", async () => {
    const graph = await build({});
    const { tags: _, ...inputs } = graph.one("aws:s3/bucket:Bucket").inputs;
    expect(inputs).to.deep.equal({ ...AT, forceDestroy: false, objectLockEnabled: false });
    expectWellFormed(graph);
  });

  it("lets nobody in from outside and has no ACLs", async () => {
    const graph = await build({});
    expect(graph.one(part("PublicAccessBlock")).inputs).to.deep.equal({
      ...AT,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(graph.one(part("OwnershipControls")).inputs.rule).to.deep.equal({ objectOwnership: "BucketOwnerEnforced" });
  });

  it("encrypts by the store's key, asks KMS once per bucket, and refuses keys of clients", async () => {
    expect((await inputsOf("ServerSideEncryptionConfiguration", {})).rules).to.deep.equal([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY },
        bucketKeyEnabled: true,
        blockedEncryptionTypes: ["SSE-C"],
      },
    ]);
  });

  it("encrypts a bucket by its own key where it has one", async () => {
    const rules = (await inputsOf("ServerSideEncryptionConfiguration", { kmsKeyArn: "arn:own" })).rules;
    expect(rules).to.have.nested.property("[0].applyServerSideEncryptionByDefault.kmsMasterKeyId", "arn:own");
  });

  it("refuses plain text and old TLS, but not calls of AWS services, which hide their TLS version", async () => {
    const policy = (await build({})).one(part("Policy"));
    expect(policyOf(policy).Statement).to.deep.equal(HARDENING);
  });

  it("asks for TLS 1.3 where told to", async () => {
    const [, tls] = policyOf((await build({ minimumTls: "1.3" })).one(part("Policy"))).Statement;
    expect(tls?.Condition?.NumericLessThan).to.deep.equal({ "s3:TlsVersion": "1.3" });
  });

  it("changes the policy after the access block, because S3 refuses both at a time", async () => {
    const graph = await build({});
    expect(graph.one(part("Policy")).dependencies).to.include(graph.one(part("PublicAccessBlock")).urn);
  });

  it("leaves the policy of a static bucket to the distribution, and hands over what it must contain", async () => {
    expect(namesOf(await build({ purpose: "static" }), part("Policy"))).to.deep.equal([]);
    const outputs = await registerOutputs(() => {
      const store = new ObjectStore("store", { ...ARGS, buckets: [{ name: "one", purpose: "static" }] });
      return { statements: store.bucket("one").policyStatements };
    });
    expect(outputs.statements).to.deep.equal([
      {
        sid: "DenyInsecureTransport",
        effect: "Deny",
        principal: "*",
        actions: ["s3:*"],
        resources: [ARN, `${ARN}/*`],
        conditions: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        sid: "DenyOutdatedTls",
        effect: "Deny",
        principal: "*",
        actions: ["s3:*"],
        resources: [ARN, `${ARN}/*`],
        conditions: { NumericLessThan: { "s3:TlsVersion": "1.2" }, Bool: { "aws:PrincipalIsAWSService": "false" } },
      },
    ]);
  });

  it("refuses public buckets in the whole account for its owner only", async () => {
    const type = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";
    expect(namesOf(await build({}), type)).to.deep.equal([]);
    expect((await build({}, { accountOwner: true })).one(type).inputs).to.deep.equal({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  });

  it("does not delete what is in a bucket unless told to", async () => {
    const bucket = (await build({}, { forceDestroy: true })).one("aws:s3/bucket:Bucket");
    expect(bucket.inputs.forceDestroy).to.equal(true);
  });

  it("has Pulumi refuse to delete a bucket or take its lock off, unless told to", async () => {
    const kept = async (changes: Parameters<typeof build>[1]) => {
      const graph = await build({ objectLock: { mode: "GOVERNANCE", days: 1 } }, changes);
      return [graph.one("aws:s3/bucket:Bucket"), graph.one(part("ObjectLockConfiguration"))].map(
        ({ options }) => options.protect ?? false,
      );
    };
    expect(await kept({})).to.deep.equal([true, true]);
    expect(await kept({ forceDestroy: true })).to.deep.equal([false, false]);
    expect(await kept({ protect: false })).to.deep.equal([false, false]);
    expect(await kept({ protect: true, forceDestroy: true })).to.deep.equal([true, true]);
  });

  it("gives out buckets by name and lists the names when asked for another", async () => {
    const error = await registerError(() => platformBuckets().bucket("leak"));
    expect(error.message).to.equal('there is no bucket "leak"; there are: access, backup, lake, logs, static.');
    const replicaError = await registerError(() => platformBuckets().replica("logs"));
    expect(replicaError.message).to.equal('there is no replicated bucket "logs"; there are: backup, lake, static.');
  });
});

describe("ObjectStore, bucket of purpose albLogs", () => {
  const logs = { name: "one", purpose: "albLogs" } as const;

  it("uses S3's own key, because log delivery refuses any other", async () => {
    expect((await inputsOf("ServerSideEncryptionConfiguration", logs)).rules).to.deep.equal([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, blockedEncryptionTypes: ["SSE-C"] },
    ]);
  });

  it("takes logs of this account's load balancers and buckets only", async () => {
    expect(policyOf((await build(logs)).one(part("Policy"))).Statement).to.deep.equal([
      ...HARDENING,
      {
        Sid: "LoadBalancerLogs",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: ["s3:PutObject"],
        Resource: [`${ARN}/AWSLogs/123456789012/*`, `${ARN}/*/AWSLogs/123456789012/*`],
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/*" },
        },
      },
      {
        Sid: "BucketAccessLogs",
        Effect: "Allow",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Action: ["s3:PutObject"],
        Resource: [`${ARN}/s3/*`],
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:s3:::kumiki-dev-*" },
        },
      },
    ]);
  });

  it("is named to others once its policy is in place, because a load balancer tries the bucket at once", async () => {
    const graph = await register(() => {
      const store = new ObjectStore("store", { ...ARGS, buckets: [logs, { name: "other", purpose: "logs" }] });
      return store;
    });
    expect(graph.one(part("Logging")).propertyDependencies.targetBucket).to.deep.equal([
      graph.one(part("Policy"), "store-one-policy").urn,
    ]);
  });

  it("takes the access logs of every other bucket of its region, and none of its own", async () => {
    const graph = await register(platformBuckets);
    expect(namesOf(graph, part("Logging"))).to.deep.equal([
      "store-backup-access-logs",
      "store-backup-replica-access-logs",
      "store-lake-access-logs",
      "store-lake-replica-access-logs",
      "store-logs-access-logs",
      "store-static-access-logs",
      "store-static-replica-access-logs",
    ]);
    expect(graph.one(part("Logging"), "store-lake-replica-access-logs").inputs).to.deep.equal({
      region: "ap-northeast-3",
      bucket: "kumiki-prod-lake-123456789012-ap-northeast-3",
      targetBucket: "kumiki-prod-access-123456789012-ap-northeast-3",
      targetPrefix: "s3/kumiki-prod-lake-123456789012-ap-northeast-3/",
    });
  });
});
