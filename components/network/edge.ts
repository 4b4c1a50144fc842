import * as cloudfront from "@pulumi/aws/cloudfront";
import * as route53 from "@pulumi/aws/route53";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { PlatformComponent } from "../shared/component";
import { resourcePolicy } from "../shared/iam";
import { Certificate } from "./certificate";
import { EDGE_REGION, type EdgeArgs } from "./edge-args";
import { applicationBehavior, staticBehavior } from "./edge-behaviors";
import { type ResolvedEdgeArgs, resolveEdgeArgs } from "./edge-checks";
import { EdgeLogging } from "./edge-logging";
import { applicationOrigin, staticOrigin, vpcOriginEndpoint } from "./edge-origins";
import { SPA_FALLBACK_CODE } from "./spa-fallback";
import { WebAcl } from "./web-acl";

/** Long enough to be cached by certificate authorities, short enough to correct a mistake within a day. */
const CAA_TTL_SECONDS = 3600;

/**
 * The platform's front door: a CloudFront distribution with its certificate, firewall, logs and addresses, before the
 * load balancer and the bucket of static files.
 *
 * ```ts
 * const secret = new OriginSecret("origin-secret");
 * const balancer = new LoadBalancer("kumiki", { originSecrets: secret.accepted, ... });
 * const edge = new Edge("edge", {
 *   region, namePrefix: "kumiki-dev", domainName: "www.example.com", zoneId, originHostname: "origin.example.com",
 *   originSecret: secret.current, staticBucket: store.bucket("static"), logsKeyArn: keys.arn("edge-logs"),
 * });
 * ```
 *
 * Default settings: TLS 1.3 and nothing older for viewers; HTTP/2, HTTP/3 and IPv6; `/static/*` from the bucket, signed,
 * cached and compressed; everything else to the load balancer over TLS, uncached, with the secret header; plain HTTP
 * redirected for static files and refused for the application; CloudFront's security headers on every response; a
 * firewall that blocks; additional metrics; logs without cookies, credentials and query strings, kept for 30 days.
 *
 * Cost: by use; the first terabyte a month is free, then about 0.114 USD/GB from Japan (2026). The firewall is billed by
 * rule and request, the logs by gigabyte.
 *
 * What it does not do: cache the application's answers; shift traffic to a new configuration step by step (continuous
 * deployment); fail over to another origin, which CloudFront does for reads only; answer 404 for a missing static file,
 * because a bucket nobody may list says 403.
 */
export class Edge extends PlatformComponent {
  /** Id of the distribution, as invalidations and metrics want it. */
  readonly distributionId: pulumi.Output<string>;
  /** ARN of the distribution; it names no region. */
  readonly distributionArn: pulumi.Output<string>;
  /** Name CloudFront gave the distribution; users call it by `url`. */
  readonly distributionDomainName: pulumi.Output<string>;
  /** ARN of the firewall, which is in `us-east-1`. */
  readonly webAclArn: pulumi.Output<string>;
  /** Where users find the platform, without slash at the end. */
  readonly url: string;

  constructor(name: string, args: EdgeArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:network:Edge", name, args, options);
    const resolved = resolveEdgeArgs(name, args);
    const certificate = this.createCertificate(resolved);
    const firewall = this.createFirewall(resolved);
    const distribution = this.createDistribution(resolved, certificate, firewall);
    this.admitToBucket(resolved, distribution);
    this.publish(resolved, distribution);
    this.watch(resolved, distribution);
    this.distributionId = distribution.id;
    this.distributionArn = distribution.arn;
    this.distributionDomainName = distribution.domainName;
    this.webAclArn = firewall.arn;
    this.url = `https://${resolved.domainName}`;
    this.registerOutputs({
      distributionId: this.distributionId,
      distributionArn: this.distributionArn,
      distributionDomainName: this.distributionDomainName,
      webAclArn: this.webAclArn,
      url: this.url,
    });
  }

  private createCertificate({ domainName, zoneId }: ResolvedEdgeArgs): Certificate {
    return new Certificate(
      this.childName("certificate"),
      { region: EDGE_REGION, domainName, zoneId, ...this.inherited },
      this.child(),
    );
  }

  private createFirewall(args: ResolvedEdgeArgs): WebAcl {
    return new WebAcl(
      this.childName("firewall"),
      {
        namePrefix: args.namePrefix,
        mode: args.wafMode,
        rateLimit: args.rateLimit,
        loginRateLimit: args.loginRateLimit,
        loginPath: args.loginPath,
        geoAllow: args.geoAllow,
        logRetention: args.logRetention,
        logQueryStrings: args.logQueryStrings,
        logsKeyArn: args.logsKeyArn,
        ...this.inherited,
      },
      this.child(),
    );
  }

