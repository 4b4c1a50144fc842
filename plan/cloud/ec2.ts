import type { Registration, Service, Simulated } from "./registration";

/** A resource of EC2 whose id is a prefix and digits, and whose ARN names that id. */
function numbered(prefix: string, arnKind: string) {
  return (resource: Registration): Simulated => {
    const id = resource.awsId(prefix);
    return { id, arn: resource.arn("ec2", `${arnKind}/${id}`), ownerId: resource.accountId };
  };
}

/** Elastic Compute Cloud: networks and what they are made of. */
export const ec2Service: Service = {
  "aws:ec2/vpc:Vpc": (vpc) => ({
    ...numbered("vpc", "vpc")(vpc),
    defaultNetworkAclId: vpc.awsId("acl", "default"),
    defaultRouteTableId: vpc.awsId("rtb", "default"),
    defaultSecurityGroupId: vpc.awsId("sg", "default"),
    mainRouteTableId: vpc.awsId("rtb", "default"),
    instanceTenancy: vpc.or("instanceTenancy", "default"),
    enableDnsSupport: vpc.or("enableDnsSupport", true),
    enableDnsHostnames: vpc.or("enableDnsHostnames", false),
  }),
  "aws:ec2/subnet:Subnet": (subnet) => ({
    ...numbered("subnet", "subnet")(subnet),
    mapPublicIpOnLaunch: subnet.or("mapPublicIpOnLaunch", false),
  }),
  "aws:ec2/internetGateway:InternetGateway": numbered("igw", "internet-gateway"),
  "aws:ec2/eip:Eip": (address) => {
    const id = address.awsId("eipalloc");
    // 203.0.113.0/24 is reserved for documentation, so a plan never shows somebody's real address.
    const publicIp = `203.0.113.${Number.parseInt(address.hex(2), 16)}`;
    return { id, allocationId: id, arn: address.arn("ec2", `elastic-ip/${id}`), publicIp };
  },
  "aws:ec2/natGateway:NatGateway": (gateway) => ({
    id: gateway.awsId("nat"),
    connectivityType: gateway.or("connectivityType", "public"),
    networkInterfaceId: gateway.awsId("eni"),
  }),
  "aws:ec2/routeTable:RouteTable": numbered("rtb", "route-table"),
  "aws:ec2/route:Route": (route) => ({ id: `r-${route.text("routeTableId")}${route.digits(10)}`, state: "active" }),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": (association) => ({ id: association.awsId("rtbassoc") }),
  "aws:ec2/networkAcl:NetworkAcl": numbered("acl", "network-acl"),
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": (acl) => ({
    id: acl.text("defaultNetworkAclId"),
    arn: acl.arn("ec2", `network-acl/${acl.text("defaultNetworkAclId")}`),
    ownerId: acl.accountId,
  }),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": (group) => ({
    ...numbered("sg", "security-group")(group),
    name: "default",
  }),
  "aws:ec2/flowLog:FlowLog": (log) => {
    const id = log.awsId("fl");
    return { id, arn: log.arn("ec2", `vpc-flow-log/${id}`) };
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": (endpoint) => ({
    ...numbered("vpce", "vpc-endpoint")(endpoint),
    state: "available",
    prefixListId: endpoint.text("vpcEndpointType") === "Gateway" ? `pl-${endpoint.hex(8)}` : "",
    dnsEntries: [],
  }),
};
