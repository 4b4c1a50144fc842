import type { Row } from "../../../lib/rows/property-row";

const OPEN_BUCKET = "A mistaken policy or ACL would show the bucket to the whole internet.";

/** The four switches that keep buckets closed. */
export const PUBLIC_ACCESS: readonly Row[] = [
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
];
