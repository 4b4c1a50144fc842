import * as lb from "@pulumi/aws/lb";
import * as route53 from "@pulumi/aws/route53";
import type * as inputs from "@pulumi/aws/types/input";
import * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { Problems } from "../shared/validate";
import { PORTS } from "./flows";
import { isHostname } from "./hostname";
import {
  MAX_ORIGIN_SECRETS,
  type OidcClient,
  ORIGIN_HEADER_NAME,
  type OriginHeader,
  oidcProblems,
  type RequestMatch,
  ruleConditions,
  signInAction,
} from "./listener-rules";

/** TLS policies with post-quantum key exchange; the second is the way out should a caller not speak TLS 1.3. */
export const TLS_POLICIES = [
  "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
] as const;
export type TlsPolicy = (typeof TLS_POLICIES)[number];

/** The service accepts 32 characters, of which Pulumi needs eight to make the name unique. */
const MAX_LOGICAL_NAME_LENGTH = 32 - 8;

export interface LoadBalancerArgs extends PlatformArgs {
  /** Subnets in at least two zones: public ones, or private ones with `internal`. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** The group `alb` of `SecurityGroups`. */
  readonly securityGroupId: pulumi.Input<string>;
  /** Issued certificate for the host name CloudFront calls, in the load balancer's region. */
  readonly certificateArn: pulumi.Input<string>;
  /**
   * Values of the header `x-origin-verify` that mark a request as coming from the platform's own distribution: 32 to
   * 128 letters and digits. One; two while the distribution changes from the one to the other.
   */
  readonly originSecrets: readonly pulumi.Output<string>[];
  /**
   * Bucket for access and connection logs. It must be encrypted with S3's own key (log delivery refuses KMS keys), and
   * its policy must admit log delivery before the load balancer is created.
   */
  readonly accessLogBucket: pulumi.Input<string>;
  /** Folder in the bucket, without slash at either end. @default "alb" */
  readonly accessLogPrefix?: string;
  /** Whether it has private addresses only. Changing it replaces the load balancer. @default false */
  readonly internal?: boolean;
  /**
   * TLS versions and key exchanges offered to CloudFront, by the name of the service's policy.
   * @default "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09", TLS 1.3 and nothing older
   */
  readonly tlsPolicy?: TlsPolicy;
  /** Whether the service refuses to delete the load balancer. @default true */
  readonly deletionProtection?: boolean;
  /** Seconds after which an idle connection is closed, 1-4000; longer than CloudFront keeps its own open. @default 60 */
  readonly idleTimeout?: number;
  /** Where operators sign in to dashboards and traces. @default - no rule can ask for it */
  readonly oidc?: OidcClient;
  /** Record for the host name that CloudFront calls. @default - none */
  readonly dns?: { readonly zoneId: pulumi.Input<string>; readonly name: string };
}

/**
 * The load balancer behind CloudFront. It answers 403 to whatever does not carry the distribution's secret header, and
 * routes nothing by itself: each service adds its own listener rule.
 *
 * ```ts
 * const balancer = new LoadBalancer("kumiki", { subnetIds, securityGroupId, certificateArn, originSecrets, accessLogBucket });
 * new lb.ListenerRule("app", {
 *   listenerArn: balancer.listenerArn,
 *   conditions: balancer.conditions({ paths: ["/api/*"] }),
 *   actions: [{ type: "forward", targetGroupArn }],
 * });
 * ```
 *
 * Default settings: one listener, on port 443, TLS 1.3 with post-quantum key exchange; no port 80, not even to redirect;
 * invalid header fields dropped, request smuggling blocked, the client's address appended to `X-Forwarded-For`; access
 * and connection logs; zonal shift, so that a failing zone can be left; protection against deletion; a generated name.
 *
 * What it does not do: it creates neither the bucket nor its policy nor the secret, and has no firewall of its own,
 * because the distribution filters before it.
 */
export class LoadBalancer extends PlatformComponent {
  /** ARN of the load balancer. */
  readonly arn: pulumi.Output<string>;
  /** The part of the ARN that CloudWatch and request-count scaling know it by, `app/<name>/<id>`. */
  readonly arnSuffix: pulumi.Output<string>;
  /** Name AWS gave it; the certificate does not cover it, so callers use the name of `dns`. */
  readonly dnsName: pulumi.Output<string>;
  /** Hosted zone of `dnsName`, for alias records. */
  readonly zoneId: pulumi.Output<string>;
  /** ARN of the one listener, which services add their rules to. */
  readonly listenerArn: pulumi.Output<string>;
  /** What the distribution must send. The values are secret. */
  readonly originHeader: OriginHeader;
  private readonly signIn: inputs.lb.ListenerRuleAction | undefined;

