import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { LoadBalancer, type LoadBalancerArgs } from "../../../components/network/load-balancer";
import { originLoadBalancer } from "../../../examples/load-balancer";
import { namesOf, register, registerError } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show that CloudFront and the TLS policy agree; the first deployment must be looked at for that.

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const LISTENER = "aws:lb/listener:Listener";
const RULE = "aws:lb/listenerRule:ListenerRule";
const RECORD = "aws:route53/record:Record";

const SECRET = "0123456789abcdefghijABCDEFGHIJ0123456789";
const CERTIFICATE_ARN = "arn:aws:acm:ap-northeast-1:123456789012:certificate/0a1b2c3d-0000-4000-a000-0a1b2c3d4e5f";
const OIDC = {
  issuer: "https://login.example.com",
  clientId: "kumiki",
  clientSecret: pulumi.output("client-secret-value"),
  authorizationEndpoint: "https://login.example.com/authorize",
  tokenEndpoint: "https://login.example.com/token",
  userInfoEndpoint: "https://login.example.com/userinfo",
};

function build(overrides: Partial<LoadBalancerArgs> = {}, name = "net"): () => LoadBalancer {
  return () =>
    new LoadBalancer(name, {
      subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
      securityGroupId: "sg-0c3d4e5f607182930",
      certificateArn: CERTIFICATE_ARN,
      originSecrets: [pulumi.output(SECRET)], // not marked secret: the component has to do that
      accessLogBucket: "kumiki-alb-logs",
      ...overrides,
    });
}

/** A service's rule, made as services make theirs. */
function withRule(
  conditions: (balancer: LoadBalancer) => lb.ListenerRuleArgs["conditions"],
  overrides: Partial<LoadBalancerArgs> = {},
  actions: (balancer: LoadBalancer) => lb.ListenerRuleArgs["actions"] = () => [],
): () => void {
  return () => {
    const balancer = build(overrides)();
    new lb.ListenerRule("rule", {
      listenerArn: balancer.listenerArn,
      conditions: conditions(balancer),
      actions: actions(balancer),
    });
  };
}

