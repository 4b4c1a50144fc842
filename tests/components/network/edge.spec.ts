import { Bucket } from "@pulumi/aws/s3";
import { expect } from "chai";
import { frontDoor } from "../../../examples/edge";
import type { ResourceGraph } from "../../../plan/graph";
import { namesOf, policyOf, register } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";
import { ALB_ARN, BUCKET, edge, SECRET } from "./edge-fixture";

// Mocks cannot show that CloudFront and the load balancer agree on TLS 1.3, nor that a record is the one users ask for.

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const RECORD = "aws:route53/record:Record";
const SECURITY_HEADERS = "67f7725c-6f97-4210-82d7-5512b31e9d03";

function distributionOf(graph: ResourceGraph) {
  return graph.one(DISTRIBUTION, "edge-distribution");
}

describe("Edge", () => {
  it("serves its own name with TLS 1.3, by a certificate issued in us-east-1", async () => {
    const graph = await register(edge());
    const { aliases, viewerCertificate } = distributionOf(graph).inputs;
    const certificate = graph.one("aws:acm/certificate:Certificate");
    expect(aliases).to.deep.equal(["www.example.com"]);
    expect(viewerCertificate).to.deep.equal({
      acmCertificateArn: certificate.outputs.arn,
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.3_2025",
    });
    expect(certificate.region).to.equal("us-east-1");
    expect(distributionOf(graph).propertyDependencies.viewerCertificate).to.deep.equal([
      graph.one("aws:acm/certificateValidation:CertificateValidation").urn,
    ]);
  });

  it("reaches Japanese edge locations by HTTP/3 and IPv6, and waits until all of them are up to date", async () => {
    const { enabled, priceClass, httpVersion, isIpv6Enabled, waitForDeployment, restrictions } = distributionOf(
      await register(edge()),
    ).inputs;
    expect({ enabled, priceClass, httpVersion, isIpv6Enabled, waitForDeployment, restrictions }).to.deep.equal({
      enabled: true,
      priceClass: "PriceClass_200",
      httpVersion: "http2and3",
      isIpv6Enabled: true,
      waitForDeployment: true,
      restrictions: { geoRestriction: { restrictionType: "none" } },
    });
  });

  it("passes everything to the application uncached, and refuses plain HTTP instead of redirecting it", async () => {
    expect(distributionOf(await register(edge())).inputs.defaultCacheBehavior).to.deep.equal({
      targetOriginId: "application",
      viewerProtocolPolicy: "https-only",
      allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
      cachedMethods: ["GET", "HEAD"],
      cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      originRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3",
      responseHeadersPolicyId: SECURITY_HEADERS,
      compress: false,
    });
  });

  it("serves static files cached, compressed, for reading only, without passing the host to the bucket", async () => {
    expect(distributionOf(await register(edge())).inputs.orderedCacheBehaviors).to.deep.equal([
      {
        pathPattern: "/static/*",
        targetOriginId: "static",
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
        cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
        responseHeadersPolicyId: SECURITY_HEADERS,
        compress: true,
      },
    ]);
  });

  it("calls the load balancer by TLS only, and signs its requests for static files", async () => {
    const graph = await register(edge());
    const control = graph.one("aws:cloudfront/originAccessControl:OriginAccessControl");
    expect(distributionOf(graph).inputs.origins).to.deep.equal([
      {
        originId: "application",
        domainName: "origin.example.com",
        customHeaders: [{ name: "x-origin-verify", value: SECRET }],
        customOriginConfig: {
          httpPort: 80,
          httpsPort: 443,
          originProtocolPolicy: "https-only",
          originSslProtocols: ["TLSv1.2"],
        },
      },
      { originId: "static", domainName: BUCKET.regionalDomainName, originAccessControlId: control.id },
    ]);
    expect(control.inputs).to.deep.include({
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    });
    expect(namesOf(graph, "aws:cloudfront/vpcOrigin:VpcOrigin")).to.deep.equal([]);
  });

  it("keeps the header's value secret, also in what is read back", async () => {
    const distribution = distributionOf(await register(edge()));
    expect(distribution.secretInputs).to.deep.equal(["origins[0].customHeaders[0].value"]);
    expect(distribution.options.additionalSecretOutputs).to.deep.equal(["origins"]);
  });

  it("calls a load balancer without public address through a VPC origin, still by TLS and with the header", async () => {
    const graph = await register(edge({ originMode: "vpcOrigin", albArn: ALB_ARN }));
    const vpcOrigin = graph.one("aws:cloudfront/vpcOrigin:VpcOrigin");
    expect(vpcOrigin.inputs.vpcOriginEndpointConfig).to.deep.equal({
      name: "kumiki-dev-alb",
      arn: ALB_ARN,
      httpPort: 80,
      httpsPort: 443,
      originProtocolPolicy: "https-only",
      originSslProtocols: { items: ["TLSv1.2"], quantity: 1 },
    });
    const [application] = distributionOf(graph).inputs.origins as object[];
    expect(application).to.deep.equal({
      originId: "application",
      domainName: "origin.example.com",
      customHeaders: [{ name: "x-origin-verify", value: SECRET }],
      vpcOriginConfig: { vpcOriginId: vpcOrigin.id },
    });
    expect(distributionOf(graph).secretInputs).to.deep.equal(["origins[0].customHeaders[0].value"]);
  });

  it("has no VPC origin without being asked, even if it knows the load balancer", async () => {
    const graph = await register(edge({ albArn: ALB_ARN }));
    expect(namesOf(graph, "aws:cloudfront/vpcOrigin:VpcOrigin")).to.deep.equal([]);
  });

  it("attaches the bucket's policy: what the bucket asks for, and this distribution reading objects", async () => {
    const graph = await register(edge());
    const policy = graph.one("aws:s3/bucketPolicy:BucketPolicy");
    expect(policyOf(policy).Statement).to.deep.equal([
      {
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:*"],
        Resource: [BUCKET.arn, `${BUCKET.arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "ReadByDistribution",
        Effect: "Allow",
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: ["s3:GetObject"],
        Resource: [`${BUCKET.arn}/*`],
        Condition: { StringEquals: { "aws:SourceArn": distributionOf(graph).outputs.arn } },
      },
    ]);
    expect({ region: policy.region, bucket: policy.inputs.bucket }).to.deep.equal({
      region: "ap-northeast-1",
      bucket: "kumiki-dev-static",
    });
  });

  it("is attached to its firewall by the distribution, which is the only way for CloudFront", async () => {
    const graph = await register(edge());
    expect(distributionOf(graph).inputs.webAclId).to.equal(graph.one("aws:wafv2/webAcl:WebAcl").outputs.arn);
    expect(graph.resources.filter(({ type }) => type.includes("webAclAssociation"))).to.deep.equal([]);
  });

  it("publishes IPv4 and IPv6 addresses, and leaves the certificate authorities of the zone alone", async () => {
    const graph = await register(edge());
    const { domainName } = distributionOf(graph).outputs;
    const alias = { name: domainName, zoneId: "Z2FDTNDATAQYW2", evaluateTargetHealth: false };
    const common = { zoneId: "Z0123456789ABCDEFGHIJ", name: "www.example.com", aliases: [alias] };
    expect(graph.one(RECORD, "edge-address-a").inputs).to.deep.equal({ ...common, type: "A" });
    expect(graph.one(RECORD, "edge-address-aaaa").inputs).to.deep.equal({ ...common, type: "AAAA" });
    expect(namesOf(graph, RECORD)).to.deep.equal(["edge-address-a", "edge-address-aaaa", "edge-certificate-proof"]);
  });

  it("publishes its name, and nothing else, after what has to work first", async () => {
    const graph = await register(() => {
      edge({ opensAfter: new Bucket("first") })();
    });
    const waiting = graph.resources.filter(({ dependencies }) => dependencies.some((urn) => urn.endsWith("::first")));
    expect(waiting.map(({ name }) => name).sort()).to.deep.equal(["edge-address-a", "edge-address-aaaa"]);
  });

  it("admits no authority but Amazon if asked", async () => {
    const graph = await register(edge({ restrictIssuers: true }));
    expect(graph.one(RECORD, "edge-issuers").inputs).to.deep.equal({
      zoneId: "Z0123456789ABCDEFGHIJ",
      name: "www.example.com",
      type: "CAA",
      records: ['0 issue "amazon.com"'],
      ttl: 3600,
    });
  });

  it("leads the views of a single-page application to its index, if asked, without touching error responses", async () => {
    const graph = await register(edge({ spaFallback: true }));
    const fallback = graph.one("aws:cloudfront/function:Function");
    const { orderedCacheBehaviors, customErrorResponses } = distributionOf(graph).inputs;
    const [behavior] = orderedCacheBehaviors as { functionAssociations: unknown }[];
    expect(behavior?.functionAssociations).to.deep.equal([
      { eventType: "viewer-request", functionArn: fallback.outputs.arn },
    ]);
    expect(customErrorResponses).to.equal(undefined);
    expect({ runtime: fallback.inputs.runtime, publish: fallback.inputs.publish }).to.deep.equal({
      runtime: "cloudfront-js-2.0",
      publish: true,
    });
  });

  it("turns on CloudFront's additional metrics", async () => {
    const graph = await register(edge());
    expect(graph.one("aws:cloudfront/monitoringSubscription:MonitoringSubscription").inputs).to.deep.equal({
      distributionId: distributionOf(graph).id,
      monitoringSubscription: { realtimeMetricsSubscriptionConfig: { realtimeMetricsSubscriptionStatus: "Enabled" } },
    });
  });

  it("puts whatever has a region into us-east-1, the bucket's policy excepted", async () => {
    const graph = await register(edge());
    const elsewhere = graph.resources.filter(({ region }) => region !== undefined && region !== "us-east-1");
    expect(elsewhere.map(({ name }) => name)).to.deep.equal(["edge-static-policy"]);
  });

  it("takes what is asked for by name", async () => {
    const { priceClass, waitForDeployment } = distributionOf(
      await register(edge({ priceClass: "PriceClass_All", waitForDeployment: false })),
    ).inputs;
    expect({ priceClass, waitForDeployment }).to.deep.equal({
      priceClass: "PriceClass_All",
      waitForDeployment: false,
    });
  });

  it("gives its outputs, parents its children and tags them", async () => {
    const graph = await register(edge({ tags: { Owner: "platform" } }));
    const distribution = distributionOf(graph);
    expect(graph.one("kumiki:network:Edge").outputs).to.deep.equal({
      distributionId: distribution.id,
      distributionArn: distribution.outputs.arn,
      distributionDomainName: distribution.outputs.domainName,
      webAclArn: graph.one("aws:wafv2/webAcl:WebAcl").outputs.arn,
      url: "https://www.example.com",
    });
    expectWellFormed(graph, ["Owner", "Component", "Name"]);
  });

  it("sends what OriginSecret says, in the example", async () => {
    const graph = await register(frontDoor);
    const [application] = distributionOf(graph).inputs.origins as { customHeaders: unknown }[];
    const value = graph.one("random:index/randomPassword:RandomPassword", "origin-secret-first").outputs.result;
    expect(application?.customHeaders).to.deep.equal([{ name: "x-origin-verify", value }]);
  });
});
