import { LogGroup } from "@pulumi/aws/cloudwatch";
import { expect } from "chai";
import { Certificate, type CertificateArgs } from "../../../components/network/certificate";
import { originCertificate } from "../../../examples/certificate";
import { register, registerError } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show that the zone is the one the public asks for the name; only an issued certificate proves that.

const CERTIFICATE = "aws:acm/certificate:Certificate";
const RECORD = "aws:route53/record:Record";
const VALIDATION = "aws:acm/certificateValidation:CertificateValidation";

function build(overrides: Partial<CertificateArgs> = {}): () => Certificate {
  return () =>
    new Certificate("origin", { domainName: "origin.example.com", zoneId: "Z0123456789ABCDEFGHIJ", ...overrides });
}

describe("Certificate", () => {
  it("asks for one name, proven by DNS, with an elliptic-curve key", async () => {
    const graph = await register(build({ tags: { Owner: "platform" } }));
    expect(graph.one(CERTIFICATE).inputs).to.deep.equal({
      domainName: "origin.example.com",
      validationMethod: "DNS",
      keyAlgorithm: "EC_prime256v1",
      tags: { Owner: "platform", Component: "Certificate", Name: "origin-certificate" },
    });
    expectWellFormed(graph);
  });

  it("publishes exactly the record the certificate asks for", async () => {
    const graph = await register(build());
    const [proof] = graph.one(CERTIFICATE).outputs.domainValidationOptions as Record<string, string>[];
    expect(proof?.domainName).to.equal("origin.example.com");
    expect(graph.one(RECORD).inputs).to.deep.equal({
      zoneId: "Z0123456789ABCDEFGHIJ",
      name: proof?.resourceRecordName,
      type: "CNAME",
      records: [proof?.resourceRecordValue],
      ttl: 300,
    });
  });

  it("makes whoever uses its ARN wait until it is issued", async () => {
    const graph = await register(() => new LogGroup("user", { tags: { certificate: build()().arn } }));
    const issued = graph.one(VALIDATION);
    expect(issued.inputs).to.deep.equal({
      certificateArn: graph.one(CERTIFICATE).outputs.arn,
      validationRecordFqdns: [graph.one(RECORD).outputs.fqdn],
    });
    expect(graph.one("aws:cloudwatch/logGroup:LogGroup").propertyDependencies.tags).to.deep.equal([issued.urn]);
  });

  it("is requested and awaited in the region given, the record being global", async () => {
    const graph = await register(build({ region: "us-east-1" }));
    expect([CERTIFICATE, VALIDATION, RECORD].map((type) => graph.one(type).region)).to.deep.equal([
      "us-east-1",
      "us-east-1",
      undefined,
    ]);
    expect(graph.one(CERTIFICATE).outputs.arn).to.match(/^arn:aws:acm:us-east-1:123456789012:certificate\//);
  });

  for (const [what, domainName] of [
    ["a wildcard", "*.example.com"],
    ["upper case", "Origin.example.com"],
    ["a closing dot", "origin.example.com."],
    ["a name without a domain", "origin"],
    ["a name of 65 characters", `${"a".repeat(53)}.example.com`],
  ] as const) {
    it(`refuses ${what}`, async () => {
      expect((await registerError(build({ domainName }))).message).to.equal(
        'Certificate "origin" cannot be created:\n' +
          "  - domainName must be one lower-case host name of at most 64 characters, without wildcard and closing " +
          `dot, such as "origin.example.com"; got "${domainName}".`,
      );
    });
  }

  it("accepts a name of 64 characters", async () => {
    const domainName = `${"a".repeat(52)}.example.com`;
    expect((await register(build({ domainName }))).one(CERTIFICATE).inputs.domainName).to.equal(domainName);
  });

  it("is built by the example", async () => {
    expect((await register(originCertificate)).one(RECORD).name).to.equal("origin-proof");
  });
});
