import * as cloudfront from "@pulumi/aws/cloudfront";
import * as route53 from "@pulumi/aws/route53";
import * as s3 from "@pulumi/aws/s3";
import type * as inputs from "@pulumi/aws/types/input";
import * as pulumi from "@pulumi/pulumi";
import { PlatformComponent } from "../shared/component";
import { resourcePolicy } from "../shared/iam";
import { Certificate } from "./certificate";
import { EDGE_REGION, type EdgeArgs, type EdgeSpec, resolveEdgeArgs } from "./edge-args";
import { EdgeLogging } from "./edge-logging";
import { ORIGIN_HEADER_NAME } from "./listener-rules";
import { SPA_FALLBACK_CODE } from "./spa-fallback";
import { WebAcl } from "./web-acl";

/** Policies that CloudFront maintains; their ids are the same in every account
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html). */
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";
const SECURITY_HEADERS = "67f7725c-6f97-4210-82d7-5512b31e9d03";

/** Hosted zone of every distribution's name, for alias records. */
const CLOUDFRONT_ZONE_ID = "Z2FDTNDATAQYW2";

const READS = ["GET", "HEAD"];
const ALL_METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];

/**
 * The platform's front door: a CloudFront distribution with its certificate, firewall, logs and DNS records, in front of
 * the load balancer and the bucket of static files.
 *
 * Default settings: TLS 1.3 for viewers, HTTP/3, IPv6; `/static/*` from the bucket, signed and cached; everything else to
 * the load balancer, uncached, over TLS, with the secret header; plain HTTP redirected for static files and refused for
 * the application, whose first request would otherwise travel in the clear; security headers on every response; a firewall
 * that blocks. Access logs carry neither cookies nor query strings.
 *
 * Cost: by use; the first terabyte a month is free, then about 0.114 USD/GB from Japan (2026). The firewall costs extra.
 *
 * Does not: cache the application's answers, fail over to another origin (CloudFront does that for reads only), or deploy
 * in stages.
 */
export class Edge extends PlatformComponent {
  readonly distributionId: pulumi.Output<string>;
  readonly distributionArn: pulumi.Output<string>;
  /** Name CloudFront gave the distribution. */
  readonly distributionDomainName: pulumi.Output<string>;
  readonly webAclArn: pulumi.Output<string>;
  readonly url: string;

  constructor(name: string, args: EdgeArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:network:Edge", name, { tags: args.tags }, options);
    const spec = resolveEdgeArgs(name, args);
    const certificate = this.createCertificate(args);
    const acl = this.createWebAcl(args, spec);
    const distribution = this.createDistribution(args, spec, certificate, acl);
    this.admitDistribution(args, distribution);
    this.publish(args, distribution);
    this.createLogging(args, spec, distribution);
    this.distributionId = distribution.id;
    this.distributionArn = distribution.arn;
    this.distributionDomainName = distribution.domainName;
    this.webAclArn = acl.arn;
    this.url = `https://${args.domainName}`;
    this.registerOutputs({
      distributionId: this.distributionId,
      distributionArn: this.distributionArn,
      distributionDomainName: this.distributionDomainName,
      webAclArn: this.webAclArn,
      url: this.url,
    });
  }

  private createCertificate({ domainName, zoneId }: EdgeArgs): Certificate {
    return new Certificate(
      this.childName("certificate"),
      { region: EDGE_REGION, domainName, zoneId, tags: this.inheritedTags },
      this.child(),
    );
  }

  private createWebAcl({ namePrefix, logsKeyArn }: EdgeArgs, spec: EdgeSpec): WebAcl {
    return new WebAcl(
      this.childName("waf"),
      { ...spec, namePrefix, logsKeyArn, tags: this.inheritedTags },
      this.child(),
    );
  }

  private createDistribution(
    args: EdgeArgs,
    spec: EdgeSpec,
    certificate: Certificate,
    acl: WebAcl,
  ): cloudfront.Distribution {
    return new cloudfront.Distribution(
      this.childName("distribution"),
      {
        enabled: true,
        comment: args.domainName,
        aliases: [args.domainName],
        httpVersion: "http2and3",
        isIpv6Enabled: true,
        priceClass: spec.priceClass,
        webAclId: acl.arn,
        origins: [this.applicationOrigin(args, spec), this.staticOrigin(args)],
        defaultCacheBehavior: applicationBehavior(),
        orderedCacheBehaviors: [staticBehavior(args.spaFallback === true ? this.createSpaFallback() : undefined)],
        restrictions: { geoRestriction: { restrictionType: "none" } }, // countries are a rule of the firewall, which logs
        viewerCertificate: {
          acmCertificateArn: certificate.arn,
          sslSupportMethod: "sni-only",
          minimumProtocolVersion: spec.minimumTls,
        },
        waitForDeployment: args.waitForDeployment ?? true,
        tags: this.tagsFor("distribution"),
      },
      this.child(),
    );
  }

