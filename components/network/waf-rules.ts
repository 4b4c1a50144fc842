import type * as inputs from "@pulumi/aws/types/input";
import { type ScopeDown, startOfPath } from "./waf-scope";

type Rule = inputs.wafv2.WebAclRule;

/** Capacity units a web ACL may use before AWS charges extra for it. */
export const INCLUDED_CAPACITY = 1500;

export const WAF_MODES = ["block", "count"] as const;
export type WafMode = (typeof WAF_MODES)[number];

export interface WafRulesArgs {
  /** Whether rules block, or only count what they would have blocked. */
  readonly mode: WafMode;
  /** Requests one address may make in five minutes. */
  readonly rateLimit: number;
  /** The same for paths that start with `loginPath`. */
  readonly loginRateLimit: number;
  readonly loginPath: string;
  /** Countries served, ISO 3166-1; all when empty. */
  readonly geoAllow: readonly string[];
}

/** A rule and the capacity units it uses, as the service's documentation gives them. */
export interface WeighedRule {
  readonly rule: Rule;
  readonly capacity: number;
}

type Unordered = Omit<WeighedRule, "rule"> & { readonly rule: Omit<Rule, "priority"> };

const WINDOW_SECONDS = 300;
const TOO_MANY_REQUESTS = 429;

/**
 * The rules of the platform's web ACL in the order they are evaluated: the cheap ones that drop most of the noise first,
 * then the inspection of what is left.
 */
export function wafRules(args: WafRulesArgs): WeighedRule[] {
  const rules = [
    ...(args.geoAllow.length > 0 ? [countries(args.geoAllow)] : []),
    managed(args.mode, "IpReputation", "AWSManagedRulesAmazonIpReputationList", 25),
    rate(args.mode, "LoginRate", args.loginRateLimit, startOfPath(args.loginPath)),
    rate(args.mode, "Rate", args.rateLimit),
    managed(args.mode, "KnownBadInputs", "AWSManagedRulesKnownBadInputsRuleSet", 200),
    // Cross-site scripting is part of the common set. Its limit on bodies would refuse every upload above 8 KB.
    managed(args.mode, "Common", "AWSManagedRulesCommonRuleSet", 700, ["SizeRestrictions_BODY"]),
    managed(args.mode, "SqlInjection", "AWSManagedRulesSQLiRuleSet", 200),
  ];
  return rules.map(({ rule, capacity }, priority) => ({ rule: { ...rule, priority }, capacity }));
}

/** Metrics and samples, for the ACL and for each of its rules. */
export function visibility(metricName: string): inputs.wafv2.WebAclVisibilityConfig {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

/** A group of rules that AWS maintains, in the version AWS considers current. */
function managed(
  mode: WafMode,
  name: string,
  group: string,
  capacity: number,
  countOnly: readonly string[] = [],
): Unordered {
  return {
    capacity,
    rule: {
      name,
      overrideAction: mode === "block" ? { none: {} } : { count: {} },
      statement: {
        managedRuleGroupStatement: {
          vendorName: "AWS",
          name: group,
          ruleActionOverrides: countOnly.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
        },
      },
      visibilityConfig: visibility(name),
    },
  };
}

/** The address is the viewer's own: CloudFront asks the firewall before anything is forwarded. */
function rate(mode: WafMode, name: string, limit: number, only?: ScopeDown): Unordered {
  return {
    capacity: 2 + (only?.capacity ?? 0),
    rule: {
      name,
      action: mode === "block" ? { block: { customResponse: { responseCode: TOO_MANY_REQUESTS } } } : { count: {} },
      statement: {
        rateBasedStatement: {
          limit,
          evaluationWindowSec: WINDOW_SECONDS,
          aggregateKeyType: "IP",
          ...(only === undefined ? {} : { scopeDownStatement: only.statement }),
        },
      },
      visibilityConfig: visibility(name),
    },
  };
}

/** Refuses the other countries in either mode: a list of countries raises no false alarms to be counted first. */
function countries(codes: readonly string[]): Unordered {
  return {
    capacity: 1,
    rule: {
      name: "Countries",
      action: { block: {} },
      statement: { notStatement: { statement: { geoMatchStatement: { countryCodes: [...codes] } } } },
      visibilityConfig: visibility("Countries"),
    },
  };
}
