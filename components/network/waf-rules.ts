import type * as inputs from "@pulumi/aws/types/input";

type Rule = inputs.wafv2.WebAclRule;

/** Capacity units a web ACL may use before AWS charges extra for it. */
export const INCLUDED_CAPACITY = 1500;

export interface WafRulesArgs {
  /** Requests one address may make in five minutes. */
  readonly rateLimit: number;
  /** The same for paths below `loginPath`. */
  readonly loginRateLimit: number;
  readonly loginPath: string;
  /** Whether rules block, or only count what they would have blocked. */
  readonly mode: "block" | "count";
  /** Countries served, ISO 3166-1; all when empty. */
  readonly geoAllow: readonly string[];
}

/** A rule and the capacity units it uses, as the service's documentation gives them. */
interface WeighedRule {
  readonly rule: Rule;
  readonly capacity: number;
}

/**
 * The rules of the platform's web ACL in the order they are evaluated: the cheap ones that drop most of the noise first,
 * then the inspection of what is left.
 */
export function wafRules(args: WafRulesArgs): WeighedRule[] {
  const all = [
    ...(args.geoAllow.length > 0 ? [countries(args)] : []),
    managed(args, "IpReputation", "AWSManagedRulesAmazonIpReputationList", 25),
    rate(args, "LoginRate", args.loginRateLimit, pathBelow(args.loginPath)),
    rate(args, "Rate", args.rateLimit),
    managed(args, "KnownBadInputs", "AWSManagedRulesKnownBadInputsRuleSet", 200),
    // Cross-site scripting is part of the common set. Its limit on bodies would refuse every upload above 8 KB.
    managed(args, "Common", "AWSManagedRulesCommonRuleSet", 700, ["SizeRestrictions_BODY"]),
    managed(args, "SqlInjection", "AWSManagedRulesSQLiRuleSet", 200),
  ];
  return all.map(({ rule, capacity }, priority) => ({ rule: { ...rule, priority }, capacity }));
}

function managed(
  { mode }: WafRulesArgs,
  name: string,
  ruleGroup: string,
  capacity: number,
  countOnly: readonly string[] = [],
): WeighedRule {
  return {
    capacity,
    rule: {
      ...named(name),
      overrideAction: mode === "block" ? { none: {} } : { count: {} },
      statement: {
        managedRuleGroupStatement: {
          vendorName: "AWS",
          name: ruleGroup,
          ruleActionOverrides: countOnly.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
        },
      },
    },
  };
}

/** https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-request-aggregation.html */
function rate(args: WafRulesArgs, name: string, limit: number, only?: LimitedTo): WeighedRule {
  return {
    capacity: 2 + (only?.capacity ?? 0),
    rule: {
      ...named(name),
      action: args.mode === "block" ? { block: { customResponse: { responseCode: 429 } } } : { count: {} },
      statement: {
        rateBasedStatement: {
          limit,
          evaluationWindowSec: 300,
          aggregateKeyType: "IP",
          ...(only === undefined ? {} : { scopeDownStatement: only.statement }),
        },
      },
    },
  };
}

interface LimitedTo {
  readonly statement: inputs.wafv2.WebAclRuleStatementRateBasedStatementScopeDownStatement;
  readonly capacity: number;
}

/** Paths that start like this, however they are written: escapes and capitals would be a way around the limit. */
function pathBelow(path: string): LimitedTo {
  return {
    capacity: 2 + 2 * 10, // two for the match, ten for each transformation
    statement: {
      byteMatchStatement: {
        searchString: path.toLowerCase(),
        positionalConstraint: "STARTS_WITH",
        fieldToMatch: { uriPath: {} },
        textTransformations: [
          { priority: 0, type: "URL_DECODE" },
          { priority: 1, type: "LOWERCASE" },
        ],
      },
    },
  };
}

function countries({ geoAllow, mode }: WafRulesArgs): WeighedRule {
  return {
    capacity: 1,
    rule: {
      ...named("Countries"),
      action: mode === "block" ? { block: {} } : { count: {} },
      statement: {
        notStatement: { statement: { geoMatchStatement: { countryCodes: [...geoAllow] } } },
      },
    },
  };
}

function named(name: string): Pick<Rule, "name" | "priority" | "visibilityConfig"> {
  return { name, priority: 0, visibilityConfig: visibility(name) };
}

/** Metrics and samples, for the ACL and for each of its rules. */
export function visibility(metricName: string) {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
