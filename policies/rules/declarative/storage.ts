import type { Row } from "./row";

const OPEN_BUCKET = "A mistaken policy or ACL would show the bucket to the whole internet.";

/** Buckets and logs. */
export const STORAGE: readonly Row[] = [
  {
    control: "S3.1",
    id: "account-buckets-not-public",
    pack: "network",
    why: OPEN_BUCKET,
    fix: "set all four settings of the account's public access block to true",
  },
  {
    control: "CKV_AWS_53",
    id: "bucket-refuses-public-acls",
    pack: "network",
    why: OPEN_BUCKET,
    fix: "set blockPublicAcls to true",
  },
  {
    control: "CKV_AWS_54",
    id: "bucket-refuses-public-policies",
    pack: "network",
    why: OPEN_BUCKET,
    fix: "set blockPublicPolicy to true",
  },
  {
    control: "CKV_AWS_55",
    id: "bucket-ignores-public-acls",
    pack: "network",
    why: OPEN_BUCKET,
    fix: "set ignorePublicAcls to true",
  },
  {
    control: "CKV_AWS_56",
    id: "bucket-restricts-public-policies",
    pack: "network",
    why: OPEN_BUCKET,
    fix: "set restrictPublicBuckets to true",
  },
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
  {
    control: "CKV_AWS_66",
    id: "logs-expire",
    pack: "cost",
    why: "Logs without a retention are kept, and paid for, for ever.",
    fix: "set retentionInDays of the log group",
  },
  {
    control: "CKV_AWS_158",
    id: "logs-under-own-key",
    pack: "encryption",
    why: "Only a key of our own lets us say, and see, who may read logs.",
    fix: "set kmsKeyId of the log group",
  },
  {
    control: "CKV_AWS_319",
    id: "alarms-act",
    pack: "resilience",
    why: "An alarm without actions rings where nobody hears it.",
    fix: "leave actionsEnabled on",
  },
];
