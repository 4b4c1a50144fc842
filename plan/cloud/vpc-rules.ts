import type { Registration, Service, Simulated } from "./registration";

/** Security groups of a VPC and their rules, each a resource of its own. */
export const vpcRulesService: Service = {
  "aws:ec2/securityGroup:SecurityGroup": (group) => {
    const id = group.awsId("sg");
    return {
      id,
      name: group.physicalName(),
      arn: group.arn("ec2", `security-group/${id}`),
      description: group.or("description", "Managed by Pulumi"),
      ownerId: group.accountId,
      // The provider revokes the egress rule that EC2 gives a new group, so a group without rules allows nothing.
      egress: group.or("egress", []),
      ingress: group.or("ingress", []),
      revokeRulesOnDelete: group.or("revokeRulesOnDelete", false),
      namePrefix: group.text("namePrefix"),
    };
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule,
};

function rule(resource: Registration): Simulated {
  const id = resource.awsId("sgr");
  return { id, securityGroupRuleId: id, arn: resource.arn("ec2", `security-group-rule/${id}`) };
}