describe("LoadBalancer", () => {
  it("is safe by default and keeps logs of requests and connections", async () => {
    const graph = await register(build({ region: "ap-northeast-1", tags: { Owner: "platform" } }));
    const logs = { bucket: "kumiki-alb-logs", prefix: "alb", enabled: true };
    expect(graph.one(BALANCER).inputs).to.deep.equal({
      region: "ap-northeast-1",
      loadBalancerType: "application",
      internal: false,
      ipAddressType: "ipv4",
      subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
      securityGroups: ["sg-0c3d4e5f607182930"],
      idleTimeout: 60,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      xffHeaderProcessingMode: "append",
      enableZonalShift: true,
      enableDeletionProtection: true,
      accessLogs: logs,
      connectionLogs: logs,
      tags: { Owner: "platform", Component: "LoadBalancer", Name: "net-alb" },
    });
    expectWellFormed(graph, ["Owner", "Component", "Name"]);
  });

  it("listens on port 443 only, with TLS 1.3, and refuses whatever no rule admits", async () => {
    const graph = await register(build());
    expect(graph.one(LISTENER).inputs).to.deep.equal({
      loadBalancerArn: graph.one(BALANCER).outputs.arn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
      certificateArn: CERTIFICATE_ARN,
      defaultActions: [{ type: "fixed-response", fixedResponse: { statusCode: "403", contentType: "text/plain" } }],
      tags: { Component: "LoadBalancer", Name: "net-https" },
    });
    expect(namesOf(graph, RULE)).to.deep.equal([]);
  });

  it("takes what is asked for by name", async () => {
    const graph = await register(
      build({
        internal: true,
        deletionProtection: false,
        idleTimeout: 4000,
        accessLogPrefix: "logs/alb",
        tlsPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      }),
    );
    const { internal, enableDeletionProtection, idleTimeout, accessLogs } = graph.one(BALANCER).inputs;
    expect({ internal, enableDeletionProtection, idleTimeout, accessLogs }).to.deep.equal({
      internal: true,
      enableDeletionProtection: false,
      idleTimeout: 4000,
      accessLogs: { bucket: "kumiki-alb-logs", prefix: "logs/alb", enabled: true },
    });
    expect(graph.one(LISTENER).inputs.sslPolicy).to.equal("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");
  });

  it("publishes its address under the name given, as an alias that follows its health", async () => {
    const graph = await register(build({ dns: { zoneId: "Z0123456789ABCDEFGHIJ", name: "origin.example.com" } }));
    const { dnsName } = graph.one(BALANCER).outputs;
    expect(dnsName).to.match(/^net-alb-[0-9a-f]{7}-[0-9]{10}\.ap-northeast-1\.elb\.amazonaws\.com$/);
    expect(graph.one(RECORD).inputs).to.deep.equal({
      zoneId: "Z0123456789ABCDEFGHIJ",
      name: "origin.example.com",
      type: "A",
      aliases: [{ name: dnsName, zoneId: "Z14GRHDCWA56QT", evaluateTargetHealth: true }],
    });
    expect(namesOf(await register(build()), RECORD)).to.deep.equal([]);
  });

  it("gives its outputs, the header's values among them as secrets", async () => {
    const graph = await register(build());
    const balancer = graph.one(BALANCER).outputs;
    const component = graph.one("kumiki:network:LoadBalancer");
    expect(component.outputs).to.deep.equal({
      arn: balancer.arn,
      arnSuffix: balancer.arnSuffix,
      dnsName: balancer.dnsName,
      zoneId: balancer.zoneId,
      listenerArn: graph.one(LISTENER).outputs.arn,
      originHeader: { name: "x-origin-verify", values: [SECRET] },
    });
    expect(component.secretOutputs).to.deep.equal(["originHeader.values[0]"]);
  });
});

describe("rules of a load balancer", () => {
  it("ask for the secret header first, and keep its value secret", async () => {
    const graph = await register(
      withRule((balancer) => balancer.conditions({ paths: ["/api/*"], hosts: ["www.example.com"] })),
    );
    const rule = graph.one(RULE);
    expect(rule.inputs.conditions).to.deep.equal([
      { httpHeader: { httpHeaderName: "x-origin-verify", values: [SECRET] } },
      { pathPattern: { values: ["/api/*"] } },
      { hostHeader: { values: ["www.example.com"] } },
    ]);
    expect(rule.secretInputs).to.deep.equal(["conditions[0].httpHeader.values[0]"]);
  });

  it("ask for the header even where they match every request", async () => {
    const graph = await register(withRule((balancer) => balancer.conditions({})));
    expect(graph.one(RULE).inputs.conditions).to.deep.equal([
      { httpHeader: { httpHeaderName: "x-origin-verify", values: [SECRET] } },
    ]);
  });

  it("accept two values while the secret is rotated, besides three patterns", async () => {
    const next = SECRET.toUpperCase();
    const graph = await register(
      withRule((balancer) => balancer.conditions({ paths: ["/a", "/b", "/c"] }), {
        originSecrets: [pulumi.output(SECRET), pulumi.output(next)],
      }),
    );
    expect(graph.one(RULE).inputs.conditions).to.deep.equal([
      { httpHeader: { httpHeaderName: "x-origin-verify", values: [SECRET, next] } },
      { pathPattern: { values: ["/a", "/b", "/c"] } },
    ]);
  });

  it("refuse more patterns than a rule can hold", async () => {
    const full = withRule((balancer) => balancer.conditions({ paths: ["/a", "/b", "/c"], hosts: ["www.example.com"] }));
    expect((await registerError(full)).message).to.equal(
      "listener rule cannot be created:\n" +
        "  - paths and hosts may have 3 entries together, got 4; split them over two rules.",
    );
  });

  it("let nobody pass who has not signed in, where they lead to a user interface", async () => {
    const graph = await register(
      withRule(
        (balancer) => balancer.conditions({ hosts: ["grafana.example.com"] }),
        { oidc: OIDC },
        (balancer) => [balancer.signInAction()],
      ),
    );
    const rule = graph.one(RULE);
    expect(rule.inputs.actions).to.deep.equal([
      {
        type: "authenticate-oidc",
        order: 1,
        authenticateOidc: {
          issuer: "https://login.example.com",
          clientId: "kumiki",
          clientSecret: "client-secret-value",
          authorizationEndpoint: "https://login.example.com/authorize",
          tokenEndpoint: "https://login.example.com/token",
          userInfoEndpoint: "https://login.example.com/userinfo",
          scope: "openid",
          sessionTimeout: 28800,
          onUnauthenticatedRequest: "authenticate",
        },
      },
    ]);
    expect(rule.secretInputs).to.include("actions[0].authenticateOidc.clientSecret");
  });

  it("cannot lead to a user interface without an identity provider", async () => {
    expect((await registerError(() => build()().signInAction())).message).to.equal(
      'LoadBalancer "net" cannot ask anybody to sign in: give it oidc, or publish no user interface.',
    );
  });
});

