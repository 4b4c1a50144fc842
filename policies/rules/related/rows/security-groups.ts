import type { RelatedRow } from "../../../lib/rows/related-row";

/** What a security group guards. */
export const SECURITY_GROUPS: readonly RelatedRow[] = [
  {
    control: "CKV2_AWS_5",
    id: "groups-in-use",
    pack: "network",
    why: "A security group that guards nothing misleads whoever reads it.",
    fix: "remove the group, or pass it to what it guards",
    through: [
      { type: "aws:rds/cluster:Cluster", path: "vpcSecurityGroupIds[]" },
      { type: "aws:rds/proxy:Proxy", path: "vpcSecurityGroupIds[]" },
      { type: "aws:lb/loadBalancer:LoadBalancer", path: "securityGroups[]" },
      { type: "aws:ecs/service:Service", path: "networkConfiguration.securityGroups[]" },
      { type: "aws:lambda/function:Function", path: "vpcConfig.securityGroupIds[]" },
      { type: "aws:elasticache/replicationGroup:ReplicationGroup", path: "securityGroupIds[]" },
      { type: "aws:opensearch/domain:Domain", path: "vpcOptions.securityGroupIds[]" },
      { type: "aws:ec2/vpcEndpoint:VpcEndpoint", path: "securityGroupIds[]" },
    ],
  },
];
