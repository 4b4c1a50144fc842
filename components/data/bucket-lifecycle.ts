import type * as inputs from "@pulumi/aws/types/input";
import type { ResolvedBucketSpec } from "./bucket-specs";

type Rule = inputs.s3.BucketLifecycleConfigurationRule;

/** Prefix of the data lake that query results are written to. */
export const QUERY_RESULT_PREFIX = "athena-results/";

const ABORT_UPLOADS_DAYS = 7; // parts of an upload nobody finished are paid for, and no listing shows them
const QUERY_RESULT_DAYS = 30;

/** Where objects of the lake go with age. S3 leaves those under 128 KB where they are: moving them costs more. */
const LAKE_TRANSITIONS = [
  { days: 30, storageClass: "STANDARD_IA" },
  { days: 90, storageClass: "GLACIER_IR" },
] as const;

/** Every object; S3 refuses a rule without a filter. */
const EVERYTHING = { prefix: "" } as const;

/**
 * What happens to the objects of a bucket with age. A bucket has one lifecycle configuration, so all of it is here.
 *
 * @param noncurrentDays how long overwritten and deleted objects are kept
 */
export function lifecycleRules(bucket: ResolvedBucketSpec, noncurrentDays: number): Rule[] {
  return [
    {
      id: "abort-unfinished-uploads",
      status: "Enabled",
      filter: EVERYTHING,
      abortIncompleteMultipartUpload: { daysAfterInitiation: ABORT_UPLOADS_DAYS },
    },
    ...(bucket.versioned ? [expireOldVersions(bucket, noncurrentDays)] : []),
    ...(bucket.purpose === "lake" ? lakeRules(bucket) : []),
    ...(bucket.expireAfterDays === undefined
      ? []
      : [
          {
            id: "expire",
            status: "Enabled",
            filter: EVERYTHING,
            expiration: { days: bucket.expireAfterDays },
          },
        ]),
  ];
}

/** A locked version is not deleted before its lock ends; the number says so instead of promising less. */
function expireOldVersions({ objectLock }: ResolvedBucketSpec, noncurrentDays: number): Rule {
  return {
    id: "expire-old-versions",
    status: "Enabled",
    filter: EVERYTHING,
    noncurrentVersionExpiration: { noncurrentDays: Math.max(noncurrentDays, objectLock?.days ?? 0) },
    expiration: { expiredObjectDeleteMarker: true },
  };
}

function lakeRules({ expireAfterDays }: ResolvedBucketSpec): Rule[] {
  // S3 refuses to move an object on or after the day it deletes it.
  const transitions = LAKE_TRANSITIONS.filter(({ days }) => expireAfterDays === undefined || days < expireAfterDays);
  return [
    ...(transitions.length === 0
      ? []
      : [
          {
            id: "move-to-colder-storage",
            status: "Enabled",
            filter: EVERYTHING,
            transitions: transitions.map((transition) => ({ ...transition })),
          },
        ]),
    {
      id: "expire-query-results",
      status: "Enabled",
      filter: { prefix: QUERY_RESULT_PREFIX },
      expiration: { days: QUERY_RESULT_DAYS },
    },
  ];
}
