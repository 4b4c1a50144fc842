import { expect } from "chai";
import type { PlainObject, ResourceGraph } from "../../plan/graph";
import { policyOf } from "../support/platform";
import { ACCOUNTS, byName, listOf, nameResolver, objectAt, platformTests, same } from "./both-stacks";

// Mocks cannot show a handshake or a blocked attack; they show every setting that decides about them.

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const PASSWORD = "random:index/randomPassword:RandomPassword";
const RECORD = "aws:route53/record:Record";
const ACL = "aws:wafv2/webAcl:WebAcl";
const SECURITY_HEADERS = "67f7725c-6f97-4210-82d7-5512b31e9d03";
const HOSTS = { dev: "dev.example.com", prod: "www.example.com" };

describe("the inventory of the edge", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "serves its own domain over TLS 1.3, HTTP/3 and IPv6 (1.1-1, 2.3-4)",
    {
      dev: { aliases: [HOSTS.dev], waitForDeployment: false },
      prod: { aliases: [HOSTS.prod], waitForDeployment: true },
    },
    (graph, expected) => {
      const { inputs } = graph.one(DISTRIBUTION);
      const always = { enabled: true, httpVersion: "http2and3", isIpv6Enabled: true, priceClass: "PriceClass_200" };
      expect(inputs).to.deep.include({ ...always, ...expected });
      const { acmCertificateArn, ...certificate } = objectAt(inputs, "viewerCertificate");
      expect(certificate).to.deep.equal({ sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.3_2025" });
      expect(nameResolver(graph)(acmCertificateArn)).to.equal("edge-certificate-certificate");
    },
  );

  inBothStacks("publishes the domain for IPv4 and IPv6 (1.1-1)", HOSTS, (graph, host) => {
    const { domainName } = graph.one(DISTRIBUTION).outputs;
    const records = graph.ofType(RECORD).filter(({ inputs }) => objectAt(aliasOf(inputs)).name === domainName);
    expect(records.map(({ inputs }) => [inputs.name, inputs.type])).to.deep.equal([
      [host, "A"],
      [host, "AAAA"],
    ]);
  });

  inBothStacks(
    "refuses plain HTTP for the application and redirects it for files (1.1-1, 4.2-3)",
    same([
      ["*", "application", "https-only", "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", SECURITY_HEADERS],
      ["/static/*", "static", "redirect-to-https", "658327ea-f89d-4fab-a63d-7e88639e58f6", SECURITY_HEADERS],
    ]),
    (graph, expected) => {
      const behaviours = behavioursOf(graph).map((behaviour) => [
        behaviour.pathPattern ?? "*",
        behaviour.targetOriginId,
        behaviour.viewerProtocolPolicy,
        behaviour.cachePolicyId,
        behaviour.responseHeadersPolicyId,
      ]);
      expect(behaviours).to.deep.equal(expected);
      expect(behavioursOf(graph).map(({ compress }) => compress)).to.deep.equal([false, true]);
      // An error page for 403 would replace the application's own answers as well.
      expect(graph.one(DISTRIBUTION).inputs).not.to.have.any.keys("customErrorResponses", "loggingConfig");
    },
  );

  inBothStacks(
    "calls the load balancer over TLS, by its own name, with the secret header (1.1-2)",
    { dev: "origin.dev.example.com", prod: "origin.www.example.com" },
    (graph, domainName) => {
      const { inputs, secretInputs } = graph.one(DISTRIBUTION);
      const { originSslProtocols, originProtocolPolicy } = objectAt(inputs, "origins", 0, "customOriginConfig");
      expect({ originSslProtocols, originProtocolPolicy }).to.deep.equal({
        originSslProtocols: ["TLSv1.2"],
        originProtocolPolicy: "https-only",
      });
      expect(objectAt(inputs, "origins", 0).domainName).to.equal(domainName);
      expect(objectAt(inputs, "origins", 0, "customHeaders", 0)).to.deep.equal({
        name: "x-origin-verify",
        value: graph.one(PASSWORD, "origin-secret-first").outputs.result,
      });
      expect(secretInputs.some((path) => path.startsWith("origins"))).to.equal(true);
      expect(behavioursOf(graph)[0]?.originRequestPolicyId).to.equal("216adef6-5c7f-47e4-b989-5492eafa07d3");

      const address = graph.ofType(RECORD).find((record) => record.inputs.name === domainName);
      const { dnsName } = graph.one("aws:lb/loadBalancer:LoadBalancer").outputs;
      expect(objectAt(aliasOf(address?.inputs ?? {})).name).to.equal(dnsName);
    },
  );

  inBothStacks(
    "answers 403 to a request without the header, which every listener rule asks for (1.1-2, N2)",
    same("x-origin-verify"),
    (graph, httpHeaderName) => {
      expect(graph.one("aws:lb/listener:Listener").inputs.defaultActions).to.deep.equal([
        { type: "fixed-response", fixedResponse: { statusCode: "403", contentType: "text/plain" } },
      ]);
      const values = ["first", "second"].map((turn) => graph.one(PASSWORD, `origin-secret-${turn}`).outputs.result);
      const rules = graph.ofType("aws:lb/listenerRule:ListenerRule");
      expect(rules).to.have.length(1);
      for (const { inputs, secretInputs } of rules) {
        expect(listOf(inputs.conditions)).to.deep.include({ httpHeader: { httpHeaderName, values } });
        expect(secretInputs.some((path) => path.startsWith("conditions"))).to.equal(true);
      }
    },
  );

  inBothStacks("encrypts what the load balancer sends to the tasks (2.3-4, N12)", same("HTTPS"), (graph, protocol) => {
    for (const { inputs } of graph.ofType("aws:lb/targetGroup:TargetGroup")) {
      expect(inputs.protocol).to.equal(protocol);
      expect(objectAt(inputs, "healthCheck").protocol).to.equal(protocol);
    }
  });

  inBothStacks(
    "holds one certificate for viewers in us-east-1 and one for the origin in Tokyo, both validated by DNS (2.3-5)",
    {
      dev: ["us-east-1 dev.example.com", "ap-northeast-1 origin.dev.example.com"],
      prod: ["us-east-1 www.example.com", "ap-northeast-1 origin.www.example.com"],
    },
    (graph, expected) => {
      const nameOf = nameResolver(graph);
      const certificates = graph.ofType("aws:acm/certificate:Certificate");
      expect(certificates.map(({ region, inputs }) => `${region} ${inputs.domainName}`)).to.have.members(expected);
      for (const { inputs } of certificates) {
        expect(inputs).to.deep.include({ validationMethod: "DNS", keyAlgorithm: "EC_prime256v1" });
      }
      const validations = graph.ofType("aws:acm/certificateValidation:CertificateValidation");
      const proofs = graph.ofType(RECORD).filter(({ inputs }) => inputs.type === "CNAME");
      expect(validations.map(({ inputs }) => nameOf(inputs.certificateArn))).to.have.members(
        certificates.map(({ name }) => name),
      );
      expect(proofs).to.have.length(certificates.length);
      const listener = graph.one("aws:lb/listener:Listener");
      const awaited = listener.dependencies.map((urn) => graph.get(urn)?.name);
      expect(awaited, "an unvalidated certificate is refused").to.include("origin-issued");
      expect(graph.one(DISTRIBUTION).dependencies.map((urn) => graph.get(urn)?.name)).to.include(
        "edge-certificate-issued",
      );
    },
  );

  inBothStacks(
    "blocks injection, scripting, bad inputs and bad addresses, in this order (2.2-4, 2.2-5)",
    same([
      ["IpReputation", "AWSManagedRulesAmazonIpReputationList", []],
      ["KnownBadInputs", "AWSManagedRulesKnownBadInputsRuleSet", []],
      ["Common", "AWSManagedRulesCommonRuleSet", [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }]],
      ["SqlInjection", "AWSManagedRulesSQLiRuleSet", []],
    ]),
    (graph, expected) => {
      const managed = rulesOf(graph).filter((rule) => "overrideAction" in rule);
      expect(
        managed.map((rule) => {
          const { name, ruleActionOverrides } = objectAt(rule, "statement", "managedRuleGroupStatement");
          return [rule.name, name, ruleActionOverrides];
        }),
      ).to.deep.equal(expected);
      for (const rule of managed) expect(rule.overrideAction).to.deep.equal({ none: {} });
      expect(rulesOf(graph).map(({ priority }) => priority)).to.deep.equal([0, 1, 2, 3, 4, 5]);
    },
  );

  inBothStacks(
    "answers 429 above these requests per address in five minutes (2.2-6)",
    { dev: { LoginRate: 100, Rate: 500 }, prod: { LoginRate: 100, Rate: 2000 } },
    (graph, expected) => {
      const limits = rulesOf(graph).filter((rule) => "action" in rule);
      for (const rule of limits) {
        expect(rule.action).to.deep.equal({ block: { customResponse: { responseCode: 429 } } });
        const { aggregateKeyType, evaluationWindowSec } = objectAt(rule, "statement", "rateBasedStatement");
        expect([aggregateKeyType, evaluationWindowSec]).to.deep.equal(["IP", 300]);
      }
      const byRule = limits.map((rule) => [rule.name, objectAt(rule, "statement", "rateBasedStatement").limit]);
      expect(Object.fromEntries(byRule)).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "logs what the firewall decides, without credentials, in us-east-1 (2.2-6)",
    {
      dev: ["aws-waf-logs-kumiki-dev", "us-east-1", 7],
      prod: ["aws-waf-logs-kumiki-prod", "us-east-1", 90],
    },
    (graph, expected) => {
      const { inputs, region } = graph.one("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration");
      const headers = ["authorization", "cookie", "referer"].map((name) => ({ singleHeader: { name } }));
      expect(inputs.redactedFields).to.deep.equal([...headers, { queryString: {} }]);
      expect(nameResolver(graph)(listOf(inputs.logDestinationConfigs)[0])).to.equal("edge-firewall-log-group");
      const group = graph.one("aws:cloudwatch/logGroup:LogGroup", "edge-firewall-log-group").inputs;
      expect([group.name, region, group.retentionInDays]).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "reads static files through a signed origin, which only its own distribution may (1.3-6, 4.2-3)",
    ACCOUNTS,
    (graph, account, stack) => {
      const control = graph.one("aws:cloudfront/originAccessControl:OriginAccessControl");
      expect(control.inputs).to.deep.include({ signingBehavior: "always", signingProtocol: "sigv4" });
      const distribution = graph.one(DISTRIBUTION);
      const bucket = `kumiki-${stack}-static-${account}-ap-northeast-1`;
      expect(objectAt(distribution.inputs, "origins", 1)).to.deep.equal({
        originId: "static",
        domainName: `${bucket}.s3.ap-northeast-1.amazonaws.com`,
        originAccessControlId: control.id,
      });
      const { Statement } = policyOf(graph.one("aws:s3/bucketPolicy:BucketPolicy", "edge-static-policy"));
      const allowed = Statement.filter(({ Effect }) => Effect === "Allow");
      expect(allowed).to.have.length(1);
      expect(allowed[0]).to.deep.include({
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: ["s3:GetObject"],
        Resource: [`arn:aws:s3:::${bucket}/*`],
        Condition: { StringEquals: { "aws:SourceArn": distribution.outputs.arn } },
      });
    },
  );

  inBothStacks(
    "delivers access logs without cookies and query strings (4.2-4)",
    { dev: ["/aws/vendedlogs/cloudfront/kumiki-dev", 7], prod: ["/aws/vendedlogs/cloudfront/kumiki-prod", 90] },
    (graph, expected) => {
      const nameOf = nameResolver(graph);
      const source = graph.one("aws:cloudwatch/logDeliverySource:LogDeliverySource").inputs;
      expect(nameOf(source.resourceArn)).to.equal("edge-distribution");
      const destination = graph.one("aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination").inputs;
      const target = objectAt(destination, "deliveryDestinationConfiguration").destinationResourceArn;
      const group = graph.one("aws:cloudwatch/logGroup:LogGroup", nameOf(target)).inputs;
      expect([group.name, group.retentionInDays]).to.deep.equal(expected);
      const { recordFields } = graph.one("aws:cloudwatch/logDelivery:LogDelivery").inputs;
      expect(recordFields).to.include("ssl-protocol"); // the proof of TLS 1.3 in production
      expect(listOf(recordFields).filter((field) => /query|cookie/i.test(String(field)))).to.deep.equal([]);
      expect(
        byName(
          graph,
          "aws:cloudfront/monitoringSubscription:MonitoringSubscription",
          ({ inputs }) => inputs.distributionId,
        ),
      ).to.deep.equal({
        "edge-metrics": graph.one(DISTRIBUTION).id,
      });
    },
  );
});

function behavioursOf(graph: ResourceGraph): PlainObject[] {
  const { inputs } = graph.one(DISTRIBUTION);
  const ordered = listOf(inputs.orderedCacheBehaviors).map((_, index) =>
    objectAt(inputs, "orderedCacheBehaviors", index),
  );
  return [objectAt(inputs, "defaultCacheBehavior"), ...ordered];
}

function rulesOf(graph: ResourceGraph): PlainObject[] {
  const { rules } = graph.one(ACL).inputs;
  return listOf(rules).map((_, index) => objectAt(rules, index));
}

/** The target of an alias record; empty for others. */
function aliasOf(inputs: PlainObject): PlainObject {
  return "aliases" in inputs ? objectAt(inputs, "aliases", 0) : {};
}
