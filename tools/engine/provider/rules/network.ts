import type { Target } from "./target";

const EC2 = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";

/** Networks: EC2 deletes nothing that something else still stands in. */
export const networkTargets: readonly Target[] = [
  {
    type: "aws:ec2/vpc:Vpc",
    missing: "InvalidVpcID.NotFound",
    inUse: "DependencyViolation",
    heldBy: {
      "aws:ec2/subnet:Subnet": "vpcId",
      "aws:ec2/securityGroup:SecurityGroup": "vpcId",
      "aws:ec2/routeTable:RouteTable": "vpcId",
      "aws:ec2/networkAcl:NetworkAcl": "vpcId",
      "aws:ec2/internetGateway:InternetGateway": "vpcId",
      "aws:ec2/vpcEndpoint:VpcEndpoint": "vpcId",
    },
    namedBy: {
      "aws:ec2/flowLog:FlowLog": "vpcId",
      "aws:lb/targetGroup:TargetGroup": "vpcId",
      "aws:route53/resolverFirewallConfig:ResolverFirewallConfig": "resourceId",
      "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation": "vpcId",
      "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation": "resourceId",
    },
    source: `${EC2}/API_DeleteVpc.html`,
  },
  {
    type: "aws:ec2/subnet:Subnet",
    missing: "InvalidSubnetID.NotFound",
    inUse: "DependencyViolation",
    // Whatever has a network interface in it. A database's or a cache's is there because of its subnet group.
    heldBy: {
      "aws:ec2/natGateway:NatGateway": "subnetId",
      "aws:ec2/vpcEndpoint:VpcEndpoint": "subnetIds",
      "aws:ecs/service:Service": "networkConfiguration",
      "aws:elasticache/subnetGroup:SubnetGroup": "subnetIds",
      "aws:lambda/function:Function": "vpcConfig",
      "aws:lb/loadBalancer:LoadBalancer": "subnets",
      "aws:opensearch/domain:Domain": "vpcOptions",
      "aws:rds/proxy:Proxy": "vpcSubnetIds",
      "aws:rds/proxyEndpoint:ProxyEndpoint": "vpcSubnetIds",
      "aws:rds/subnetGroup:SubnetGroup": "subnetIds",
    },
    namedBy: {
      "aws:ec2/networkAcl:NetworkAcl": "subnetIds",
      "aws:ec2/routeTableAssociation:RouteTableAssociation": "subnetId",
    },
    source: `${EC2}/API_DeleteSubnet.html`,
  },
  {
    type: "aws:ec2/securityGroup:SecurityGroup",
    missing: "InvalidGroup.NotFound",
    inUse: "DependencyViolation",
    heldBy: {
      "aws:ec2/vpcEndpoint:VpcEndpoint": "securityGroupIds",
      "aws:ecs/service:Service": "networkConfiguration",
      "aws:elasticache/replicationGroup:ReplicationGroup": "securityGroupIds",
      "aws:lambda/function:Function": "vpcConfig",
      "aws:lb/loadBalancer:LoadBalancer": "securityGroups",
      "aws:opensearch/domain:Domain": "vpcOptions",
      "aws:rds/cluster:Cluster": "vpcSecurityGroupIds",
      "aws:rds/proxy:Proxy": "vpcSecurityGroupIds",
      "aws:rds/proxyEndpoint:ProxyEndpoint": "vpcSecurityGroupIds",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "referencedSecurityGroupId",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "referencedSecurityGroupId",
    },
    namedBy: {
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "securityGroupId",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "securityGroupId",
    },
    source: `${EC2}/API_DeleteSecurityGroup.html`,
  },
  {
    type: "aws:ec2/routeTable:RouteTable",
    missing: "InvalidRouteTableID.NotFound",
    inUse: "DependencyViolation",
    heldBy: { "aws:ec2/routeTableAssociation:RouteTableAssociation": "routeTableId" },
    namedBy: { "aws:ec2/route:Route": "routeTableId", "aws:ec2/vpcEndpoint:VpcEndpoint": "routeTableIds" },
    isAlwaysOurs: true,
    source: `${EC2}/API_DeleteRouteTable.html`,
  },
  {
    type: "aws:ec2/internetGateway:InternetGateway",
    missing: "InvalidInternetGatewayID.NotFound",
    namedBy: { "aws:ec2/route:Route": "gatewayId" },
    source: `${EC2}/API_CreateRoute.html`,
  },
  {
    type: "aws:ec2/natGateway:NatGateway",
    missing: "NatGatewayNotFound",
    namedBy: { "aws:ec2/route:Route": "natGatewayId" },
    isAlwaysOurs: true,
    source: `${EC2}/API_CreateRoute.html`,
  },
  {
    type: "aws:ec2/eip:Eip",
    missing: "InvalidAllocationID.NotFound",
    inUse: "InvalidIPAddress.InUse",
    heldBy: { "aws:ec2/natGateway:NatGateway": "allocationId" },
    isAlwaysOurs: true,
    source: `${EC2}/API_ReleaseAddress.html`,
  },
  {
    type: "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup",
    missing: "ResourceNotFoundException",
    inUse: "ConflictException",
    heldBy: {
      "aws:route53/resolverFirewallRule:ResolverFirewallRule": "firewallRuleGroupId",
      "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation": "firewallRuleGroupId",
    },
    isAlwaysOurs: true,
    source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_DeleteFirewallRuleGroup.html",
  },
  {
    type: "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList",
    missing: "ResourceNotFoundException",
    inUse: "ConflictException",
    heldBy: { "aws:route53/resolverFirewallRule:ResolverFirewallRule": "firewallDomainListId" },
    isAlwaysOurs: true,
    source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_DeleteFirewallDomainList.html",
  },
  {
    type: "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig",
    missing: "ResourceNotFoundException",
    inUse: "InvalidRequestException",
    heldBy: {
      "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation": "resolverQueryLogConfigId",
    },
    isAlwaysOurs: true,
    source:
      "https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_DeleteResolverQueryLogConfig.html",
  },
];
