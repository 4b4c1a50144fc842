import { LOG_RETENTION_DAYS } from "../shared/log-retention";
import { Problems } from "../shared/validate";
import { EDGE_REGION, type EdgeArgs, PRICE_CLASSES, VIEWER_TLS } from "./edge-args";
import { ORIGIN_MODES } from "./edge-origins";
import { isHostname, MAX_COMMON_NAME_LENGTH, MAX_HOSTNAME_LENGTH } from "./hostname";
import { WAF_MODES } from "./waf-rules";

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
const RATE_LIMIT = { minimum: 10, maximum: 2_000_000 } as const;

/** Arguments that may stay away, because there is nothing to put in their place. */
type Dispensable = "tags" | "permissionsBoundaryArn" | "albArn" | "opensAfter" | "accessLogBucketArn";

/** The arguments with every default filled in. */
export type ResolvedEdgeArgs = Required<Omit<EdgeArgs, Dispensable>> & Pick<EdgeArgs, Dispensable>;

/** Completes and checks the arguments. @throws ArgumentError with every problem */
export function resolveEdgeArgs(name: string, args: EdgeArgs): ResolvedEdgeArgs {
  const resolved: ResolvedEdgeArgs = {
    ...args,
    originMode: args.originMode ?? "publicAlb",
    minimumTls: args.minimumTls ?? "TLSv1.3_2025",
    priceClass: args.priceClass ?? "PriceClass_200",
    rateLimit: args.rateLimit ?? 2000,
    loginRateLimit: args.loginRateLimit ?? 100,
    loginPath: args.loginPath ?? "/login",
    wafMode: args.wafMode ?? "block",
    geoAllow: args.geoAllow ?? [],
    logRetention: args.logRetention ?? 30,
    logQueryStrings: args.logQueryStrings ?? false,
    logCookies: args.logCookies ?? false,
    spaFallback: args.spaFallback ?? false,
    restrictIssuers: args.restrictIssuers ?? false,
    waitForDeployment: args.waitForDeployment ?? true,
  };
  const problems = new Problems();
  checkNames(problems, resolved);
  checkDelivery(problems, resolved);
  checkFirewall(problems, resolved);
  checkLogs(problems, resolved);
  problems.throwFor(`Edge "${name}"`);
  return resolved;
}

function checkNames(problems: Problems, { namePrefix, domainName, originHostname }: ResolvedEdgeArgs): void {
  problems.unless(
    /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/.test(namePrefix),
    `namePrefix must be 1 to 40 letters, digits and dashes, such as "kumiki-dev", got "${namePrefix}".`,
  );
  for (const [argument, value, limit] of [
    ["domainName", domainName, MAX_COMMON_NAME_LENGTH],
    ["originHostname", originHostname, MAX_HOSTNAME_LENGTH],
  ] as const) {
    problems.unless(
      isHostname(value, limit),
      `${argument} must be a lower-case host name of at most ${limit} characters, such as "www.example.com", ` +
        `got "${value}".`,
    );
  }
  problems.unless(
    domainName !== originHostname,
    `originHostname must differ from domainName, otherwise CloudFront would call itself; got "${originHostname}" for both.`,
  );
}

function checkDelivery(problems: Problems, { originMode, albArn, minimumTls, priceClass }: ResolvedEdgeArgs): void {
  problems.oneOf("originMode", originMode, ORIGIN_MODES);
  problems.unless(
    originMode !== "vpcOrigin" || albArn !== undefined,
    'originMode "vpcOrigin" needs albArn, the load balancer it leads to.',
  );
  problems.oneOf("minimumTls", minimumTls, VIEWER_TLS);
  problems.unless(
    PRICE_CLASSES.includes(priceClass),
    `priceClass must be one of ${PRICE_CLASSES.join(", ")}, got "${priceClass}"; ` +
      "PriceClass_100 has no edge location in Japan.",
  );
}

function checkFirewall(problems: Problems, args: ResolvedEdgeArgs): void {
  for (const argument of ["rateLimit", "loginRateLimit"] as const) {
    problems.range(argument, args[argument], RATE_LIMIT.minimum, RATE_LIMIT.maximum, "requests per 5 minutes");
  }
  problems.unless(
    args.loginRateLimit <= args.rateLimit,
    `loginRateLimit must not be above rateLimit, which would act first; got ${args.loginRateLimit} and ${args.rateLimit}.`,
  );
  problems.unless(
    /^(?:\/[\w.-]+)+$/.test(args.loginPath),
    `loginPath must be a path such as "/login", without a slash at its end, got "${args.loginPath}".`,
  );
  problems.oneOf("wafMode", args.wafMode, WAF_MODES);
  for (const country of args.geoAllow) {
    problems.unless(
      /^[A-Z]{2}$/.test(country),
      `geoAllow takes upper-case two-letter country codes such as "JP", got "${country}".`,
    );
  }
}

function checkLogs(problems: Problems, { logRetention, logsKeyArn }: ResolvedEdgeArgs): void {
  problems.oneOf("logRetention", logRetention, LOG_RETENTION_DAYS);
  // A key that is created together with the edge has no ARN yet; the log group then refuses one of another region.
  problems.unless(
    typeof logsKeyArn !== "string" || logsKeyArn.startsWith(`arn:aws:kms:${EDGE_REGION}:`),
    `logsKeyArn must be the ARN of a KMS key in ${EDGE_REGION}, got "${String(logsKeyArn)}".`,
  );
}
