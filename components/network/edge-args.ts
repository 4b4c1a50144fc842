import type * as pulumi from "@pulumi/pulumi";
import type { PlatformArgs } from "../shared/component";
import type { ResourceStatement } from "../shared/iam";
import type { OriginMode } from "./edge-origins";
import type { WafMode } from "./waf-rules";

/** CloudFront takes certificate, firewall and log delivery from this region only, wherever the platform runs. */
export const EDGE_REGION = "us-east-1";

/** Security policies that viewers are held to, the strictest there is first. Anything older is not offered. */
export const VIEWER_TLS = ["TLSv1.3_2025"] as const;

/** `PriceClass_100` is left out: it has no edge location in Japan. */
export const PRICE_CLASSES = ["PriceClass_200", "PriceClass_All"] as const;

/** A bucket of `ObjectStore` with purpose `static`. */
export interface StaticBucket {
  readonly name: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
  /** `<name>.s3.<region>.amazonaws.com`. The global name would redirect until it is known everywhere. */
  readonly regionalDomainName: pulumi.Input<string>;
  /** What the bucket's one policy has to say besides admitting the distribution: refusing plain text and old TLS. */
  readonly policyStatements: readonly ResourceStatement[];
}

export interface EdgeArgs extends PlatformArgs {
  /** Region of the static bucket. All else is global or, whatever is said here, in `us-east-1`. */
  readonly region: string;
  /** Start or end of names that must be known in advance, such as `kumiki-dev`: letters, digits and dashes, 40 at most. */
  readonly namePrefix: string;
  /**
   * Public host name, lower case, 64 characters at most. There is no way to do without: under its own
   * `*.cloudfront.net` name a distribution accepts TLS 1.0, whatever `minimumTls` says.
   */
  readonly domainName: string;
  /** Public hosted zone of Route 53 that answers for the name. */
  readonly zoneId: pulumi.Input<string>;
  /**
   * Host name CloudFront calls the load balancer by. The load balancer's certificate has to cover it; the application
   * sees `domainName` as its host all the same.
   */
  readonly originHostname: string;
  /** What the load balancer knows the distribution by: `current` of `OriginSecret`. */
  readonly originSecret: pulumi.Output<string>;
  /**
   * Whether the load balancer is called over the internet, or inside of AWS by a VPC origin: then it needs no public
   * address. A VPC origin carries neither gRPC nor WebSockets, wants an internet gateway in the network although it
   * sends nothing through it, and does not work in the zone `apne1-az3`.
   * @default "publicAlb"
   */
  readonly originMode?: OriginMode;
  /** Load balancer that a VPC origin leads to; required with that mode, and unused without. @default - none */
  readonly albArn?: pulumi.Input<string>;
  /** Bucket of the static files, kept below the key prefix `static/`. Its policy is attached here. */
  readonly staticBucket: StaticBucket;
  /** Security policy of viewers, by CloudFront's name. @default "TLSv1.3_2025", TLS 1.3 and nothing older */
  readonly minimumTls?: (typeof VIEWER_TLS)[number];
  /**
   * Edge locations in use: all, or all but the dearest, which are in South America and Oceania.
   * @default "PriceClass_200"
   */
  readonly priceClass?: (typeof PRICE_CLASSES)[number];
  /** Requests of one address in five minutes, 10-2,000,000, beyond which it gets 429. @default 2000 */
  readonly rateLimit?: number;
  /** The same for `loginPath`, where passwords are guessed; not above `rateLimit`. @default 100 */
  readonly loginRateLimit?: number;
  /** Start of the paths that `loginRateLimit` is for. Compared without regard to case and spelling. @default "/login" */
  readonly loginPath?: string;
  /**
   * Whether the firewall blocks what it finds, or only counts it, to find false alarms before users do.
   * The countries of `geoAllow` are enforced in either mode.
   * @default "block"
   */
  readonly wafMode?: WafMode;
  /**
   * Countries served, by upper-case ISO 3166-1 code; everybody else gets 403. Health checks of Route 53 call from several
   * countries: name those too.
   * @default [] - all
   */
  readonly geoAllow?: readonly string[];
  /** Days the logs are kept; one of the values CloudWatch Logs accepts. @default 30 */
  readonly logRetention?: number;
  /** KMS key of the log groups. It has to be in `us-east-1`, like them, and to admit CloudWatch Logs. */
  readonly logsKeyArn: pulumi.Input<string>;
  /**
   * Bucket for the access logs, as an ARN. Its policy must admit `delivery.logs.amazonaws.com`: otherwise the service
   * changes the policy by itself, and the next deployment changes it back.
   * @default - a log group; the firewall's log always goes to one
   */
  readonly accessLogBucketArn?: pulumi.Input<string>;
  /** Whether logs contain query strings and referrers, which may carry tokens and personal data. @default false */
  readonly logQueryStrings?: boolean;
  /** Whether access logs contain cookies: whoever reads them can take over sessions. @default false */
  readonly logCookies?: boolean;
  /**
   * Whether paths below `/static/` whose last part has no dot give `/static/index.html`: a single-page application
   * then finds its way by itself.
   * @default false
   */
  readonly spaFallback?: boolean;
  /**
   * Whether a record is published that lets no other authority than Amazon issue certificates for `domainName`. At the
   * top of a zone it binds every name below as well, and must not exist already.
   * @default false
   */
  readonly restrictIssuers?: boolean;
  /**
   * What has to work before users are led here, such as the application's service. Only the records that publish the
   * name wait for it: certificate, firewall and distribution take minutes of their own.
   * @default - nothing
   */
  readonly opensAfter?: pulumi.Resource;
  /** Whether a deployment waits until all edge locations have a change: some minutes. @default true */
  readonly waitForDeployment?: boolean;
}
