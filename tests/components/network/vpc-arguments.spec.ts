import { expect } from "chai";
import { Vpc } from "../../../components/network/vpc";
import type { AdoptedNetwork, VpcArgs } from "../../../components/network/vpc-args";
import { policyOf, register, registerError } from "../../support/platform";

// Proves which arguments are refused and how; that AWS accepts the others only a deployment shows.

const ARGS: VpcArgs = {
  region: "ap-northeast-1",
  accountId: "123456789012",
  namePrefix: "kumiki-test",
  availabilityZoneNames: ["ap-northeast-1a", "ap-northeast-1c"],
  s3BucketNamePatterns: ["kumiki-test-*"],
  logsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-4333-a444-555555555555",
};

const ADOPTED: AdoptedNetwork = {
  vpcId: "vpc-0123456789abcdef0",
  publicSubnetIds: ["subnet-0123456789abcdef0"],
  appSubnetIds: ["subnet-0123456789abcdef1"],
  dataSubnetIds: ["subnet-01234567"],
  s3PrefixListId: "pl-0123abcd",
};

function build(overrides: Partial<VpcArgs>): () => Vpc {
  return () => new Vpc("vpc", { ...ARGS, ...overrides });
}

async function problemsOf(overrides: Partial<VpcArgs>): Promise<string[]> {
  const [heading, ...problems] = (await registerError(build(overrides))).message.split("\n");
  expect(heading).to.equal('Vpc "vpc" cannot be created:');
  return problems;
}

describe("Vpc refuses", () => {
  it("everything that is wrong at once", async () => {
    expect(
      await problemsOf({
        cidrBlock: "8.8.0.0/16",
        availabilityZoneNames: ["ap-northeast-1a", "us-east-1a", "us-east-1a", "ap-northeast-1-wl1-nrt-wlz-1"],
        tiers: ["app", "app"],
        natStrategy: "onePerAz",
        s3BucketNamePatterns: ["*", "Upper-case"],
        flowLogRetention: 8,
        dnsFirewall: { mode: "block", allowDomains: [] },
      }),
    ).to.deep.equal([
      '  - cidrBlock must be a private IPv4 block between /16 and /20, got "8.8.0.0/16".',
      "  - availabilityZoneNames must have 2 to 3 entries, got 4.",
      '  - availabilityZoneNames: "us-east-1a" is not a zone of ap-northeast-1; use ap-northeast-1a to f.',
      '  - availabilityZoneNames: "us-east-1a" is not a zone of ap-northeast-1; use ap-northeast-1a to f.',
      '  - availabilityZoneNames contains "us-east-1a" twice.',
      '  - availabilityZoneNames: "ap-northeast-1-wl1-nrt-wlz-1" is not a zone of ap-northeast-1; use ap-northeast-1a to f.',
      '  - tiers contains "app" twice.',
      '  - natStrategy "onePerAz" needs the public tier, where the gateway stands; add it or use "none".',
      '  - s3BucketNamePatterns must be names of buckets, or three characters of their start at least and "*", got "*".',
      '  - s3BucketNamePatterns must be names of buckets, or three characters of their start at least and "*", got "Upper-case".',
      "  - flowLogRetention must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, " +
        'got "8".',
      '  - dnsFirewall "block" needs at least one name in allowDomains, got none.',
    ]);
  });

  it("a network without tiers, and names that are none", async () => {
    expect(
      await problemsOf({ tiers: [], dnsFirewall: { mode: "alert", allowDomains: ["*", "https://example.com"] } }),
    ).to.deep.equal([
      "  - tiers must name at least one of public, app, data, got none.",
      '  - dnsFirewall.allowDomains must be names such as "api.example.com" or "*.example.com", got "*".',
      '  - dnsFirewall.allowDomains must be names such as "api.example.com" or "*.example.com", got "https://example.com".',
    ]);
  });

  it("a network without a bucket to reach", async () => {
    expect(await problemsOf({ s3BucketNamePatterns: [] })).to.deep.equal([
      "  - s3BucketNamePatterns must have at least one bucket name or pattern, got none.",
    ]);
  });

  for (const tierMask of [
    { public: 24, app: 22, data: 24 },
    { public: 26, app: 24.5, data: 26 },
  ]) {
    it(`masks that do not fit: /${tierMask.app} for the app tier in a /20`, async () => {
      expect(await problemsOf({ cidrBlock: "10.0.0.0/20", tierMask })).to.deep.equal([
        `  - tierMask /${tierMask.public} public, /${tierMask.app} app, /${tierMask.data} data does not fit into 10.0.0.0/20; ` +
          "every tier needs eight slots; use longer prefixes (28 at most) or a larger block.",
      ]);
    });
  }

  it("ids that are none, in a network to adopt", async () => {
    const adopt = {
      ...ADOPTED,
      vpcId: "kumiki",
      dataSubnetIds: ["subnet-d"],
      s3PrefixListId: "s3",
      appRouteTableIds: ["rtb-1"],
    };
    expect(await problemsOf({ adopt, s3BucketNamePatterns: [] })).to.deep.equal([
      '  - adopt.vpcId must be vpc- and 8 or 17 hexadecimal digits, got "kumiki".',
      '  - adopt.dataSubnetIds must be subnet- and 8 or 17 hexadecimal digits, got "subnet-d".',
      '  - adopt.s3PrefixListId must be pl- and 8 or 17 hexadecimal digits, got "s3".',
      '  - adopt.appRouteTableIds must be rtb- and 8 or 17 hexadecimal digits, got "rtb-1".',
      "  - s3BucketNamePatterns must have at least one bucket name or pattern, got none.",
    ]);
  });
});

describe("Vpc, adopting a network", () => {
  const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";

  it("creates nothing, and passes on the ids it is given", async () => {
    const graph = await register(build({ adopt: ADOPTED }));
    expect(graph.resources.filter(({ custom }) => custom)).to.deep.equal([]);
    expect(graph.one("kumiki:network:Vpc").outputs).to.deep.equal({
      vpcId: "vpc-0123456789abcdef0",
      publicSubnetIds: ["subnet-0123456789abcdef0"],
      appSubnetIds: ["subnet-0123456789abcdef1"],
      dataSubnetIds: ["subnet-01234567"],
      appRouteTableIds: [],
      s3PrefixListId: "pl-0123abcd",
    });
  });

  it("creates the S3 endpoint alone for the route tables it is given", async () => {
    const graph = await register(build({ adopt: { ...ADOPTED, appRouteTableIds: ["rtb-0123456789abcdef0"] } }));
    const endpoint = graph.one(ENDPOINT);
    expect(graph.resources.filter(({ custom }) => custom)).to.deep.equal([endpoint]);
    expect([endpoint.inputs.vpcId, endpoint.inputs.routeTableIds]).to.deep.equal([
      "vpc-0123456789abcdef0",
      ["rtb-0123456789abcdef0"],
    ]);
    expect(policyOf(endpoint).Statement.map(({ Sid }) => Sid)).to.deep.equal(["OwnBucketsByOwnAccount", "ImageLayers"]);
    expect(graph.one("kumiki:network:Vpc").outputs.s3EndpointId).to.equal(endpoint.id);
  });
});