  constructor(name: string, args: LoadBalancerArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:network:LoadBalancer", name, args, options);
    checkLoadBalancerArgs(name, this.childName("alb"), args);
    const balancer = this.createLoadBalancer(args);
    this.arn = balancer.arn;
    this.arnSuffix = balancer.arnSuffix;
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.listenerArn = this.createListener(args);
    if (args.dns !== undefined) this.publish(args.dns);
    this.originHeader = { name: ORIGIN_HEADER_NAME, values: args.originSecrets.map(originSecret) };
    this.signIn = args.oidc === undefined ? undefined : signInAction(args.oidc, pulumi.secret(args.oidc.clientSecret));
    this.registerOutputs({
      arn: this.arn,
      arnSuffix: this.arnSuffix,
      dnsName: this.dnsName,
      zoneId: this.zoneId,
      listenerArn: this.listenerArn,
      originHeader: this.originHeader,
    });
  }

  /**
   * Conditions of a service's rule: the secret header, and what the service answers for.
   * @throws ArgumentError for more than three paths and hosts together
   */
  conditions(match: RequestMatch): inputs.lb.ListenerRuleCondition[] {
    return ruleConditions(this.originHeader, match);
  }

  /**
   * First action of a rule that leads to something without a login of its own, such as dashboards.
   * @throws Error if the load balancer knows no identity provider
   */
  signInAction(): inputs.lb.ListenerRuleAction {
    if (this.signIn === undefined) {
      throw new Error(
        `LoadBalancer "${this.logicalName}" cannot ask anybody to sign in: give it oidc, or publish no user interface.`,
      );
    }
    return this.signIn;
  }

  private createLoadBalancer(args: LoadBalancerArgs): lb.LoadBalancer {
    const logs = { bucket: args.accessLogBucket, prefix: args.accessLogPrefix ?? "alb", enabled: true };
    return new lb.LoadBalancer(
      this.childName("alb"),
      {
        region: this.region,
        loadBalancerType: "application",
        internal: args.internal ?? false,
        ipAddressType: "ipv4",
        subnets: [...args.subnetIds],
        securityGroups: [args.securityGroupId],
        idleTimeout: args.idleTimeout ?? 60,
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "defensive",
        xffHeaderProcessingMode: "append",
        enableZonalShift: true,
        enableDeletionProtection: args.deletionProtection ?? true,
        accessLogs: logs,
        connectionLogs: logs,
        tags: this.tagsFor("alb"),
      },
      this.child(),
    );
  }

  private createListener(args: LoadBalancerArgs): pulumi.Output<string> {
    return new lb.Listener(
      this.childName("https"),
      {
        region: this.region,
        loadBalancerArn: this.arn,
        port: PORTS.https,
        protocol: "HTTPS",
        sslPolicy: args.tlsPolicy ?? TLS_POLICIES[0],
        certificateArn: args.certificateArn,
        defaultActions: [{ type: "fixed-response", fixedResponse: { statusCode: "403", contentType: "text/plain" } }],
        tags: this.tagsFor("https"),
      },
      this.child(),
    ).arn;
  }

  private publish({ zoneId, name }: NonNullable<LoadBalancerArgs["dns"]>): void {
    new route53.Record(
      this.childName("address"),
      {
        zoneId,
        name,
        type: "A", // the load balancer has no IPv6 address to publish
        aliases: [{ name: this.dnsName, zoneId: this.zoneId, evaluateTargetHealth: true }],
      },
      this.child(),
    );
  }
}

/**
 * Keeps a value secret, and refuses one that would not keep strangers out: a rule compares without regard to case and
 * reads `*` and `?` as wildcards. The message leaves the value out.
 */
function originSecret(secret: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.secret(secret).apply((value) => {
    if (/^[A-Za-z0-9]{32,128}$/.test(value)) return value;
    throw new Error(
      `each of originSecrets must be 32 to 128 letters and digits, got ${value.length} characters; ` +
        "generate it without special characters.",
    );
  });
}

function checkLoadBalancerArgs(name: string, balancerName: string, args: LoadBalancerArgs): void {
  const { tlsPolicy = TLS_POLICIES[0], idleTimeout = 60, accessLogPrefix = "alb", oidc, dns } = args;
  const problems = new Problems();
  problems.unless(
    balancerName.length <= MAX_LOGICAL_NAME_LENGTH && !balancerName.startsWith("internal-"),
    `"${balancerName}" must have at most ${MAX_LOGICAL_NAME_LENGTH} characters and not begin with "internal-", ` +
      "because a unique name is made of it; choose another name for the component.",
  );
  problems.count("subnetIds", args.subnetIds, 2, 6);
  problems.count("originSecrets", args.originSecrets, 1, MAX_ORIGIN_SECRETS);
  problems.oneOf("tlsPolicy", tlsPolicy, TLS_POLICIES);
  problems.range("idleTimeout", idleTimeout, 1, 4000, "s");
  problems.unless(
    /^[\w.-]+(?:\/[\w.-]+)*$/.test(accessLogPrefix) && !accessLogPrefix.includes("AWSLogs"),
    `accessLogPrefix must be a folder without slash at either end and without "AWSLogs", got "${accessLogPrefix}".`,
  );
  problems.unless(
    dns === undefined || isHostname(dns.name),
    `dns.name must be a lower-case host name such as "origin.example.com", got "${dns?.name}".`,
  );
  if (oidc !== undefined) problems.add(oidcProblems(oidc));
  problems.throwFor(`LoadBalancer "${name}"`);
}
