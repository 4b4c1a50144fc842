import type * as pulumi from "@pulumi/pulumi";
import type { PlatformArgs } from "../shared/component";
import type { ResourceStatement } from "../shared/iam";
import { LOG_RETENTION_DAYS } from "../shared/log-retention";
import { Problems } from "../shared/validate";
import { isHostname } from "./hostname";

/** CloudFront takes its certificate, firewall and log delivery from this region, wherever the platform runs. */
export const EDGE_REGION = "us-east-1";

/** Security policies of CloudFront that the platform accepts for viewers. */
export const VIEWER_TLS = ["TLSv1.3_2025"] as const;

/** `PriceClass_100` is left out: it has no edge location in Japan. */
export const PRICE_CLASSES = ["PriceClass_200", "PriceClass_All"] as const;

export interface StaticBucket {
  readonly name: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
  readonly regionalDomainName: pulumi.Input<string>;
  /** What the bucket's policy has to say besides admitting the distribution. */
  readonly policyStatements: readonly ResourceStatement[];
}

export interface EdgeArgs extends Pick<PlatformArgs, "tags"> {
  /** Region of the static bucket. */
  readonly region: string;
  /** Start of the names of log groups and deliveries, such as `kumiki-dev`. */
  readonly namePrefix: string;
  /** Public host name. The default `*.cloudfront.net` name would silently bring back TLS 1.0. */
  readonly domainName: string;
  /** Public hosted zone of Route 53 that answers for the name. */
  readonly zoneId: string;
  /** Host name of the load balancer, which its certificate covers. */
  readonly originHostname: string;
  /** Value of the header `x-origin-verify`. Secret. */
  readonly originSecret: pulumi.Output<string>;
  /**
   * Whether the load balancer is reached over the internet, or through a VPC origin, which then has private addresses only.
   * A VPC origin carries neither gRPC nor WebSockets.
   * @default "publicAlb"
   */
  readonly originMode?: "publicAlb" | "vpcOrigin";
  /** Load balancer; required with a VPC origin. */
  readonly albArn?: pulumi.Input<string>;
  /** Bucket of the static files. Its policy is attached here, because it names the distribution. */
  readonly staticBucket: StaticBucket;
  /** Oldest TLS version of a viewer. @default "TLSv1.3_2025" */
  readonly minimumTls?: (typeof VIEWER_TLS)[number];
  /** Edge locations in use. @default "PriceClass_200", which includes Japan */
  readonly priceClass?: (typeof PRICE_CLASSES)[number];
  /** Requests one address may make in five minutes, 10-2,000,000. @default 2000 */
  readonly rateLimit?: number;
  /** The same below `loginPath`, where passwords are guessed. @default 100 */
  readonly loginRateLimit?: number;
  /** @default "/login" */
  readonly loginPath?: string;
  /** Whether the firewall blocks, or only counts. @default "block" */
  readonly wafMode?: "block" | "count";
  /** Countries served, ISO 3166-1 codes. @default [], which serves all */
  readonly geoAllow?: readonly string[];
  /** Days access and firewall logs are kept; a period CloudWatch offers. @default 30 */
  readonly logRetention?: number;
  /** KMS key in us-east-1 for the logs. */
  readonly logsKeyArn: pulumi.Input<string>;
  /**
   * Whether paths below `/static/` without a file name's ending give `/static/index.html`, for single-page applications.
   * @default false
   */
  readonly spaFallback?: boolean;
  /** Whether a deployment waits until all edge locations have a change, some minutes. @default true */
  readonly waitForDeployment?: boolean;
}

export interface EdgeSpec {
  readonly originMode: "publicAlb" | "vpcOrigin";
  readonly minimumTls: string;
  readonly priceClass: string;
  readonly rateLimit: number;
  readonly loginRateLimit: number;
  readonly loginPath: string;
  readonly mode: "block" | "count";
  readonly geoAllow: readonly string[];
  readonly logRetention: number;
}

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
const RATE_LIMITS = { minimum: 10, maximum: 2_000_000 } as const;

/** Completes and checks the arguments. @throws ArgumentError with every problem */
export function resolveEdgeArgs(name: string, args: EdgeArgs): EdgeSpec {
  const spec: EdgeSpec = {
    originMode: args.originMode ?? "publicAlb",
    minimumTls: args.minimumTls ?? "TLSv1.3_2025",
    priceClass: args.priceClass ?? "PriceClass_200",
    rateLimit: args.rateLimit ?? 2000,
    loginRateLimit: args.loginRateLimit ?? 100,
    loginPath: args.loginPath ?? "/login",
    mode: args.wafMode ?? "block",
    geoAllow: args.geoAllow ?? [],
    logRetention: args.logRetention ?? 30,
  };
  const problems = new Problems();
  for (const argument of ["domainName", "originHostname"] as const) {
    problems.unless(
      isHostname(args[argument]),
      `${argument} must be a lower-case host name such as "www.example.com", got "${args[argument]}".`,
    );
  }
  problems.unless(
    args.domainName !== args.originHostname,
    `originHostname must differ from domainName, otherwise CloudFront would call itself; got "${args.originHostname}" for both.`,
  );
  problems.unless(
    spec.originMode === "publicAlb" || args.albArn !== undefined,
    'originMode "vpcOrigin" needs albArn, the load balancer to reach.',
  );
  problems.oneOf("minimumTls", spec.minimumTls, VIEWER_TLS);
  problems.oneOf("priceClass", spec.priceClass, PRICE_CLASSES);
  problems.range("rateLimit", spec.rateLimit, RATE_LIMITS.minimum, RATE_LIMITS.maximum, "requests per 5 minutes");
  problems.range(
    "loginRateLimit",
    spec.loginRateLimit,
    RATE_LIMITS.minimum,
    RATE_LIMITS.maximum,
    "requests per 5 minutes",
  );
  problems.oneOf("logRetention", spec.logRetention, LOG_RETENTION_DAYS);
  problems.unless(spec.loginPath.startsWith("/"), `loginPath must start with "/", got "${spec.loginPath}".`);
  for (const country of spec.geoAllow) {
    problems.unless(
      /^[A-Z]{2}$/.test(country),
      `geoAllow takes two-letter country codes such as "JP", got "${country}".`,
    );
  }
  problems.throwFor(`Edge "${name}"`);
  return spec;
}
