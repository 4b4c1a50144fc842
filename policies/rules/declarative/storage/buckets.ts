import type { Row } from "../../../lib/rows/property-row";

/** Buckets. */
export const BUCKETS: readonly Row[] = [
  {
    control: "S3.12",
    id: "bucket-has-one-owner",
    pack: "least-privilege",
    why: "With ACLs whoever wrote an object decides who may read it.",
    fix: "set objectOwnership to BucketOwnerEnforced",
  },
  {
    control: "CKV_AWS_145",
    id: "bucket-under-own-key",
    pack: "encryption",
    why: "Only a key of our own lets us say, and see, who may read objects.",
    fix: "set sseAlgorithm to aws:kms and name the key",
    also: [{ path: "rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId", expect: "set" }],
  },
  {
    control: "AWS-0320",
    id: "bucket-name-has-no-dots",
    pack: "encryption",
    why: "The wildcard certificate of S3 does not cover a bucket name with dots.",
    fix: "choose a bucket name of lower case letters, digits and dashes",
  },
];
