import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { type EdgeArgs, resolveEdgeArgs } from "../../../components/network/edge-args";
import { ArgumentError } from "../../../components/shared/validate";

// Pure; what becomes of the arguments is shown by the distribution's own spec.

const ARGS: EdgeArgs = {
  region: "ap-northeast-1",
  namePrefix: "kumiki-test",
  domainName: "www.example.com",
  zoneId: "Z0123456789EXAMPLE",
  originHostname: "origin.www.example.com",
  originSecret: pulumi.secret("0123456789abcdef0123456789abcdef"),
  staticBucket: { name: "b", arn: "arn:aws:s3:::b", regionalDomainName: "b.s3.amazonaws.com", policyStatements: [] },
  logsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/k",
};

function problemsOf(changes: Partial<EdgeArgs>): readonly string[] {
  try {
    resolveEdgeArgs("edge", { ...ARGS, ...changes });
  } catch (error) {
    if (error instanceof ArgumentError) return error.problems;
    throw error;
  }
  return [];
}

describe("the arguments of an edge", () => {
  it("have defaults that block, log for a month and reach Japan", () => {
    expect(resolveEdgeArgs("edge", ARGS)).to.deep.equal({
      originMode: "publicAlb",
      minimumTls: "TLSv1.3_2025",
      priceClass: "PriceClass_200",
      rateLimit: 2000,
      loginRateLimit: 100,
      loginPath: "/login",
      mode: "block",
      geoAllow: [],
      logRetention: 30,
    });
  });

  it("do not allow a retention CloudWatch Logs does not offer", () => {
    expect(problemsOf({ logRetention: 31 })).to.deep.equal([
      "logRetention must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, " +
        '2557, 2922, 3288, 3653, got "31".',
    ]);
  });

  it("do not allow a distribution that calls itself", () => {
    expect(problemsOf({ originHostname: ARGS.domainName })).to.deep.equal([
      'originHostname must differ from domainName, otherwise CloudFront would call itself; got "www.example.com" for both.',
    ]);
  });
});