describe("arguments of LoadBalancer", () => {
  it("are refused all at once", async () => {
    const error = await registerError(
      build(
        {
          subnetIds: ["subnet-0a1b2c3d4e5f60718"],
          originSecrets: [],
          tlsPolicy: "ELBSecurityPolicy-2016-08" as LoadBalancerArgs["tlsPolicy"],
          idleTimeout: 4001,
          accessLogPrefix: "/AWSLogs/",
          dns: { zoneId: "Z0123456789ABCDEFGHIJ", name: "origin" },
          oidc: { ...OIDC, clientId: "", tokenEndpoint: "http://login.example.com/token" },
        },
        "internal-platform-prod",
      ),
    );
    expect(error.message).to.equal(
      'LoadBalancer "internal-platform-prod" cannot be created:\n' +
        '  - "internal-platform-prod-alb" must have at most 24 characters and not begin with "internal-", because a ' +
        "unique name is made of it; choose another name for the component.\n" +
        "  - subnetIds must have 2 to 6 entries, got 1.\n" +
        "  - originSecrets must have 1 to 2 entries, got 0.\n" +
        "  - tlsPolicy must be one of ELBSecurityPolicy-TLS13-1-3-PQ-2025-09, " +
        'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09, got "ELBSecurityPolicy-2016-08".\n' +
        "  - idleTimeout must be a whole number in 1-4000 s, got 4001.\n" +
        '  - accessLogPrefix must be a folder without slash at either end and without "AWSLogs", got "/AWSLogs/".\n' +
        '  - dns.name must be a lower-case host name such as "origin.example.com", got "origin".\n' +
        '  - oidc.tokenEndpoint must be an https:// URL, got "http://login.example.com/token".\n' +
        "  - oidc.clientId must not be empty.",
    );
  });

  for (const [what, secret] of [
    ["that is short", "0123456789abcdef"],
    ["with a wildcard, which any value would match", `${SECRET}*`],
  ] as const) {
    it(`are refused for a secret ${what}, without repeating it`, async () => {
      const { message } = await registerError(build({ originSecrets: [pulumi.output(secret)] }));
      // The SDK puts before it which property it was about to send.
      expect(message.slice(message.indexOf("each of"))).to.equal(
        `each of originSecrets must be 32 to 128 letters and digits, got ${secret.length} characters; ` +
          "generate it without special characters.",
      );
      expect(message).not.to.contain(secret);
    });
  }
});

describe("the example of LoadBalancer", () => {
  it("uses the certificate only once it is issued", async () => {
    const graph = await register(originLoadBalancer);
    const issued = graph.one("aws:acm/certificateValidation:CertificateValidation");
    expect(graph.one(LISTENER).propertyDependencies.certificateArn).to.deep.equal([issued.urn]);
  });
});
