import * as lb from "@pulumi/aws/lb";
import { expect } from "chai";
import { Vpc } from "../../../components/network/vpc";
import type { VpcArgs } from "../../../components/network/vpc-args";
import { network } from "../../../examples/vpc";
import type { ResourceGraph } from "../../../plan/graph";
import { namesOf, policyOf, register, registerError } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show that packets flow; they show every route, entry and policy that decides it.

const ARGS: VpcArgs = {
  region: "ap-northeast-1",
  accountId: "123456789012",
  namePrefix: "kumiki-test",
  availabilityZoneNames: ["ap-northeast-1a", "ap-northeast-1c"],
  s3BucketNamePatterns: ["kumiki-test-*"],
  logsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/k",
};

function build(overrides: Partial<VpcArgs> = {}): Promise<ResourceGraph> {
  return register(() => new Vpc("vpc", { ...ARGS, ...overrides }));
}

const SUBNET = "aws:ec2/subnet:Subnet";
const ROUTE = "aws:ec2/route:Route";
const NAT = "aws:ec2/natGateway:NatGateway";
const TABLE = "aws:ec2/routeTable:RouteTable";
const ACL = "aws:ec2/networkAcl:NetworkAcl";

function tableIdsOf(graph: ResourceGraph, tier: string): unknown[] {
  return graph
    .ofType(TABLE)
    .filter((table) => (table.inputs.tags as { Tier?: string }).Tier === tier)
    .map(({ id }) => id);
}

