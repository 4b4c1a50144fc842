import type * as inputs from "@pulumi/aws/types/input";
import type * as pulumi from "@pulumi/pulumi";
import { Problems } from "../shared/validate";

type Condition = inputs.lb.ListenerRuleCondition;

/** The header by which the load balancer knows requests that came through the platform's own distribution. */
export interface OriginHeader {
  readonly name: string;
  /** Accepted values, secret. Two while the value is being rotated. */
  readonly values: readonly pulumi.Output<string>[];
}

/** The header's name; the distribution sends it, and it replaces what a user may have sent under that name. */
export const ORIGIN_HEADER_NAME = "x-origin-verify";
export const MAX_ORIGIN_SECRETS = 2;

/**
 * Elastic Load Balancing compares at most five values per rule
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html). Two are kept for the
 * header even while one is in use, so that a rotation never finds a rule full.
 */
export const MAX_PATTERNS_PER_RULE = 5 - MAX_ORIGIN_SECRETS;

/** Which requests a rule is for, besides having come through the distribution. Neither given: every request. */
export interface RequestMatch {
  /** Path patterns, such as `/api/*`. */
  readonly paths?: readonly string[];
  /** Host names. */
  readonly hosts?: readonly string[];
}

/**
 * Conditions of a listener rule. Every rule takes them from here: without the header a rule would answer any customer
 * of CloudFront, whose requests come from the same addresses.
 *
 * @throws ArgumentError if the patterns are more than a rule can hold
 */
export function ruleConditions(header: OriginHeader, { paths = [], hosts = [] }: RequestMatch): Condition[] {
  const patterns = paths.length + hosts.length;
  const problems = new Problems();
  problems.unless(
    patterns <= MAX_PATTERNS_PER_RULE,
    `paths and hosts may have ${MAX_PATTERNS_PER_RULE} entries together, got ${patterns}; split them over two rules.`,
  );
  problems.throwFor("listener rule");
  return [
    { httpHeader: { httpHeaderName: header.name, values: [...header.values] } },
    ...(paths.length > 0 ? [{ pathPattern: { values: [...paths] } }] : []),
    ...(hosts.length > 0 ? [{ hostHeader: { values: [...hosts] } }] : []),
  ];
}

/** Client of an OpenID Connect provider, as registered there with the callback `https://<host>/oauth2/idpresponse`. */
export interface OidcClient {
  /** Issuer as it stands in the provider's tokens, `https://`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: pulumi.Output<string>;
  readonly authorizationEndpoint: string;
  /** Called by the load balancer itself, over the internet. */
  readonly tokenEndpoint: string;
  /** Called by the load balancer itself, over the internet. */
  readonly userInfoEndpoint: string;
}

/** A working day; the service's own default keeps an operator signed in for a week. */
const SESSION_SECONDS = 8 * 3600;

/** First action of a rule for operators: nobody passes who has not signed in. */
export function signInAction(client: OidcClient, clientSecret: pulumi.Output<string>): inputs.lb.ListenerRuleAction {
  return {
    type: "authenticate-oidc",
    order: 1,
    authenticateOidc: {
      ...client,
      clientSecret,
      scope: "openid",
      sessionTimeout: SESSION_SECONDS,
      onUnauthenticatedRequest: "authenticate",
    },
  };
}

/** What keeps an OpenID Connect client from working or from being safe, one sentence each. */
export function oidcProblems(client: OidcClient): string[] {
  const urls = ["issuer", "authorizationEndpoint", "tokenEndpoint", "userInfoEndpoint"] as const;
  return urls
    .filter((property) => !/^https:\/\/[^\s/]+/.test(client[property]))
    .map((property) => `oidc.${property} must be an https:// URL, got "${client[property]}".`)
    .concat(client.clientId === "" ? ["oidc.clientId must not be empty."] : []);
}
