import { expect } from "chai";
import type { EdgeArgs } from "../../../components/network/edge-args";
import { register, registerError } from "../../support/platform";
import { edge } from "./edge-fixture";

// Mocks cannot show that the zone answers for the name; issuing the certificate does.

async function problemsOf(overrides: Partial<EdgeArgs>): Promise<string[]> {
  const { message } = await registerError(edge(overrides));
  const [title, ...problems] = message.split("\n  - ");
  expect(title).to.equal('Edge "edge" cannot be created:');
  return problems;
}

describe("arguments of Edge", () => {
  it("are refused all at once", async () => {
    const error = await registerError(
      edge({
        namePrefix: "kumiki/dev",
        domainName: "WWW.example.com",
        originHostname: "origin",
        originMode: "vpcOrigin",
        minimumTls: "TLSv1.2_2021" as EdgeArgs["minimumTls"],
        priceClass: "PriceClass_100" as EdgeArgs["priceClass"],
        rateLimit: 9,
        loginRateLimit: 2_000_001,
        loginPath: "/login/",
        wafMode: "off" as EdgeArgs["wafMode"],
        geoAllow: ["JP", "jpn"],
        logRetention: 31,
      }),
    );
    expect(error.message).to.equal(
      'Edge "edge" cannot be created:\n' +
        '  - namePrefix must be 1 to 40 letters, digits and dashes, such as "kumiki-dev", got "kumiki/dev".\n' +
        '  - domainName must be a lower-case host name of at most 64 characters, such as "www.example.com", ' +
        'got "WWW.example.com".\n' +
        '  - originHostname must be a lower-case host name of at most 253 characters, such as "www.example.com", ' +
        'got "origin".\n' +
        '  - originMode "vpcOrigin" needs albArn, the load balancer it leads to.\n' +
        '  - minimumTls must be one of TLSv1.3_2025, got "TLSv1.2_2021".\n' +
        '  - priceClass must be one of PriceClass_200, PriceClass_All, got "PriceClass_100"; PriceClass_100 has no edge ' +
        "location in Japan.\n" +
        "  - rateLimit must be a whole number in 10-2000000 requests per 5 minutes, got 9.\n" +
        "  - loginRateLimit must be a whole number in 10-2000000 requests per 5 minutes, got 2000001.\n" +
        "  - loginRateLimit must not be above rateLimit, which would act first; got 2000001 and 9.\n" +
        '  - loginPath must be a path such as "/login", without a slash at its end, got "/login/".\n' +
        '  - wafMode must be one of block, count, got "off".\n' +
        '  - geoAllow takes upper-case two-letter country codes such as "JP", got "jpn".\n' +
        "  - logRetention must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, " +
        '2192, 2557, 2922, 3288, 3653, got "31".',
    );
  });

  it("are refused if CloudFront would call itself", async () => {
    expect(await problemsOf({ originHostname: "www.example.com" })).to.deep.equal([
      "originHostname must differ from domainName, otherwise CloudFront would call itself; " +
        'got "www.example.com" for both.',
    ]);
  });

  it("are refused for an unknown way to the load balancer", async () => {
    expect(await problemsOf({ originMode: "direct" as EdgeArgs["originMode"] })).to.deep.equal([
      'originMode must be one of publicAlb, vpcOrigin, got "direct".',
    ]);
  });

  it("are refused for a login path that every path starts with", async () => {
    expect(await problemsOf({ loginPath: "/" })).to.deep.equal([
      'loginPath must be a path such as "/login", without a slash at its end, got "/".',
    ]);
  });

  it("are refused for a public name that no certificate can carry", async () => {
    const domainName = `${"a".repeat(53)}.example.com`;
    expect(await problemsOf({ domainName })).to.deep.equal([
      `domainName must be a lower-case host name of at most 64 characters, such as "www.example.com", got "${domainName}".`,
    ]);
  });

  it("are refused for a key outside us-east-1", async () => {
    const logsKeyArn = "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-4333-a444-555555555555";
    expect(await problemsOf({ logsKeyArn })).to.deep.equal([
      `logsKeyArn must be the ARN of a KMS key in us-east-1, got "${logsKeyArn}".`,
    ]);
  });

  for (const limit of [10, 2_000_000]) {
    it(`are accepted with both rate limits at ${limit}`, async () => {
      const graph = await register(edge({ rateLimit: limit, loginRateLimit: limit }));
      const rules = graph.one("aws:wafv2/webAcl:WebAcl").inputs.rules as { statement: Record<string, unknown> }[];
      const limits = rules.flatMap(({ statement }) => statement.rateBasedStatement ?? []);
      expect(limits.map((rate) => (rate as { limit: number }).limit)).to.deep.equal([limit, limit]);
    });
  }
});