describe("Vpc", () => {
  it("names and addresses its subnets by tier and zone letter", async () => {
    const graph = await build();
    const blocks = graph.ofType(SUBNET).map((subnet) => [subnet.name, subnet.inputs.cidrBlock]);
    expect(Object.fromEntries(blocks)).to.deep.equal({
      "vpc-public-a": "10.0.32.0/24",
      "vpc-public-c": "10.0.34.0/24",
      "vpc-app-a": "10.0.0.0/22",
      "vpc-app-c": "10.0.8.0/22",
      "vpc-data-a": "10.0.40.0/24",
      "vpc-data-c": "10.0.42.0/24",
    });
    expectWellFormed(graph);
  });

  it("changes nothing of what exists when a zone is added", async () => {
    const [two, three] = [
      await build({ natStrategy: "onePerAz" }),
      await build({
        natStrategy: "onePerAz",
        availabilityZoneNames: ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"],
      }),
    ];
    for (const type of [SUBNET, NAT, TABLE, ROUTE, "aws:ec2/eip:Eip"]) {
      for (const old of two.ofType(type)) expect(three.get(old.urn)?.inputs, old.urn).to.deep.equal(old.inputs);
    }
  });

  it("gives no subnet's hosts a public address", async () => {
    const subnets = (await build()).ofType(SUBNET);
    expect(subnets.map((subnet) => subnet.inputs.mapPublicIpOnLaunch)).to.deep.equal(Array(6).fill(false));
  });

  for (const natStrategy of ["none", "single", "onePerAz"] as const) {
    it(`gives the data tier no route out of the network (NAT: ${natStrategy})`, async () => {
      const graph = await build({ natStrategy });
      const tables = tableIdsOf(graph, "data");
      expect(tables).to.have.lengthOf(1);
      expect(graph.ofType(ROUTE).filter((route) => tables.includes(String(route.inputs.routeTableId)))).to.deep.equal(
        [],
      );
    });
  }

  for (const [natStrategy, gateways, routes] of [
    ["none", [], ["vpc-routing-public-internet"]],
    [
      "single",
      ["vpc-routing-nat-a"],
      ["vpc-routing-app-a-internet", "vpc-routing-app-c-internet", "vpc-routing-public-internet"],
    ],
    [
      "onePerAz",
      ["vpc-routing-nat-a", "vpc-routing-nat-c"],
      ["vpc-routing-app-a-internet", "vpc-routing-app-c-internet", "vpc-routing-public-internet"],
    ],
  ] as const) {
    it(`has the gateways and routes of NAT strategy ${natStrategy}`, async () => {
      const graph = await build({ natStrategy });
      expect(namesOf(graph, NAT)).to.deep.equal(gateways);
      expect(namesOf(graph, ROUTE)).to.deep.equal(routes);
    });
  }

  it("sends each zone through its own gateway where there is one", async () => {
    const graph = await build({ natStrategy: "onePerAz" });
    for (const letter of ["a", "c"]) {
      const route = graph.one(ROUTE, `vpc-routing-app-${letter}-internet`);
      expect(route.inputs.natGatewayId).to.equal(graph.one(NAT, `vpc-routing-nat-${letter}`).id);
    }
  });

  it("gives out its subnets only once they have their routes", async () => {
    const graph = await register(() => {
      const vpc = new Vpc("vpc", { ...ARGS, natStrategy: "onePerAz" });
      new lb.LoadBalancer("alb", { subnets: [...vpc.publicSubnetIds] });
      new lb.LoadBalancer("internal", { subnets: [...vpc.appSubnetIds] });
    });
    const waitsFor = (name: string) =>
      graph
        .one("aws:lb/loadBalancer:LoadBalancer", name)
        .dependencies.map((urn) => urn.split("::").at(-1))
        .filter((dependency) => dependency?.startsWith("vpc-routing-"));
    expect(waitsFor("alb")).to.deep.equal([
      "vpc-routing-public-internet",
      "vpc-routing-public-a-association",
      "vpc-routing-public-c-association",
    ]);
    expect(waitsFor("internal")).to.deep.equal([
      "vpc-routing-app-a-internet",
      "vpc-routing-app-c-internet",
      "vpc-routing-app-a-association",
      "vpc-routing-app-c-association",
    ]);
  });

  it("leaves the VPC's default group and ACL without a rule", async () => {
    const graph = await build();
    const group = graph.one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").inputs;
    const acl = graph.one("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl").inputs;
    expect([group.ingress, group.egress, acl.ingress, acl.egress]).to.deep.equal([[], [], [], []]);
    const { id, outputs } = graph.one("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl");
    expect(outputs.arn).to.equal(`arn:aws:ec2:ap-northeast-1:123456789012:network-acl/${id}`);
  });

  it("fences the data tier to the network's own addresses in both directions", async () => {
    const acl = (await build()).one(ACL, "vpc-data-acl").inputs;
    const entry = {
      ruleNo: 100,
      action: "allow",
      protocol: "6",
      cidrBlock: "10.0.0.0/16",
      fromPort: 0,
      toPort: 65_535,
    };
    expect([acl.ingress, acl.egress]).to.deep.equal([[entry], [entry]]);
  });

  it("lets the app tier start connections to the internet on port 443 only", async () => {
    const acl = (await build()).one(ACL, "vpc-app-acl").inputs;
    const outside = (acl.egress as { cidrBlock: string; fromPort: number; toPort: number }[]).filter(
      ({ cidrBlock }) => cidrBlock === "0.0.0.0/0",
    );
    expect(outside.map(({ fromPort, toPort }) => [fromPort, toPort])).to.deep.equal([[443, 443]]);
  });

  it("lets image layers through the S3 endpoint, and otherwise its own buckets only", async () => {
    const graph = await build();
    const endpoint = graph.one("aws:ec2/vpcEndpoint:VpcEndpoint");
    expect(endpoint.inputs.serviceName).to.equal("com.amazonaws.ap-northeast-1.s3");
    expect(endpoint.inputs.routeTableIds).to.have.members([
      ...tableIdsOf(graph, "public"),
      ...tableIdsOf(graph, "app"),
    ]);
    expect(policyOf(endpoint).Statement.map(({ Sid, Resource }) => [Sid, Resource])).to.deep.equal([
      ["OwnBucketsByOwnAccount", ["arn:aws:s3:::kumiki-test-*", "arn:aws:s3:::kumiki-test-*/*"]],
      ["ImageLayers", ["arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/*"]],
    ]);
  });

  it("logs all traffic, minute by minute, to an encrypted group", async () => {
    const graph = await build({ flowLogRetention: 7 });
    const log = graph.one("aws:ec2/flowLog:FlowLog").inputs;
    const group = graph.one("aws:cloudwatch/logGroup:LogGroup", "vpc-flow-group");
    expect([log.trafficType, log.maxAggregationInterval, log.logDestination]).to.deep.equal([
      "ALL",
      60,
      group.outputs.arn,
    ]);
    expect([group.inputs.kmsKeyId, group.inputs.retentionInDays]).to.deep.equal([ARGS.logsKeyArn, 7]);
  });

  it("puts its region on every regional resource", async () => {
    const graph = await build({
      region: "ap-northeast-3",
      availabilityZoneNames: ["ap-northeast-3a", "ap-northeast-3c"],
    });
    const elsewhere = graph.resources.filter(({ region }) => region !== undefined && region !== "ap-northeast-3");
    expect(elsewhere).to.deep.equal([]);
  });

  it("can be a data tier alone, which then has no gateway at all", async () => {
    const graph = await build({ tiers: ["data"], natStrategy: "none" });
    expect(graph.ofType("aws:ec2/internetGateway:InternetGateway")).to.deep.equal([]);
    expect(namesOf(graph, TABLE)).to.deep.equal(["vpc-routing-data"]);
  });

  it("creates nothing in a network it adopts, and passes its ids on", async () => {
    const graph = await build({
      adopt: {
        vpcId: "vpc-1",
        publicSubnetIds: ["subnet-p"],
        appSubnetIds: ["subnet-a"],
        dataSubnetIds: ["subnet-d"],
        s3PrefixListId: "pl-1",
      },
    });
    expect(graph.resources.filter(({ custom }) => custom)).to.deep.equal([]);
    expect(graph.one("kumiki:network:Vpc").outputs).to.deep.include({
      vpcId: "vpc-1",
      publicSubnetIds: ["subnet-p"],
      appSubnetIds: ["subnet-a"],
      dataSubnetIds: ["subnet-d"],
    });
  });

  it("is built by its example", async () => {
    expect((await register(network)).one("aws:ec2/vpc:Vpc").inputs.cidrBlock).to.equal("10.20.0.0/16");
  });
});

