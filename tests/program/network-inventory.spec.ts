import { expect } from "chai";
import type { ResourceGraph, ResourceNode } from "../../plan/graph";
import { policyOf } from "../support/platform";
import { byName, cloudResources, listOf, nameResolver, objectAt, type PerStack, platformTests } from "./both-stacks";

// Mocks cannot show that packets pass or stop; they show every address and route the platform asks for.

const SUBNET = "aws:ec2/subnet:Subnet";
const NAT = "aws:ec2/natGateway:NatGateway";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";

/** By network. */
const DATA_TIERS: PerStack<Readonly<Record<string, readonly [cidrBlock: string, subnets: number]>>> = {
  dev: { vpc: ["10.10.0.0/16", 2] },
  prod: { vpc: ["10.0.0.0/16", 3], recovery: ["10.1.0.0/16", 2] },
};

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
        "recovery-data-a": "ap-northeast-3a 10.1.40.0/24",
        "recovery-data-c": "ap-northeast-3c 10.1.42.0/24",
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
    "logs all traffic of each network to an encrypted group and keeps it as long as the stack asks (2.1-1)",
    {
      dev: { "vpc-network": ["ap-northeast-1", 7, "keys-logs"] },
      prod: {
        "recovery-network": ["ap-northeast-3", 90, "keys-logs-replica"],
        "vpc-network": ["ap-northeast-1", 90, "keys-logs"],
      },
    },
    (graph, expected) => {
      const nameOf = nameResolver(graph);
      const logs = graph.ofType("aws:ec2/flowLog:FlowLog").map(({ inputs, region }) => {
        expect(inputs.trafficType).to.equal("ALL");
        const group = graph.one("aws:cloudwatch/logGroup:LogGroup", nameOf(inputs.logDestination)).inputs;
        return [nameOf(inputs.vpcId), [region, group.retentionInDays, nameOf(group.kmsKeyId)]];
      });
      expect(Object.fromEntries(logs)).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "leaves the default group and the default ACL of each network without a rule (2.1-1)",
    { dev: ["vpc-default"], prod: ["recovery-default", "vpc-default"] },
    (graph, expected) => {
      for (const [type, suffix] of [
        ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "-group"],
        ["aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", "-acl"],
      ] as const) {
        const closed = byName(graph, type, ({ inputs: { ingress, egress } }) => [ingress, egress]);
        expect(closed).to.deep.equal(Object.fromEntries(expected.map((name) => [`${name}${suffix}`, [[], []]])));
      }
    },
  );

  inBothStacks(
    "answers names outside of the allow-list in dev, and refuses them in prod (2.1-1)",
    {
      dev: ["vpc-dns 100 ALLOW *.amazonaws.com. *.api.aws. *.googleapis.com.", "vpc-dns 200 ALERT *."],
      prod: [
        "recovery-dns 100 ALLOW *.amazonaws.com. *.api.aws. *.googleapis.com.",
        "recovery-dns 200 BLOCK *.",
        // The endpoint of Vertex AI, which only prod has, answers under a name of its own.
        "vpc-dns 100 ALLOW *.amazonaws.com. *.api.aws. *.googleapis.com. *.prediction.vertexai.goog.",
        "vpc-dns 200 BLOCK *.",
      ],
    },
    (graph, expected) => {
      const nameOf = nameResolver(graph);
      const rules = graph.ofType("aws:route53/resolverFirewallRule:ResolverFirewallRule").map(({ inputs }) => {
        const list = nameOf(inputs.firewallDomainListId);
        const { domains } = graph.one("aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList", list).inputs;
        const group = nameOf(inputs.firewallRuleGroupId).replace("-rules", "");
        return `${group} ${inputs.priority} ${inputs.action} ${listOf(domains).join(" ")}`;
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
    "holds what runs, its cache and its endpoints in the app tier, whose subnets have a thousand addresses (2.1-3)",
    {
      dev: ["app", "bootstrap-function-function", "cache-subnets", "export-extract-function", "worker"],
      prod: [
        "app",
        "bootstrap-function-function",
        "cache-subnets",
        ..."ecr-api ecr-dkr logs secretsmanager sqs sts".split(" ").map((service) => `endpoints-${service}`),
        "export-extract-function",
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
    "leaves each data tier without a route, behind an ACL that knows the network only (2.1-4, N7)",
    DATA_TIERS,
    (graph, expected) => {
      const nameOf = nameResolver(graph);
      const associations = graph.ofType("aws:ec2/routeTableAssociation:RouteTableAssociation");
      const routed = graph.ofType("aws:ec2/route:Route").map(({ inputs }) => nameOf(inputs.routeTableId));
      const gateways = graph.ofType(ENDPOINT).flatMap(({ inputs }) => listOf(inputs.routeTableIds ?? []).map(nameOf));
      for (const [network, [cidrBlock, subnets]] of Object.entries(expected)) {
        const tables = associations
          .filter(({ inputs }) => nameOf(inputs.subnetId).startsWith(`${network}-data-`))
          .map(({ inputs }) => nameOf(inputs.routeTableId));
        expect(tables).to.deep.equal(Array(subnets).fill(`${network}-routing-data`));
        expect([...routed, ...gateways]).not.to.include(`${network}-routing-data`);

        const acl = graph.one("aws:ec2/networkAcl:NetworkAcl", `${network}-data-acl`).inputs;
        const ownNetwork = [{ ruleNo: 100, action: "allow", protocol: "6", cidrBlock, fromPort: 0, toPort: 65_535 }];
        expect(acl).to.deep.include({ ingress: ownNetwork, egress: ownNetwork });
        expect(listOf(acl.subnetIds)).to.have.length(subnets);
        expect(listOf(acl.subnetIds).every((id) => nameOf(id).startsWith(`${network}-data-`))).to.equal(true);
      }
    },
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
