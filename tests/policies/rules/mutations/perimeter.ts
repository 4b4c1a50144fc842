import { resource } from "../../support/mutate";
import { added, element, input, type Mutation } from "./change";

export const PERIMETER: readonly Mutation[] = [
  {
    title: "a rule that admits everybody",
    stack: "prod",
    change: input(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "groups-alb-to-app-8443-ingress",
      () => ({
        cidrIpv4: "0.0.0.0/0",
      }),
    ),
    breaks: { "network-no-open-ingress": ["cidrIpv4"] },
  },
  {
    title: "a rule that admits everybody over IPv6, inside a group",
    stack: "prod",
    change: input("aws:ec2/securityGroup:SecurityGroup", "groups-db", () => ({
      ingress: [{ fromPort: 5432, toPort: 5432, protocol: "tcp", ipv6CidrBlocks: ["::/0"] }],
    })),
    breaks: { "network-no-open-ingress": ["ingress[0].ipv6CidrBlocks[0]"] },
  },
  {
    title: "a route of a table that is not of the stack",
    stack: "prod",
    change: added(
      resource("aws:ec2/route:Route", "strange", {
        routeTableId: "rtb-strange",
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: "igw-1",
      }),
    ),
    breaks: { "network-private-tiers-use-nat": ["natGatewayId"] },
  },
  {
    title: "a database in subnets of tasks",
    stack: "prod",
    change: (graph) => {
      const subnet = graph.ofType("aws:ec2/subnet:Subnet").find(({ name }) => name.includes("app"));
      return input("aws:rds/subnetGroup:SubnetGroup", "db-region-subnets", () => ({ subnetIds: [subnet?.id ?? ""] }))(
        graph,
      );
    },
    breaks: { "network-databases-in-data-tier": ["subnetIds[0]"] },
  },
  {
    title: "an ACL of the data tier that admits SSH from anywhere",
    stack: "prod",
    change: input("aws:ec2/networkAcl:NetworkAcl", "vpc-data-acl", ({ ingress }) => ({
      ingress: element(ingress, 0, { cidrBlock: "0.0.0.0/0", fromPort: 22, toPort: 22 }),
    })),
    breaks: { "network-acls-close-administration": ["ingress[0]:22"] },
  },
  {
    title: "a bucket behind the edge without access control",
    stack: "prod",
    change: input("aws:cloudfront/distribution:Distribution", "edge-distribution", ({ origins }) => ({
      origins: element(origins, 1, { originAccessControlId: "" }),
    })),
    breaks: { "network-origins-private": ["origins[1].originAccessControlId"] },
  },
  {
    title: "a bucket of somebody else behind the edge",
    stack: "prod",
    change: input("aws:cloudfront/distribution:Distribution", "edge-distribution", ({ origins }) => ({
      origins: element(origins, 1, { domainName: "other.s3.ap-northeast-1.amazonaws.com" }),
    })),
    breaks: { "network-origins-private": ["origins[1].domainName"] },
  },
  {
    title: "a bucket of somebody else behind the edge, as if it were a server",
    stack: "prod",
    change: input("aws:cloudfront/distribution:Distribution", "edge-distribution", ({ origins }) => ({
      origins: element(origins, 1, {
        domainName: "other.s3-website-ap-northeast-1.amazonaws.com",
        customOriginConfig: {
          httpPort: 80,
          httpsPort: 443,
          originProtocolPolicy: "https-only",
          originSslProtocols: ["TLSv1.2"],
        },
      }),
    })),
    breaks: { "network-origins-private": ["origins[1].domainName"] },
  },
  {
    title: "a record that points at what is gone",
    stack: "prod",
    change: input("aws:route53/record:Record", "edge-address-a", ({ aliases }) => ({
      aliases: element(aliases, 0, { name: "d1.cloudfront.net" }),
    })),
    breaks: { "network-records-point-at-own-resources": ["aliases[0].name"] },
  },
  {
    title: "a firewall that only counts",
    stack: "prod",
    change: input("aws:wafv2/webAcl:WebAcl", "edge-firewall-acl", ({ rules }) => ({
      rules: element(rules, 0, { overrideAction: { count: {} } }),
    })),
    breaks: { "network-firewall-rules-act": ["rules[0]"] },
  },
  {
    title: "a load balancer in one zone",
    stack: "prod",
    change: input("aws:lb/loadBalancer:LoadBalancer", "kumiki-alb", ({ subnets }) => ({
      subnets: Array.isArray(subnets) ? subnets.slice(0, 1) : [],
    })),
    breaks: { "resilience-balancer-spans-zones": ["subnets"] },
  },
];
