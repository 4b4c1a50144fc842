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
      conditions: { StringEquals: { "aws:PrincipalAccount": accountId } },
    },
    {
      sid: "ImageLayers",
      principal: "*",
      actions: ["s3:GetObject"],
      resources: [`arn:${AWS_PARTITION}:s3:::prod-${region}-starport-layer-bucket/*`],
    },
  ]);
}