  private createDistribution(
    args: ResolvedEdgeArgs,
    certificate: Certificate,
    firewall: WebAcl,
  ): cloudfront.Distribution {
    return new cloudfront.Distribution(
      this.childName("distribution"),
      {
        enabled: true,
        comment: args.domainName,
        aliases: [args.domainName],
        httpVersion: "http2and3",
        isIpv6Enabled: true,
        priceClass: args.priceClass,
        webAclId: firewall.arn, // a WebAclAssociation is for regional resources only
        origins: [
          applicationOrigin({
            hostname: args.originHostname,
            secret: args.originSecret,
            vpcOriginId: this.createVpcOrigin(args),
          }),
          staticOrigin(args.staticBucket.regionalDomainName, this.createAccessControl()),
        ],
        defaultCacheBehavior: applicationBehavior(),
        orderedCacheBehaviors: [staticBehavior(this.createSpaFallback(args))],
        restrictions: { geoRestriction: { restrictionType: "none" } }, // the firewall does it, and logs whom it refused
        viewerCertificate: {
          acmCertificateArn: certificate.arn,
          sslSupportMethod: "sni-only",
          minimumProtocolVersion: args.minimumTls,
        },
        waitForDeployment: args.waitForDeployment,
        tags: this.tagsFor("distribution"),
      },
      // The provider reads the secret header back together with everything else of an origin.
      this.child({ additionalSecretOutputs: ["origins"] }),
    );
  }

  private createVpcOrigin({ originMode, namePrefix, albArn }: ResolvedEdgeArgs): pulumi.Output<string> | undefined {
    if (originMode !== "vpcOrigin" || albArn === undefined) return undefined;
    return new cloudfront.VpcOrigin(
      this.childName("vpc-origin"),
      {
        vpcOriginEndpointConfig: vpcOriginEndpoint(`${namePrefix}-alb`, albArn),
        tags: this.tagsFor("vpc-origin"),
      },
      this.child(),
    ).id;
  }

  private createAccessControl(): pulumi.Output<string> {
    return new cloudfront.OriginAccessControl(
      this.childName("access-control"),
      {
        description: "Signs every request for a static file.",
        originAccessControlOriginType: "s3",
        signingBehavior: "always",
        signingProtocol: "sigv4",
      },
      this.child(),
    ).id;
  }

  private createSpaFallback({ spaFallback }: ResolvedEdgeArgs): pulumi.Output<string> | undefined {
    if (!spaFallback) return undefined;
    return new cloudfront.Function(
      this.childName("spa-fallback"),
      {
        runtime: "cloudfront-js-2.0",
        comment: "Gives a single-page application its index for paths without a file.",
        code: SPA_FALLBACK_CODE,
        publish: true,
        tags: this.tagsFor("spa-fallback"),
      },
      this.child(),
    ).arn;
  }

  /** Attaches the bucket's one policy: this distribution may read objects, and what the bucket asks for besides. */
  private admitToBucket({ region, staticBucket }: ResolvedEdgeArgs, distribution: cloudfront.Distribution): void {
    new s3.BucketPolicy(
      this.childName("static-policy"),
      {
        region,
        bucket: staticBucket.name,
        policy: resourcePolicy([
          ...staticBucket.policyStatements,
          {
            sid: "ReadByDistribution",
            principal: { service: "cloudfront.amazonaws.com" },
            actions: ["s3:GetObject"],
            resources: [pulumi.interpolate`${staticBucket.arn}/*`],
            conditions: { StringEquals: { "aws:SourceArn": distribution.arn } },
          },
        ]),
      },
      this.child(),
    );
  }

  private publish(
    { zoneId, domainName, restrictIssuers, opensAfter }: ResolvedEdgeArgs,
    { domainName: name, hostedZoneId }: cloudfront.Distribution,
  ): void {
    for (const type of ["A", "AAAA"]) {
      new route53.Record(
        this.childName(`address-${type.toLowerCase()}`),
        {
          zoneId,
          name: domainName,
          type,
          aliases: [{ name, zoneId: hostedZoneId, evaluateTargetHealth: false }], // it has no health to evaluate
        },
        this.child({ dependsOn: opensAfter }),
      );
    }
    if (!restrictIssuers) return;
    new route53.Record(
      this.childName("issuers"),
      { zoneId, name: domainName, type: "CAA", records: ['0 issue "amazon.com"'], ttl: CAA_TTL_SECONDS },
      this.child(),
    );
  }

  private watch(args: ResolvedEdgeArgs, distribution: cloudfront.Distribution): void {
    new EdgeLogging(
      this.childName("logging"),
      {
        namePrefix: args.namePrefix,
        distributionArn: distribution.arn,
        bucketArn: args.accessLogBucketArn,
        retention: args.logRetention,
        logsKeyArn: args.logsKeyArn,
        queryStrings: args.logQueryStrings,
        cookies: args.logCookies,
        ...this.inherited,
      },
      this.child(),
    );
    new cloudfront.MonitoringSubscription(
      this.childName("metrics"),
      {
        distributionId: distribution.id,
        monitoringSubscription: { realtimeMetricsSubscriptionConfig: { realtimeMetricsSubscriptionStatus: "Enabled" } },
      },
      this.child(),
    );
  }
}