  private applicationOrigin(args: EdgeArgs, spec: EdgeSpec): inputs.cloudfront.DistributionOrigin {
    const shared = {
      originId: "application",
      domainName: args.originHostname,
      customHeaders: [{ name: ORIGIN_HEADER_NAME, value: args.originSecret }],
    };
    if (spec.originMode === "vpcOrigin") {
      return { ...shared, vpcOriginConfig: { vpcOriginId: this.createVpcOrigin(args).id } };
    }
    return {
      ...shared,
      customOriginConfig: {
        httpPort: 80, // required by the API, unused: the next line rules it out
        httpsPort: 443,
        originProtocolPolicy: "https-only",
        // The newest version the API can name. CloudFront negotiates 1.3, and the load balancer accepts nothing less.
        originSslProtocols: ["TLSv1.2"],
      },
    };
  }

  private createVpcOrigin({ albArn }: EdgeArgs): cloudfront.VpcOrigin {
    return new cloudfront.VpcOrigin(
      this.childName("vpc-origin"),
      {
        vpcOriginEndpointConfig: {
          name: this.childName("vpc-origin"),
          arn: albArn ?? "",
          httpPort: 80,
          httpsPort: 443,
          originProtocolPolicy: "https-only",
          originSslProtocols: { items: ["TLSv1.2"], quantity: 1 },
        },
        tags: this.tagsFor("vpc-origin"),
      },
      this.child(),
    );
  }

  private staticOrigin({ staticBucket }: EdgeArgs): inputs.cloudfront.DistributionOrigin {
    const control = new cloudfront.OriginAccessControl(
      this.childName("access-control"),
      {
        description: "Signs every request for a static file.",
        originAccessControlOriginType: "s3",
        signingBehavior: "always",
        signingProtocol: "sigv4",
      },
      this.child(),
    );
    return { originId: "static", domainName: staticBucket.regionalDomainName, originAccessControlId: control.id };
  }

  private createSpaFallback(): cloudfront.Function {
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
    );
  }

  /** The bucket answers this distribution, and only over TLS. */
  private admitDistribution({ region, staticBucket }: EdgeArgs, distribution: cloudfront.Distribution): void {
    new s3.BucketPolicy(
      this.childName("static-policy"),
      {
        region,
        bucket: staticBucket.name,
        policy: resourcePolicy([
          {
            sid: "ReadByDistribution",
            principal: { service: "cloudfront.amazonaws.com" },
            actions: ["s3:GetObject"],
            resources: [pulumi.interpolate`${staticBucket.arn}/*`],
            conditions: { StringEquals: { "AWS:SourceArn": distribution.arn } },
          },
          ...staticBucket.policyStatements,
        ]),
      },
      this.child(),
    );
  }

  private publish({ domainName, zoneId }: EdgeArgs, distribution: cloudfront.Distribution): void {
    for (const type of ["A", "AAAA"]) {
      new route53.Record(
        this.childName(`record-${type.toLowerCase()}`),
        {
          zoneId,
          name: domainName,
          type,
          aliases: [{ name: distribution.domainName, zoneId: CLOUDFRONT_ZONE_ID, evaluateTargetHealth: false }],
        },
        this.child(),
      );
    }
  }

  private createLogging(args: EdgeArgs, spec: EdgeSpec, distribution: cloudfront.Distribution): void {
    new EdgeLogging(
      this.childName("logging"),
      {
        namePrefix: args.namePrefix,
        distributionArn: distribution.arn,
        retention: spec.logRetention,
        logsKeyArn: args.logsKeyArn,
        tags: this.inheritedTags,
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

function applicationBehavior(): inputs.cloudfront.DistributionDefaultCacheBehavior {
  return {
    targetOriginId: "application",
    viewerProtocolPolicy: "https-only",
    allowedMethods: ALL_METHODS,
    cachedMethods: READS,
    cachePolicyId: CACHING_DISABLED,
    originRequestPolicyId: ALL_VIEWER,
    responseHeadersPolicyId: SECURITY_HEADERS,
    compress: true,
  };
}

function staticBehavior(
  spaFallback: cloudfront.Function | undefined,
): inputs.cloudfront.DistributionOrderedCacheBehavior {
  return {
    pathPattern: "/static/*",
    targetOriginId: "static",
    viewerProtocolPolicy: "redirect-to-https",
    allowedMethods: READS,
    cachedMethods: READS,
    cachePolicyId: CACHING_OPTIMIZED,
    responseHeadersPolicyId: SECURITY_HEADERS,
    compress: true,
    ...(spaFallback === undefined
      ? {}
      : { functionAssociations: [{ eventType: "viewer-request", functionArn: spaFallback.arn }] }),
  };
}