describe("Vpc's DNS firewall", () => {
  const RULE = "aws:route53/resolverFirewallRule:ResolverFirewallRule";
  const allowDomains = ["*.amazonaws.com"];

  it("reports other names by default", async () => {
    const rules = (await build())
      .ofType(RULE)
      .map(({ inputs }) => [inputs.priority, inputs.action, inputs.blockResponse]);
    expect(rules.sort()).to.deep.equal([
      [100, "ALLOW", undefined],
      [200, "ALERT", undefined],
    ]);
  });

  it("refuses other names at once in block mode", async () => {
    const graph = await build({ dnsFirewall: { mode: "block", allowDomains } });
    const other = graph.one(RULE, "vpc-dns-others").inputs;
    expect([other.action, other.blockResponse]).to.deep.equal(["BLOCK", "NODATA"]);
    expect(
      graph.one("aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList", "vpc-dns-allowed-domains").inputs
        .domains,
    ).to.deep.equal(allowDomains);
  });

  it("does not exist when it is off", async () => {
    expect((await build({ dnsFirewall: { mode: "off", allowDomains: [] } })).ofType(RULE)).to.deep.equal([]);
  });
});

describe("Vpc refuses", () => {
  it("everything that is wrong at once", async () => {
    const error = await registerError(
      () =>
        new Vpc("vpc", {
          ...ARGS,
          cidrBlock: "8.8.0.0/16",
          availabilityZoneNames: ["ap-northeast-1a", "us-east-1a", "us-east-1a", "ap-northeast-1-wl1-nrt-wlz-1"],
          flowLogRetention: 8,
          dnsFirewall: { mode: "block", allowDomains: [] },
        }),
    );
    expect(error.message.split("\n")).to.deep.equal([
      'Vpc "vpc" cannot be created:',
      '  - cidrBlock must be a private IPv4 block between /16 and /20, got "8.8.0.0/16".',
      "  - availabilityZoneNames must have 2 to 3 entries, got 4.",
      '  - availabilityZoneNames: "us-east-1a" is not a zone of ap-northeast-1; use ap-northeast-1a to f.',
      '  - availabilityZoneNames: "us-east-1a" is not a zone of ap-northeast-1; use ap-northeast-1a to f.',
      '  - availabilityZoneNames contains "us-east-1a" twice.',
      '  - availabilityZoneNames: "ap-northeast-1-wl1-nrt-wlz-1" is not a zone of ap-northeast-1; use ap-northeast-1a to f.',
      "  - flowLogRetention must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, " +
        'got "8".',
      '  - dnsFirewall "block" needs at least one name in allowDomains, got none.',
    ]);
  });

  it("a gateway without a public tier, and masks that do not fit", async () => {
    const error = await registerError(
      () =>
        new Vpc("vpc", {
          ...ARGS,
          cidrBlock: "10.0.0.0/20",
          tiers: ["app"],
          tierMask: { public: 24, app: 22, data: 24 },
        }),
    );
    expect(error.message.split("\n").slice(1)).to.deep.equal([
      "  - tierMask /24 public, /22 app, /24 data does not fit into 10.0.0.0/20; every tier needs eight slots; use longer prefixes (28 at most) or a larger block.",
      '  - natStrategy "single" needs the public tier, where the gateway stands; add it or use "none".',
    ]);
  });
});
