import type * as pulumi from "@pulumi/pulumi";
import { resourcePolicy } from "../shared/iam";
import { AWS_PARTITION } from "../shared/naming";

/** What workloads do with objects; nothing that changes a bucket passes the endpoint. */
const OBJECT_ACTIONS = [
  "s3:AbortMultipartUpload",
  "s3:DeleteObject",
  "s3:GetObject",
  "s3:GetObjectVersion",
  "s3:ListBucket",
  "s3:ListMultipartUploadParts",
  "s3:PutObject",
];

/**
 * The policy of the S3 gateway endpoint: the platform's own buckets, and the bucket the image layers come from. Without
 * the latter no task starts, because the registry hands out layers as links to that bucket
 * (https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms).
 */
export function s3EndpointPolicy(
  region: string,
  accountId: string,
  bucketNamePatterns: readonly string[],
): pulumi.Output<string> {
  const arns = bucketNamePatterns.flatMap((pattern) => [
    `arn:${AWS_PARTITION}:s3:::${pattern}`,
    `arn:${AWS_PARTITION}:s3:::${pattern}/*`,
  ]);
  return resourcePolicy([
    {
      sid: "OwnBucketsByOwnAccount",
      principal: "*",
      actions: OBJECT_ACTIONS,
      resources: arns,
      // Anybody may own a bucket whose name fits the pattern, and credentials of another account may be smuggled in.
      conditions: { StringEquals: { "aws:PrincipalAccount": accountId, "aws:ResourceAccount": accountId } },
    },
    {
      // The links are signed by the registry, so the account is not the platform's.
      sid: "ImageLayers",
      principal: "*",
      actions: ["s3:GetObject"],
      resources: [`arn:${AWS_PARTITION}:s3:::prod-${region}-starport-layer-bucket/*`],
    },
  ]);
}

/** What is wrong with the bucket names; a pattern of one or two characters would be nearly every bucket. */
export function bucketNameProblems(patterns: readonly string[]): string[] {
  if (patterns.length === 0) return ["s3BucketNamePatterns must have at least one bucket name or pattern, got none."];
  return patterns
    .filter((pattern) => !/^[a-z0-9][a-z0-9.-]{2,62}\*?$/.test(pattern))
    .map(
      (pattern) =>
        `s3BucketNamePatterns must be names of buckets, or three characters of their start at least and "*", got "${pattern}".`,
    );
}
