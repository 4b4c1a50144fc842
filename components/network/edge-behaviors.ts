import type * as inputs from "@pulumi/aws/types/input";
import type * as pulumi from "@pulumi/pulumi";
import { APPLICATION, STATIC_FILES } from "./edge-origins";

/**
 * Policies that CloudFront maintains; their ids are the same in every account
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html).
 */
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";
const SECURITY_HEADERS = "67f7725c-6f97-4210-82d7-5512b31e9d03";

const READS = ["GET", "HEAD"];
const ALL_METHODS = [...READS, "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];

/** Where static files are found, in URLs and in the bucket alike. */
export const STATIC_PATHS = "/static/*";

/**
 * Everything that is no static file: passed on whole and never cached. Plain HTTP is refused, not redirected: by the time
 * a client is told to use TLS, it has already sent its token or form in the clear.
 */
export function applicationBehavior(): inputs.cloudfront.DistributionDefaultCacheBehavior {
  return {
    targetOriginId: APPLICATION,
    viewerProtocolPolicy: "https-only",
    allowedMethods: ALL_METHODS,
    cachedMethods: READS,
    cachePolicyId: CACHING_DISABLED,
    originRequestPolicyId: ALL_VIEWER,
    responseHeadersPolicyId: SECURITY_HEADERS,
    compress: false, // CloudFront compresses only what it may cache; the application compresses its own answers
  };
}

/**
 * Static files, cached and compressed. They have no origin request policy: S3 would refuse a request that names the
 * platform's host instead of the bucket's.
 */
export function staticBehavior(
  viewerRequestFunctionArn?: pulumi.Input<string>,
): inputs.cloudfront.DistributionOrderedCacheBehavior {
  return {
    pathPattern: STATIC_PATHS,
    targetOriginId: STATIC_FILES,
    viewerProtocolPolicy: "redirect-to-https",
    allowedMethods: READS,
    cachedMethods: READS,
    cachePolicyId: CACHING_OPTIMIZED,
    responseHeadersPolicyId: SECURITY_HEADERS,
    compress: true,
    ...(viewerRequestFunctionArn === undefined
      ? {}
      : { functionAssociations: [{ eventType: "viewer-request", functionArn: viewerRequestFunctionArn }] }),
  };
}
