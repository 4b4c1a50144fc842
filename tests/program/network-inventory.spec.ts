import { expect } from "chai";
import type { ResourceGraph, ResourceNode } from "../../plan/graph";
import { policyOf } from "../support/platform";
import { byName, cloudResources, listOf, nameResolver, objectAt, platformTests, same } from "./both-stacks";

// Mocks cannot show that packets pass or stop; they show every address, route and rule the platform asks for.

const SUBNET = "aws:ec2/subnet:Subnet";
const NAT = "aws:ec2/natGateway:NatGateway";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";

describe("the inventory of the network", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "gives every zone a subnet per tier, in the slot of the zone's letter (2.1-1)",
    {
      dev: {
        "vpc-public-a": "ap-northeast-1a 10.10.32.0/24",
        "vpc-public-c": "ap-northeast-1c 10.10.34.0/24",
        "vpc-app-a": "ap-northeast-1a 10.10.0.0/22",
        "vpc-app-c": "ap-northeast-1c 10.10.8.0/22",
        "vpc-data-a": "ap-northeast-1a 10.10.40.0/24",
        "vpc-data-c": "ap-northeast-1c 10.10.42.0/24",
      },
      prod: {
        "vpc-public-a": "ap-northeast-1a 10.0.32.0/24",
        "vpc-public-c": "ap-northeast-1c 10.0.34.0/24",
        "vpc-public-d": "ap-northeast-1d 10.0.35.0/24",
        "vpc-app-a": "ap-northeast-1a 10.0.0.0/22",
        "vpc-app-c": "ap-northeast-1c 10.0.8.0/22",
        "vpc-app-d": "ap-northeast-1d 10.0.12.0/22",
        "vpc-data-a": "ap-northeast-1a 10.0.40.0/24",
        "vpc-data-c": "ap-northeast-1c 10.0.42.0/24",
        "vpc-data-d": "ap-northeast-1d 10.0.43.0/24",
      },
    },
    (graph, expected) => {
      expect(byName(graph, SUBNET, ({ inputs }) => `${inputs.availabilityZone} ${inputs.cidrBlock}`)).to.deep.equal(
        expected,
      );
    },
  );

  inBothStacks(
    "has these routes and no other (2.1-1)",
    {
      dev: [
        "vpc-routing-app-a 0.0.0.0/0 vpc-routing-nat-a",
        "vpc-routing-app-c 0.0.0.0/0 vpc-routing-nat-a",
        "vpc-routing-public 0.0.0.0/0 vpc-routing-internet",
      ],
      prod: [
        "vpc-routing-app-a 0.0.0.0/0 vpc-routing-nat-a",
        "vpc-routing-app-c 0.0.0.0/0 vpc-routing-nat-c",
        "vpc-routing-app-d 0.0.0.0/0 vpc-routing-nat-d",
        "vpc-routing-public 0.0.0.0/0 vpc-routing-internet",
      ],
    },
    (graph, expected) => {
      const nameOf = nameResolver(graph);
      const routes = graph.ofType("aws:ec2/route:Route").map(({ inputs }) => {
        const { routeTableId, destinationCidrBlock, destinationIpv6CidrBlock, natGatewayId, gatewayId } = inputs;
        const destination = destinationCidrBlock ?? destinationIpv6CidrBlock;
        return `${nameOf(routeTableId)} ${destination} ${nameOf(natGatewayId ?? gatewayId)}`;
      });
      expect(routes.sort()).to.deep.equal(expected);
      for (const { inputs } of graph.ofType("aws:ec2/routeTable:RouteTable")) {
        expect(inputs).not.to.have.any.keys("routes"); // inline routes would fight the route resources
      }
    },
  );

  inBothStacks(
    "logs all traffic to an encrypted group and keeps it as long as the stack asks (2.1-1)",
    { dev: 7, prod: 90 },
    (graph, retentionInDays) => {
      const nameOf = nameResolver(graph);
      const { inputs } = graph.one("aws:ec2/flowLog:FlowLog");
      expect(nameOf(inputs.vpcId)).to.equal("vpc-network");
      expect(inputs.trafficType).to.equal("ALL");
      const group = graph.one("aws:cloudwatch/logGroup:LogGroup", nameOf(inputs.logDestination)).inputs;
      expect(group.retentionInDays).to.equal(retentionInDays);
      expect(nameOf(group.kmsKeyId)).to.equal("keys-logs");
    },
  );

  inBothStacks("leaves the VPC's default group and default ACL without a rule (2.1-1)", same([]), (graph, none) => {
    for (const type of [
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
      "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
    ]) {
      expect(graph.one(type).inputs).to.deep.include({ ingress: none, egress: none });
    }
  });

  inBothStacks(
    "answers names outside of the allow-list in dev, and refuses them in prod (2.1-1)",
    {
      dev: ["100 ALLOW *.amazonaws.com. *.api.aws. *.googleapis.com.", "200 ALERT *."],
      prod: ["100 ALLOW *.amazonaws.com. *.api.aws. *.googleapis.com.", "200 BLOCK *."],
    },
    (graph, expected) => {
      const nameOf = nameResolver(graph);
      const rules = graph.ofType("aws:route53/resolverFirewallRule:ResolverFirewallRule").map(({ inputs }) => {
        const list = nameOf(inputs.firewallDomainListId);
        const { domains } = graph.one("aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList", list).inputs;
        return `${inputs.priority} ${inputs.action} ${listOf(domains).join(" ")}`;
      });
      expect(rules.sort()).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "puts nothing but NAT gateways and the load balancer into public subnets (2.1-2)",
    {
      dev: ["kumiki-alb", "vpc-routing-nat-a"],
      prod: ["kumiki-alb", "vpc-routing-nat-a", "vpc-routing-nat-c", "vpc-routing-nat-d"],
    },
    (graph, expected) => {
      expect(usersOf(graph, "vpc-public-")).to.deep.equal(expected);
      const nameOf = nameResolver(graph);
      const balancer = graph.one("aws:lb/loadBalancer:LoadBalancer").inputs;
      const zones = graph.ofType(SUBNET).filter(({ name }) => name.startsWith("vpc-public-"));
      expect(listOf(balancer.subnets).map(nameOf)).to.deep.equal(zones.map(({ name }) => name));
    },
  );

  inBothStacks(
    "runs tasks and endpoints in the app tier only, whose subnets hold a thousand addresses (2.1-3)",
    {
      dev: ["app", "worker"],
      prod: [
        "app",
        ..."ecr-api ecr-dkr logs secretsmanager sqs sts".split(" ").map((service) => `endpoints-${service}`),
        "worker",
      ],
    },
    (graph, expected) => {
      expect(usersOf(graph, "vpc-app-")).to.deep.equal(expected);
      for (const { name, inputs } of graph.ofType(SUBNET)) {
        if (name.startsWith("vpc-app-")) expect(String(inputs.cidrBlock)).to.match(/\/22$/);
      }
    },
  );

  inBothStacks(
    "leaves the data tier without a route, behind an ACL that knows the network only (2.1-4, N7)",
    { dev: "10.10.0.0/16", prod: "10.0.0.0/16" },
    (graph, cidrBlock) => {
      const nameOf = nameResolver(graph);
      const tables = graph
        .ofType("aws:ec2/routeTableAssociation:RouteTableAssociation")
        .filter(({ inputs }) => nameOf(inputs.subnetId).startsWith("vpc-data-"))
        .map(({ inputs }) => nameOf(inputs.routeTableId));
      expect(tables).to.have.length(graph.ofType(SUBNET).length / 3);
      expect(new Set(tables)).to.deep.equal(new Set(["vpc-routing-data"]));
      const routed = graph.ofType("aws:ec2/route:Route").map(({ inputs }) => nameOf(inputs.routeTableId));
      expect(routed).not.to.include("vpc-routing-data");
      const gateways = graph.ofType(ENDPOINT).flatMap(({ inputs }) => inputs.routeTableIds ?? []);
      expect(gateways.map(nameOf)).not.to.include("vpc-routing-data");

      const acl = graph.one("aws:ec2/networkAcl:NetworkAcl", "vpc-data-acl").inputs;
      const ownNetwork = [{ ruleNo: 100, action: "allow", protocol: "6", cidrBlock, fromPort: 0, toPort: 65_535 }];
      expect(acl).to.deep.include({ ingress: ownNetwork, egress: ownNetwork });
      expect(listOf(acl.subnetIds).every((id) => nameOf(id).startsWith("vpc-data-"))).to.equal(true);
    },
  );

  inBothStacks(
    "has exactly the security-group rules of its allowed flows (2.1-5, 2.1-6, N1, N4)",
    {
      dev: [
        "F3 alb <- pl-58a04531 443",
        "F4 alb -> app 8443",
        "F4 app <- alb 8443",
        "F9 app -> S3 443",
        "F10 app -> 0.0.0.0/0 443",
        "F11 worker -> 0.0.0.0/0 443",
        "F12 worker -> S3 443",
      ],
      prod: [
        "F3 alb <- pl-58a04531 443",
        "F4 alb -> app 8443",
        "F4 app <- alb 8443",
        "F9 app -> S3 443",
        "F10 app -> 0.0.0.0/0 443",
        "F11 app -> vpce 443",
        "F11 vpce <- app 443",
        "F11 vpce <- worker 443",
        "F11 worker -> 0.0.0.0/0 443",
        "F11 worker -> vpce 443",
        "F12 worker -> S3 443",
      ],
    },
    (graph, expected) => expect(ruleLines(graph)).to.deep.equal(expected),
  );

  inBothStacks(
    "gives a public address to NAT gateways only (N3)",
    { dev: ["vpc-routing-nat-a"], prod: ["vpc-routing-nat-a", "vpc-routing-nat-c", "vpc-routing-nat-d"] },
    (graph, expected) => {
      const addresses = new Set(graph.ofType("aws:ec2/eip:Eip").map(({ id }) => id));
      const holders = graph.ofType(NAT).filter(({ inputs }) => addresses.has(String(inputs.allocationId)));
      expect(holders.map(({ name }) => name)).to.deep.equal(expected);
      expect(addresses.size).to.equal(expected.length);
      for (const { inputs } of graph.ofType(SUBNET)) expect(inputs.mapPublicIpOnLaunch).to.equal(false);
      for (const { inputs } of graph.ofType("aws:ecs/service:Service")) {
        expect(objectAt(inputs, "networkConfiguration").assignPublicIp).to.equal(false);
      }
    },
  );

  inBothStacks(
    "reaches S3 through its gateway: own buckets, and the layers of images (1.1-5)",
    { dev: "kumiki-dev", prod: "kumiki-prod" },
    (graph, prefix) => {
      const endpoint = graph.one(ENDPOINT, "vpc-s3");
      expect(endpoint.inputs.vpcEndpointType).to.equal("Gateway");
      const nameOf = nameResolver(graph);
      const privateTables = graph.ofType("aws:ec2/routeTable:RouteTable").filter(({ name }) => name.includes("-app-"));
      expect(listOf(endpoint.inputs.routeTableIds).map(nameOf)).to.include.members(
        privateTables.map(({ name }) => name),
      );
      expect(policyOf(endpoint).Statement.map(({ Sid, Resource }) => [Sid, Resource])).to.deep.equal([
        ["OwnBucketsByOwnAccount", [`arn:aws:s3:::${prefix}-*`, `arn:aws:s3:::${prefix}-*/*`]],
        ["ImageLayers", ["arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/*"]],
      ]);
    },
  );
});

