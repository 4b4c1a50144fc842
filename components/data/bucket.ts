import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { type ResourceStatement, resourcePolicy } from "../shared/iam";
import { lifecycleRules } from "./bucket-lifecycle";
import { ACCESS_LOG_PREFIX, bucketArnOf, hardeningStatements, logDeliveryStatements } from "./bucket-policies";
import type { ResolvedBucketSpec } from "./bucket-specs";

export interface BucketArgs extends PlatformArgs {
  /** Region of the bucket. Changing it replaces the bucket. */
  readonly region: string;
  /** AWS account of the bucket, 12 digits. */
  readonly accountId: string;
  /** Start of the names of all buckets of the store. */
  readonly namePrefix: string;
  /** Physical name. Changing it replaces the bucket. */
  readonly bucketName: string;
  /** What the bucket is for, and how long it keeps and locks what. */
  readonly spec: ResolvedBucketSpec;
  /** Key of the bucket's region. Not used by purpose `albLogs`. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Days overwritten and deleted objects are kept. */
  readonly noncurrentDays: number;
  /** Whether destroying the bucket deletes what is in it. */
  readonly forceDestroy: boolean;
  /** Whether Pulumi refuses to delete or replace the bucket, or to take its lock off. */
  readonly protect: boolean;
  /** Whether the policy is attached here, or left to whoever serves the bucket. */
  readonly attachPolicy: boolean;
  /** Bucket of the same region that takes the access logs. @default - accesses are not logged */
  readonly logBucketName?: pulumi.Input<string>;
}

/** One bucket that is private, encrypted, versioned, cleaned up and deaf to plain text. `ObjectStore` makes these. */
export class Bucket extends PlatformComponent {
  /** Known once the policy is in place: a load balancer is refused a log bucket it cannot write to yet. */
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** Where CloudFront fetches from: `<name>.s3.<region>.amazonaws.com`. */
  readonly regionalDomainName: pulumi.Output<string>;
  /** What a policy attached elsewhere must contain; empty when the policy is attached already. */
  readonly policyStatements: readonly ResourceStatement[];
  /** What replication has to wait for, on either side. */
  readonly versioning: s3.BucketVersioning | undefined;

  constructor(name: string, args: BucketArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:data:Bucket", name, args, options);
    const bucket = this.createBucket(args);
    const access = this.closeToPublic(bucket.bucket, args);
    this.encrypt(bucket.bucket, args);
    this.versioning = this.keepVersions(bucket.bucket, args);
    this.ageObjects(bucket.bucket, args);
    this.logAccesses(bucket.bucket, args);
    const statements = policyStatements(args);
    const policy = args.attachPolicy ? this.attachPolicy(bucket.bucket, statements, access, args) : undefined;
    this.policyStatements = policy === undefined ? statements : [];
    this.bucketName = policy?.bucket ?? bucket.bucket;
    this.arn = bucket.arn;
    this.regionalDomainName = bucket.bucketRegionalDomainName;
    this.registerOutputs({
      bucketName: this.bucketName,
      arn: this.arn,
      regionalDomainName: this.regionalDomainName,
      policyStatements: this.policyStatements,
    });
  }

  private createBucket({ region, bucketName, spec, forceDestroy, protect }: BucketArgs): s3.Bucket {
    return new s3.Bucket(
      this.childName("bucket"),
      {
        region,
        bucket: bucketName,
        forceDestroy,
        objectLockEnabled: spec.objectLock !== undefined,
        tags: this.tagsFor("bucket"),
      },
      this.child({ protect }),
    );
  }

  private closeToPublic(bucket: pulumi.Output<string>, { region }: BucketArgs): s3.BucketPublicAccessBlock {
    new s3.BucketOwnershipControls(
      this.childName("ownership"),
      { region, bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      this.child(),
    );
    return new s3.BucketPublicAccessBlock(
      this.childName("public-access"),
      {
        region,
        bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      this.child(),
    );
  }

  private encrypt(bucket: pulumi.Output<string>, { region, spec, kmsKeyArn }: BucketArgs): void {
    const byPlatformKey = spec.purpose !== "albLogs"; // log delivery refuses a bucket with a KMS key
    new s3.BucketServerSideEncryptionConfiguration(
      this.childName("encryption"),
      {
        region,
        bucket,
        rules: [
          {
            applyServerSideEncryptionByDefault: byPlatformKey
              ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn }
              : { sseAlgorithm: "AES256" },
            ...(byPlatformKey ? { bucketKeyEnabled: true } : {}),
            blockedEncryptionTypes: ["SSE-C"], // with a key of the client's, nobody here could read or restore
          },
        ],
      },
      this.child(),
    );
  }

  private keepVersions(
    bucket: pulumi.Output<string>,
    { region, spec, protect }: BucketArgs,
  ): s3.BucketVersioning | undefined {
    if (!spec.versioned) return undefined;
    const versioning = new s3.BucketVersioning(
      this.childName("versioning"),
      { region, bucket, versioningConfiguration: { status: "Enabled" } },
      this.child(),
    );
    if (spec.objectLock !== undefined) {
      new s3.BucketObjectLockConfiguration(
        this.childName("lock"),
        { region, bucket, rule: { defaultRetention: { ...spec.objectLock } } },
        this.child({ dependsOn: versioning, protect }),
      );
    }
    return versioning;
  }

  private ageObjects(bucket: pulumi.Output<string>, { region, spec, noncurrentDays }: BucketArgs): void {
    new s3.BucketLifecycleConfiguration(
      this.childName("lifecycle"),
      { region, bucket, rules: lifecycleRules(spec, noncurrentDays) },
      // A rule on old versions is accepted, and idle, until the bucket keeps any.
      this.child({ dependsOn: this.versioning }),
    );
  }

  private logAccesses(bucket: pulumi.Output<string>, { region, bucketName, logBucketName }: BucketArgs): void {
    if (logBucketName === undefined) return;
    new s3.BucketLogging(
      this.childName("access-logs"),
      { region, bucket, targetBucket: logBucketName, targetPrefix: `${ACCESS_LOG_PREFIX}/${bucketName}/` },
      this.child(),
    );
  }

  private attachPolicy(
    bucket: pulumi.Output<string>,
    statements: readonly ResourceStatement[],
    access: s3.BucketPublicAccessBlock,
    { region }: BucketArgs,
  ): s3.BucketPolicy {
    return new s3.BucketPolicy(
      this.childName("policy"),
      { region, bucket, policy: resourcePolicy(statements) },
      // S3 refuses two changes of a bucket's access at a time.
      this.child({ dependsOn: access }),
    );
  }
}

function policyStatements({ region, accountId, namePrefix, bucketName, spec }: BucketArgs): ResourceStatement[] {
  const bucketArn = bucketArnOf(bucketName);
  return [
    ...hardeningStatements(bucketArn, spec.minimumTls),
    ...(spec.purpose === "albLogs" ? logDeliveryStatements({ bucketArn, region, accountId, namePrefix }) : []),
  ];
}
