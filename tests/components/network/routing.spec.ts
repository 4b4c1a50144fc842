import { expect } from "chai";
import { Vpc } from "../../../components/network/vpc";
import type { NatStrategy } from "../../../components/network/vpc-args";
import type { ResourceGraph } from "../../../plan/graph";
import { register } from "../../support/platform";

// Mocks cannot show that packets take a route; they show which table each subnet reads, and where its routes lead.

const SUBNET = "aws:ec2/subnet:Subnet";
const ROUTE = "aws:ec2/route:Route";
const TABLE = "aws:ec2/routeTable:RouteTable";
const NAT = "aws:ec2/natGateway:NatGateway";
const INTERNET = "aws:ec2/internetGateway:InternetGateway";

function build(natStrategy: NatStrategy): Promise<ResourceGraph> {
  return register(
    () =>
      new Vpc("vpc", {
        region: "ap-northeast-1",
        accountId: "123456789012",
        namePrefix: "kumiki-test",
        availabilityZoneNames: ["ap-northeast-1a", "ap-northeast-1c"],
        natStrategy,
        s3BucketNamePatterns: ["kumiki-test-*"],
        logsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-4333-a444-555555555555",
      }),
  );
}

/** Logical name of each subnet to that of the table it reads; one that reads none falls back to the VPC's main table. */
function tablesBySubnet(graph: ResourceGraph): Record<string, string[]> {
  const associations = graph.ofType("aws:ec2/routeTableAssociation:RouteTableAssociation");
  return Object.fromEntries(
    graph
      .ofType(SUBNET)
      .map((subnet) => [
        subnet.name,
        associations
          .filter(({ inputs }) => inputs.subnetId === subnet.id)
          .map(({ inputs }) => graph.ofType(TABLE).find(({ id }) => id === inputs.routeTableId)?.name ?? "unknown"),
      ]),
  );
}

describe("Routing", () => {
  it("has every subnet read exactly one table, that of its tier, and in the app tier that of its zone", async () => {
    expect(tablesBySubnet(await build("single"))).to.deep.equal({
      "vpc-public-a": ["vpc-routing-public"],
      "vpc-public-c": ["vpc-routing-public"],
      "vpc-app-a": ["vpc-routing-app-a"],
      "vpc-app-c": ["vpc-routing-app-c"],
      "vpc-data-a": ["vpc-routing-data"],
      "vpc-data-c": ["vpc-routing-data"],
    });
  });

  it("leads the public tier straight to the internet, and the app tier through the only gateway", async () => {
    const graph = await build("single");
    const internet = graph.one(INTERNET).id;
    const nat = graph.one(NAT).id;
    const routes = graph
      .ofType(ROUTE)
      .map(({ name, inputs }) => [name, inputs.destinationCidrBlock, inputs.gatewayId, inputs.natGatewayId]);
    expect(routes).to.deep.equal([
      ["vpc-routing-app-a-internet", "0.0.0.0/0", undefined, nat],
      ["vpc-routing-app-c-internet", "0.0.0.0/0", undefined, nat],
      ["vpc-routing-public-internet", "0.0.0.0/0", internet, undefined],
    ]);
  });

  it("starts a NAT gateway only once the network has a way out, with an address of its own", async () => {
    const graph = await build("onePerAz");
    const internet = graph.one(INTERNET).urn;
    const addresses = graph.ofType(NAT).map(({ inputs, dependencies }) => {
      expect(dependencies).to.include(internet);
      return inputs.allocationId;
    });
    expect(addresses).to.deep.equal(graph.ofType("aws:ec2/eip:Eip").map(({ id }) => id));
  });

  it("keeps tables and gateways when the strategy changes, and only turns routes around", async () => {
    const [single, perZone] = [await build("single"), await build("onePerAz")];
    const changed = single.resources
      .filter(
        ({ custom, urn, inputs }) => custom && JSON.stringify(perZone.get(urn)?.inputs) !== JSON.stringify(inputs),
      )
      .map(({ name }) => name);
    expect(changed).to.deep.equal(["vpc-routing-app-c-internet"]);
  });
});