/** Who stands in the subnets with this prefix, apart from what belongs to the subnets themselves. */
function usersOf(graph: ResourceGraph, prefix: string): string[] {
  const ids = graph.ofType(SUBNET).flatMap(({ name, id }) => (name.startsWith(prefix) && id !== undefined ? [id] : []));
  const belonging = new Set(["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/routeTableAssociation:RouteTableAssociation"]);
  const mentions = ({ inputs }: ResourceNode): boolean => ids.some((id) => JSON.stringify(inputs).includes(`"${id}"`));
  return cloudResources(graph)
    .filter((resource) => !belonging.has(resource.type) && mentions(resource))
    .map(({ name }) => name)
    .sort();
}

/** Every rule as one line, the ends by the names of their groups. */
function ruleLines(graph: ResourceGraph): string[] {
  const nameOf = nameResolver(graph);
  const s3 = graph.one(ENDPOINT, "vpc-s3").outputs.prefixListId;
  const line = (arrow: string, { inputs }: ResourceNode): string => {
    const { securityGroupId, referencedSecurityGroupId: group, prefixListId, cidrIpv4, ipProtocol } = inputs;
    const list = prefixListId === s3 ? "S3" : prefixListId;
    const peer = group === undefined ? (list ?? cidrIpv4) : nameOf(group).replace("groups-", "");
    expect([ipProtocol, inputs.fromPort]).to.deep.equal(["tcp", inputs.toPort]);
    const [flow] = String(inputs.description).split(" ");
    return `${flow} ${nameOf(securityGroupId).replace("groups-", "")} ${arrow} ${peer} ${inputs.fromPort}`;
  };
  const lines = [
    ...graph.ofType(EGRESS).map((rule) => line("->", rule)),
    ...graph.ofType(INGRESS).map((rule) => line("<-", rule)),
  ];
  return lines.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}
