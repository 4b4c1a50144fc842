import type * as inputs from "@pulumi/aws/types/input";
import * as pulumi from "@pulumi/pulumi";
import { PORTS } from "./flows";
import { ORIGIN_HEADER_NAME } from "./listener-rules";

export const ORIGIN_MODES = ["publicAlb", "vpcOrigin"] as const;
export type OriginMode = (typeof ORIGIN_MODES)[number];

type Origin = inputs.cloudfront.DistributionOrigin;

/** By these the cache behaviours name the origins. */
export const APPLICATION = "application";
export const STATIC_FILES = "static";

/** The API wants a number for plain HTTP, which is never spoken. */
const UNUSED_HTTP_PORT = 80;

/**
 * The newest version the API can name for origins. CloudFront negotiates 1.3 with whoever offers it, and the load
 * balancer accepts nothing older (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-ciphers-cloudfront-to-origin.html).
 */
const ORIGIN_TLS = ["TLSv1.2"];

export interface ApplicationOriginArgs {
  readonly hostname: string;
  readonly secret: pulumi.Output<string>;
  /** Way through the network's inside. Left out, the load balancer is called over the internet. */
  readonly vpcOriginId?: pulumi.Input<string>;
}

/** The load balancer. The header's value replaces what a user may have sent under that name. */
export function applicationOrigin({ hostname, secret, vpcOriginId }: ApplicationOriginArgs): Origin {
  return {
    originId: APPLICATION,
    domainName: hostname,
    customHeaders: [{ name: ORIGIN_HEADER_NAME, value: pulumi.secret(secret) }],
    ...(vpcOriginId === undefined
      ? {
          customOriginConfig: {
            httpPort: UNUSED_HTTP_PORT,
            httpsPort: PORTS.https,
            originProtocolPolicy: "https-only",
            originSslProtocols: ORIGIN_TLS,
          },
        }
      : { vpcOriginConfig: { vpcOriginId } }),
  };
}

/** The endpoint a VPC origin leads to; here, not in the distribution, stands how it is spoken to. */
export function vpcOriginEndpoint(
  name: string,
  albArn: pulumi.Input<string>,
): inputs.cloudfront.VpcOriginVpcOriginEndpointConfig {
  return {
    name,
    arn: albArn,
    httpPort: UNUSED_HTTP_PORT,
    httpsPort: PORTS.https,
    originProtocolPolicy: "https-only",
    originSslProtocols: { items: ORIGIN_TLS, quantity: ORIGIN_TLS.length },
  };
}

/** The bucket, which answers only requests that CloudFront signed. */
export function staticOrigin(regionalDomainName: pulumi.Input<string>, accessControlId: pulumi.Input<string>): Origin {
  return { originId: STATIC_FILES, domainName: regionalDomainName, originAccessControlId: accessControlId };
}
