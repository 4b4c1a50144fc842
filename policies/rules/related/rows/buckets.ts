import type { RelatedRow } from "../../../lib/rows/related-row";

const LOGGING = "aws:s3/bucketLogging:BucketLogging";

/** What belongs to a bucket, and is a resource of its own. */
export const BUCKETS: readonly RelatedRow[] = [
  {
    control: "S3.8",
    id: "bucket-has-public-access-block",
    pack: "network",
    why: "A mistaken policy or ACL would show the bucket to the whole internet.",
    fix: "create the bucket through the component Bucket",
    through: [{ type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", path: "bucket" }],
  },
  {
    control: "S3.9",
    id: "bucket-logs-requests",
    pack: "network",
    why: "Nobody could tell who read which object.",
    fix: "name the bucket for access logs",
    through: [{ type: LOGGING, path: "bucket" }],
    except: { type: LOGGING, path: "targetBucket", reason: "a bucket of logs that logged itself would never rest" },
  },
  {
    control: "CKV_AWS_21",
    id: "bucket-keeps-versions",
    pack: "resilience",
    why: "An object that is overwritten by mistake would be lost.",
    fix: "enable versioning of the bucket",
    through: [{ type: "aws:s3/bucketVersioning:BucketVersioning", path: "bucket" }],
    holds: [{ path: "versioningConfiguration.status", expect: "oneOf:Enabled" }],
  },
  {
    control: "CKV_AWS_19",
    id: "bucket-encrypted",
    pack: "encryption",
    why: "The default of the service is a key that we can neither narrow nor watch.",
    fix: "declare the default encryption of the bucket",
    through: [
      {
        type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        path: "bucket",
      },
    ],
    holds: [{ path: "rules[].applyServerSideEncryptionByDefault.sseAlgorithm", expect: "set" }],
  },
];
