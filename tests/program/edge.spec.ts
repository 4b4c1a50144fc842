import { expect } from "chai";
import { policyOf } from "../support/platform";
import { bothStacks, object, objects, STACKS } from "../support/stacks";

// Both stacks' front doors; whether CloudFront speaks TLS 1.3 to the load balancer shows on a real one only.

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

describe("the edge of the platform", () => {
  const platform = bothStacks();

  for (const [stack, host, waits] of [
    ["dev", "dev.example.com", false],
    ["prod", "www.example.com", true],
  ] as const) {
    it(`${stack} serves its own name with TLS 1.3 and a certificate of us-east-1 (1.1-1)`, () => {
      const { inputs } = platform(stack).one(DISTRIBUTION);
      expect(inputs.aliases).to.deep.equal([host]);
      const certificate = object(inputs.viewerCertificate);
      expect(certificate.minimumProtocolVersion).to.equal("TLSv1.3_2025");
      expect(certificate.cloudfrontDefaultCertificate).to.equal(undefined);
      expect(String(certificate.acmCertificateArn).split(":")[3]).to.equal("us-east-1");
      expect([inputs.priceClass, inputs.httpVersion, inputs.waitForDeployment]).to.deep.equal([
        "PriceClass_200",
        "http2and3",
        waits,
      ]);
    });

    it(`${stack} publishes its name once the application answers, and waits for nothing of it before`, () => {
      const graph = platform(stack);
      const service = graph.one("aws:ecs/service:Service", "app").urn;
      const edge = graph.resources.filter(({ name, custom }) => custom && name.startsWith("edge-"));
      const waiting = edge.filter(({ dependencies }) => dependencies.includes(service));
      expect(waiting.map(({ name }) => name).sort()).to.deep.equal(["edge-address-a", "edge-address-aaaa"]);
      const parts = waiting.flatMap(({ dependencies }) =>
        dependencies.filter((urn) => urn.includes(":FargateService$")),
      );
      expect(new Set(parts)).to.deep.equal(new Set([service]));
    });

    it(`${stack} publishes the name for both address families`, () => {
      const records = platform(stack)
        .ofType("aws:route53/record:Record")
        .filter(({ inputs }) => inputs.name === host && inputs.type !== "CAA");
      expect(records.map(({ inputs }) => inputs.type).sort()).to.deep.equal(["A", "AAAA"]);
    });
  }

  for (const stack of STACKS) {
    it(`${stack} refuses plain HTTP for the application and redirects it for static files (1.1-1)`, () => {
      const { inputs } = platform(stack).one(DISTRIBUTION);
      expect(object(inputs.defaultCacheBehavior).viewerProtocolPolicy).to.equal("https-only");
      const [files] = objects(inputs.orderedCacheBehaviors);
      expect([files?.pathPattern, files?.viewerProtocolPolicy]).to.deep.equal(["/static/*", "redirect-to-https"]);
    });

    it(`${stack} sends the secret header to the load balancer, and keeps it secret (1.1-2)`, () => {
      const distribution = platform(stack).one(DISTRIBUTION);
      const [application] = objects(distribution.inputs.origins);
      expect(objects(application?.customHeaders).map(({ name }) => name)).to.deep.equal(["x-origin-verify"]);
      expect(distribution.secretInputs).to.include("origins[0].customHeaders[0].value");
      expect(object(application?.customOriginConfig).originProtocolPolicy).to.equal("https-only");
    });

    it(`${stack} answers nothing at the load balancer without that header (N2)`, () => {
      const graph = platform(stack);
      const [action] = objects(graph.one("aws:lb/listener:Listener").inputs.defaultActions);
      expect([action?.type, object(action?.fixedResponse).statusCode]).to.deep.equal(["fixed-response", "403"]);
      for (const rule of graph.ofType("aws:lb/listenerRule:ListenerRule")) {
        const headers = objects(rule.inputs.conditions).map((condition) => object(condition.httpHeader).httpHeaderName);
        expect(headers, rule.urn).to.include("x-origin-verify");
      }
    });

    it(`${stack} speaks TLS 1.3 only at the load balancer, and nothing on port 80 (2.3-4)`, () => {
      const listeners = platform(stack).ofType("aws:lb/listener:Listener");
      expect(listeners.map(({ inputs }) => [inputs.port, inputs.protocol, inputs.sslPolicy])).to.deep.equal([
        [443, "HTTPS", "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09"],
      ]);
    });

    it(`${stack} proves both its host names by DNS, each where its certificate is needed (2.3-5)`, () => {
      const certificates = platform(stack).ofType("aws:acm/certificate:Certificate");
      expect(
        certificates.map(({ region, inputs }) => [region, inputs.validationMethod, inputs.keyAlgorithm]).sort(),
      ).to.deep.equal([
        ["ap-northeast-1", "DNS", "EC_prime256v1"],
        ["us-east-1", "DNS", "EC_prime256v1"],
      ]);
    });

    it(`${stack} filters in us-east-1 and attaches the filter through the distribution (2.2-4)`, () => {
      const graph = platform(stack);
      const acl = graph.one("aws:wafv2/webAcl:WebAcl");
      expect([acl.region, acl.inputs.scope]).to.deep.equal(["us-east-1", "CLOUDFRONT"]);
      expect(graph.one(DISTRIBUTION).inputs.webAclId).to.equal(acl.outputs.arn);
      expect(graph.ofType("aws:wafv2/webAclAssociation:WebAclAssociation")).to.deep.equal([]);
    });

    it(`${stack} blocks SQL injection, scripting and bad inputs (2.2-5)`, () => {
      const rules = objects(platform(stack).one("aws:wafv2/webAcl:WebAcl").inputs.rules);
      const managed = rules.filter(({ overrideAction }) => overrideAction !== undefined);
      expect(managed.map(({ statement }) => object(object(statement).managedRuleGroupStatement).name)).to.have.members([
        "AWSManagedRulesAmazonIpReputationList",
        "AWSManagedRulesKnownBadInputsRuleSet",
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesSQLiRuleSet",
      ]);
      expect(new Set(managed.map(({ overrideAction }) => JSON.stringify(overrideAction)))).to.deep.equal(
        new Set(['{"none":{}}']),
      );
    });

    it(`${stack} logs the filter's verdicts without credentials (2.2-6)`, () => {
      const graph = platform(stack);
      const logging = graph.one("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration");
      expect(String(logging.inputs.logDestinationConfigs)).to.equal(
        `arn:aws:logs:us-east-1:${stack === "dev" ? "123456789012" : "210987654321"}:log-group:aws-waf-logs-kumiki-${stack}`,
      );
      const redacted = objects(logging.inputs.redactedFields).map((field) => object(field.singleHeader).name);
      expect(redacted.sort()).to.include.members(["authorization", "cookie"]);
    });

    it(`${stack} delivers access logs from us-east-1 (4.2-4)`, () => {
      const delivery = platform(stack).resources.filter(({ type }) => type.includes(":cloudwatch/logDelivery"));
      expect(new Set(delivery.map(({ region }) => region))).to.deep.equal(new Set(["us-east-1"]));
      expect(delivery).to.have.lengthOf(3);
      expect(platform(stack).one(DISTRIBUTION).inputs.loggingConfig).to.equal(undefined);
    });

    it(`${stack} reads static files by signed requests of this one distribution (1.3-6)`, () => {
      const graph = platform(stack);
      const control = graph.one("aws:cloudfront/originAccessControl:OriginAccessControl").inputs;
      expect([control.signingBehavior, control.signingProtocol]).to.deep.equal(["always", "sigv4"]);
      const readers = graph
        .ofType("aws:s3/bucketPolicy:BucketPolicy")
        .flatMap((policy) => policyOf(policy).Statement.map((statement) => ({ policy: policy.name, ...statement })))
        .filter(({ Principal }) => JSON.stringify(Principal).includes("cloudfront"));
      expect(readers.map(({ policy, Condition }) => [policy, Condition?.StringEquals])).to.deep.equal([
        ["edge-static-policy", { "aws:SourceArn": graph.one(DISTRIBUTION).outputs.arn }],
      ]);
    });

    it(`${stack} caches static files and nothing of the application (4.2-3)`, () => {
      const { inputs } = platform(stack).one(DISTRIBUTION);
      expect(object(inputs.defaultCacheBehavior).cachePolicyId).to.equal("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
      expect(objects(inputs.orderedCacheBehaviors)[0]?.cachePolicyId).to.equal("658327ea-f89d-4fab-a63d-7e88639e58f6");
      expect(inputs.customErrorResponses).to.equal(undefined);
    });
  }

  for (const [stack, everywhere, login] of [
    ["dev", 500, 100],
    ["prod", 2000, 100],
  ] as const) {
    it(`${stack} limits one address to ${everywhere} requests and ${login} logins in five minutes (2.2-6)`, () => {
      const rules = objects(platform(stack).one("aws:wafv2/webAcl:WebAcl").inputs.rules);
      const rates = rules
        .map(({ statement }) => object(object(statement).rateBasedStatement))
        .filter(({ limit }) => limit);
      expect(rates.map(({ limit, evaluationWindowSec }) => [limit, evaluationWindowSec])).to.have.deep.members([
        [everywhere, 300],
        [login, 300],
      ]);
    });
  }
});
