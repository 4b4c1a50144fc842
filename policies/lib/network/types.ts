/**
 * Types of the resources a network is made of. `ANY_` lists are the types a reference may mean; a network itself stands in
 * them for the default that came with it.
 */
export const VPC = "aws:ec2/vpc:Vpc";
/** What gives a network addresses besides its first block. */
export const MORE_ADDRESSES = [
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
  "aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation",
];
export const SUBNET = "aws:ec2/subnet:Subnet";
export const SUBNET_GROUPS = ["aws:rds/subnetGroup:SubnetGroup", "aws:elasticache/subnetGroup:SubnetGroup"];

export const GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
export const ANY_GROUP = [GROUP, DEFAULT_GROUP, VPC];
export const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
/** The older form of a rule, for either direction and several peers. */
export const GROUP_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";

export const ACL = "aws:ec2/networkAcl:NetworkAcl";
export const DEFAULT_ACL = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl";
export const ANY_ACL = [ACL, DEFAULT_ACL, VPC];
export const ACL_RULE = "aws:ec2/networkAclRule:NetworkAclRule";
export const ACL_ASSOCIATION = "aws:ec2/networkAclAssociation:NetworkAclAssociation";

export const TABLE = "aws:ec2/routeTable:RouteTable";
export const DEFAULT_TABLE = "aws:ec2/defaultRouteTable:DefaultRouteTable";
export const ANY_TABLE = [TABLE, DEFAULT_TABLE, VPC];
export const ROUTE = "aws:ec2/route:Route";
export const TABLE_ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
export const MAIN_ASSOCIATION = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation";

export const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
export const GATEWAY_ATTACHMENT = "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment";
export const EGRESS_ONLY_GATEWAY = "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway";
export const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
export const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
export const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
export const ENDPOINT_POLICY = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";
export const ENDPOINT_ROUTES = "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation";
export const PREFIX_LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";
/** What has a prefix list: one of the platform's own, or a gateway endpoint's. */
export const LISTS = [PREFIX_LIST, ENDPOINT];
export const ADDRESS = "aws:ec2/eip:Eip";
