import type { RelatedRow } from "../../../lib/rows/related-row";

const LIFECYCLE = { type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", path: "bucket" };

/** What a bucket forgets by itself. */
export const BUCKET_LIFECYCLES: readonly RelatedRow[] = [
  {
    control: "S3.10",
    id: "bucket-forgets-old-versions",
    pack: "cost",
    why: "Versions that were overwritten are kept, and paid for, for ever.",
    fix: "let a lifecycle rule expire noncurrent versions",
    through: [LIFECYCLE],
    holds: [{ path: "rules[].noncurrentVersionExpiration.noncurrentDays", expect: "minItems:1" }],
    alsoDecides: ["S3.13"],
  },
  {
    control: "CKV_AWS_300",
    id: "bucket-aborts-uploads",
    pack: "cost",
    why: "Parts of uploads that were never finished are invisible, and paid for.",
    fix: "let a lifecycle rule abort incomplete uploads",
    about: "aws:s3/bucket:Bucket",
    through: [LIFECYCLE],
    holds: [{ path: "rules[].abortIncompleteMultipartUpload.daysAfterInitiation", expect: "minItems:1" }],
  },
];
