import { expect } from "chai";
import { FLOWS } from "../../components/network/flows";
import { policyOf } from "../support/platform";
import { bothStacks, STACKS } from "../support/stacks";

// The whole platform of each stack; what a packet does is shown by a real network only.

const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const ANYWHERE = ["0.0.0.0/0", "::/0"];

describe("the network of the platform", () => {
  const platform = bothStacks();

  for (const [stack, zones, gateways, mode] of [
    ["dev", ["ap-northeast-1a", "ap-northeast-1c"], 1, "ALERT"],
    ["prod", ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"], 3, "BLOCK"],
  ] as const) {
    it(`${stack} has its zones, NAT gateways and DNS firewall (2.1-1)`, () => {
      const graph = platform(stack);
      const subnets = graph.ofType("aws:ec2/subnet:Subnet").filter(({ name }) => name.startsWith("vpc-"));
      const used = new Set(subnets.map(({ inputs }) => inputs.availabilityZone));
      expect([...used].sort()).to.deep.equal(zones);
      expect(graph.ofType("aws:ec2/natGateway:NatGateway")).to.have.lengthOf(gateways);
      const rule = graph.one("aws:route53/resolverFirewallRule:ResolverFirewallRule", "vpc-dns-others");
      expect(rule.inputs.action).to.equal(mode);
    });
  }

  for (const stack of STACKS) {
    it(`${stack} leaves the data tier no route out (2.1-4)`, () => {
      const graph = platform(stack);
      const table = graph.one("aws:ec2/routeTable:RouteTable", "vpc-routing-data");
      const routes = graph.ofType("aws:ec2/route:Route").filter(({ inputs }) => inputs.routeTableId === table.id);
      expect(routes).to.deep.equal([]);
      expect(JSON.stringify(graph.ofType("aws:ec2/vpcEndpoint:VpcEndpoint"))).not.to.include(String(table.id));
    });

    it(`${stack} gives the app tier room for two of every task (2.1-3)`, () => {
      const blocks = platform(stack)
        .ofType("aws:ec2/subnet:Subnet")
        .filter(({ name }) => name.startsWith("vpc-app-"))
        .map(({ inputs }) => String(inputs.cidrBlock).split("/")[1]);
      expect(new Set(blocks)).to.deep.equal(new Set(["22"]));
    });

    it(`${stack} admits nobody from the whole internet in any security group (2.1-5)`, () => {
      const open = platform(stack)
        .ofType(INGRESS)
        .filter(({ inputs }) => ANYWHERE.includes(String(inputs.cidrIpv4 ?? inputs.cidrIpv6)));
      expect(open).to.deep.equal([]);
    });

    it(`${stack} admits only CloudFront to the load balancer, by one rule that stands alone (1.1-2)`, () => {
      const graph = platform(stack);
      const alb = graph.one(GROUP, "groups-alb").id;
      const rules = graph.ofType(INGRESS).filter(({ inputs }) => inputs.securityGroupId === alb);
      expect(rules.map(({ inputs }) => [inputs.prefixListId, inputs.fromPort, inputs.toPort])).to.deep.equal([
        ["pl-58a04531", 443, 443],
      ]);
    });

    it(`${stack} pairs the load balancer's way out with the tasks' way in, on the task's port (2.1-6)`, () => {
      const graph = platform(stack);
      const [alb, app] = ["alb", "app"].map((name) => graph.one(GROUP, `groups-${name}`).id);
      const out = graph.one(EGRESS, "groups-alb-to-app-8443-egress").inputs;
      const into = graph.one(INGRESS, "groups-alb-to-app-8443-ingress").inputs;
      expect([out.securityGroupId, out.referencedSecurityGroupId, out.fromPort]).to.deep.equal([alb, app, 8443]);
      expect([into.securityGroupId, into.referencedSecurityGroupId, into.fromPort]).to.deep.equal([app, alb, 8443]);
    });

    it(`${stack} has no rule inside a group and none without a flow of the table`, () => {
      const graph = platform(stack);
      const flows = new Set(FLOWS.map(({ id, from, to }) => `${id} ${from} to ${to}`));
      for (const group of graph.ofType(GROUP)) {
        expect([group.inputs.ingress, group.inputs.egress], group.urn).to.deep.equal([undefined, undefined]);
      }
      for (const rule of [...graph.ofType(EGRESS), ...graph.ofType(INGRESS)]) {
        expect(flows, rule.urn).to.include(String(rule.inputs.description).split(":")[0]);
      }
    });

    it(`${stack} pairs every rule between two groups with its counterpart`, () => {
      const graph = platform(stack);
      const key = ({ inputs: i }: { inputs: Record<string, unknown> }, reversed: boolean) =>
        (reversed
          ? [i.referencedSecurityGroupId, i.securityGroupId, i.fromPort]
          : [i.securityGroupId, i.referencedSecurityGroupId, i.fromPort]
        ).join(" ");
      const between = (type: string) => graph.ofType(type).filter(({ inputs }) => inputs.referencedSecurityGroupId);
      const out = between(EGRESS).map((rule) => key(rule, false));
      const into = between(INGRESS).map((rule) => key(rule, true));
      expect(out.sort()).to.deep.equal(into.sort());
    });

    it(`${stack} lets image layers through the S3 endpoint (1.1-5)`, () => {
      const endpoint = platform(stack).one("aws:ec2/vpcEndpoint:VpcEndpoint", "vpc-s3");
      expect(String(endpoint.inputs.policy)).to.include('"arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/*"');
    });

    it(`${stack} has no path into another network (N14)`, () => {
      const paths = platform(stack).resources.filter(({ type }) =>
        /[pP]eering|transitGateway|vpnConnection/.test(type),
      );
      expect(paths).to.deep.equal([]);
    });
  }

  it("prod reaches the services of its stack file inside the network, dev through NAT", () => {
    const services = (stack: "dev" | "prod") =>
      platform(stack)
        .ofType("aws:ec2/vpcEndpoint:VpcEndpoint")
        .filter(({ inputs }) => inputs.vpcEndpointType === "Interface")
        .map(({ inputs }) => String(inputs.serviceName).replace("com.amazonaws.ap-northeast-1.", ""));
    expect(services("dev")).to.deep.equal([]);
    expect(services("prod").sort()).to.deep.equal(["ecr.api", "ecr.dkr", "logs", "secretsmanager", "sqs", "sts"]);
  });

  it("prod reaches its own resources only through these endpoints, as its images are its own", () => {
    const endpoints = platform("prod")
      .ofType("aws:ec2/vpcEndpoint:VpcEndpoint")
      .filter(({ inputs }) => inputs.vpcEndpointType === "Interface");
    const conditions = endpoints.flatMap((endpoint) => policyOf(endpoint).Statement.map(({ Condition }) => Condition));
    expect(conditions).to.deep.equal(
      endpoints.map(() => ({
        StringEquals: { "aws:PrincipalAccount": "210987654321" },
        StringEqualsIfExists: { "aws:ResourceAccount": "210987654321" },
      })),
    );
  });
});
