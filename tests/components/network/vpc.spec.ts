import * as lb from "@pulumi/aws/lb";
import { expect } from "chai";
import { Vpc } from "../../../components/network/vpc";
import type { VpcArgs } from "../../../components/network/vpc-args";
import { network } from "../../../examples/vpc";
import type { PlainObject, ResourceGraph, ResourceNode } from "../../../plan/graph";
import { namesOf, policyOf, register } from "../../support/platform";
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

const THIRD_ZONE = "ap-northeast-1d";

function withoutMembers(resource: ResourceNode | undefined): PlainObject | undefined {
  if (resource === undefined) return undefined;
  const { subnetIds, routeTableIds, ...rest } = resource.inputs;
  return rest;
}

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

  it("cannot be deleted or replaced by a run unless that is asked for, because what stands in it cannot move", async () => {
    const protectedOnes = (graph: ResourceGraph) =>
      graph.resources.filter(({ options }) => options.protect).map(({ name }) => name);
    expect(protectedOnes(await build())).to.deep.equal(["vpc-network"]);
    expect(protectedOnes(await build({ protect: false }))).to.deep.equal([]);
  });

  for (const natStrategy of ["none", "single", "onePerAz"] as const) {
    it(`changes nothing of what exists when a zone is added (NAT: ${natStrategy})`, async () => {
      const two = await build({ natStrategy });
      const three = await build({ natStrategy, availabilityZoneNames: [...ARGS.availabilityZoneNames, THIRD_ZONE] });
      for (const old of two.resources.filter(({ custom }) => custom)) {
        // The lists of members grow in place; everything else stays as it was.
        expect(withoutMembers(three.get(old.urn)), old.urn).to.deep.equal(withoutMembers(old));
      }
    });
  }

  it("puts its single gateway into the first zone by letter, in whatever order the zones are named", async () => {
    const graph = await build({ availabilityZoneNames: [THIRD_ZONE, "ap-northeast-1c"] });
    expect(namesOf(graph, NAT)).to.deep.equal(["vpc-routing-nat-c"]);
    expect(graph.one(NAT).inputs.subnetId).to.equal(graph.one(SUBNET, "vpc-public-c").id);
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

  it("resolves names, and lets endpoints answer under theirs", async () => {
    const vpc = (await build()).one("aws:ec2/vpc:Vpc").inputs;
    expect([vpc.enableDnsSupport, vpc.enableDnsHostnames]).to.deep.equal([true, true]);
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
    const vpc = graph.one("aws:ec2/vpc:Vpc");
    const group = graph.one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").inputs;
    const acl = graph.one("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl");
    expect([group.vpcId, group.ingress, group.egress]).to.deep.equal([vpc.id, [], []]);
    expect([acl.inputs.defaultNetworkAclId, acl.inputs.ingress, acl.inputs.egress]).to.deep.equal([
      vpc.outputs.defaultNetworkAclId,
      [],
      [],
    ]);
    expect(acl.options.ignoreChanges).to.deep.equal(["subnetIds"]);
  });

  it("admits to the public tier requests on 443, answers, and what a router says about packet sizes", async () => {
    const acl = (await build()).one(ACL, "vpc-public-acl").inputs;
    const admitted = (acl.ingress as PlainObject[]).map((entry) => [
      entry.protocol,
      entry.cidrBlock,
      entry.fromPort,
      entry.toPort,
      entry.icmpType,
      entry.icmpCode,
    ]);
    expect(admitted).to.deep.equal([
      ["6", "0.0.0.0/0", 443, 443, undefined, undefined],
      ["6", "0.0.0.0/0", 1024, 65_535, undefined, undefined],
      ["1", "0.0.0.0/0", 0, 0, 3, 4],
    ]);
  });

  it("puts every subnet of a tier behind the tier's ACL", async () => {
    const graph = await build();
    for (const tier of ["public", "app", "data"]) {
      expect(graph.one(ACL, `vpc-${tier}-acl`).inputs.subnetIds).to.deep.equal(
        ["a", "c"].map((letter) => graph.one(SUBNET, `vpc-${tier}-${letter}`).id),
      );
    }
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

  it("lets image layers through the S3 endpoint, and otherwise the account's own buckets only", async () => {
    const endpoint = (await build()).one("aws:ec2/vpcEndpoint:VpcEndpoint");
    expect(endpoint.inputs.serviceName).to.equal("com.amazonaws.ap-northeast-1.s3");
    expect(
      policyOf(endpoint).Statement.map(({ Sid, Resource, Condition }) => [Sid, Resource, Condition]),
    ).to.deep.equal([
      [
        "OwnBucketsByOwnAccount",
        ["arn:aws:s3:::kumiki-test-*", "arn:aws:s3:::kumiki-test-*/*"],
        { StringEquals: { "aws:PrincipalAccount": "123456789012", "aws:ResourceAccount": "123456789012" } },
      ],
      ["ImageLayers", ["arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/*"], undefined],
    ]);
  });

  it("leads the app tier to S3, and no other", async () => {
    const graph = await build();
    expect(graph.one("aws:ec2/vpcEndpoint:VpcEndpoint").inputs.routeTableIds).to.have.members(tableIdsOf(graph, "app"));
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

  it("lets the flow-log service write to its own group only, on behalf of flow logs of its account only", async () => {
    const graph = await build();
    const role = graph.one("aws:iam/role:Role");
    expect(
      policyOf(role, "assumeRolePolicy").Statement.map(({ Principal, Condition }) => [Principal, Condition]),
    ).to.deep.equal([
      [
        { Service: "vpc-flow-logs.amazonaws.com" },
        {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:ec2:ap-northeast-1:123456789012:vpc-flow-log/*" },
        },
      ],
    ]);
    expect(
      policyOf(graph.one("aws:iam/rolePolicy:RolePolicy")).Statement.map(({ Action, Resource }) => [Action, Resource]),
    ).to.deep.equal([
      [
        ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        ["arn:aws:logs:ap-northeast-1:123456789012:log-group:/aws/vpc/kumiki-test/vpc/flow:*"],
      ],
      [["logs:DescribeLogGroups"], ["arn:aws:logs:ap-northeast-1:123456789012:log-group:*"]],
    ]);
  });

  it("puts its region on every regional resource", async () => {
    const graph = await build({
      region: "ap-northeast-3",
      availabilityZoneNames: ["ap-northeast-3a", "ap-northeast-3c"],
    });
    const elsewhere = graph.resources.filter(({ region }) => region !== undefined && region !== "ap-northeast-3");
    expect(elsewhere).to.deep.equal([]);
  });

  it("can be a data tier alone, which then has no gateway, no address and no route at all", async () => {
    const graph = await build({ tiers: ["data"] });
    for (const type of ["internetGateway:InternetGateway", "natGateway:NatGateway", "eip:Eip", "route:Route"]) {
      expect(namesOf(graph, `aws:ec2/${type}`), type).to.deep.equal([]);
    }
    expect(namesOf(graph, TABLE)).to.deep.equal(["vpc-routing-data"]);
    expect(namesOf(graph, SUBNET)).to.deep.equal(["vpc-data-a", "vpc-data-c"]);
    expect(graph.one("aws:ec2/vpcEndpoint:VpcEndpoint").inputs.routeTableIds).to.deep.equal([]);
  });

  it("is built by its example", async () => {
    expect((await register(network)).one("aws:ec2/vpc:Vpc").inputs.cidrBlock).to.equal("10.20.0.0/16");
  });
});
