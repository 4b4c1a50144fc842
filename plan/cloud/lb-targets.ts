import type { Service } from "./registration";

/** What a service brings to a load balancer: its target groups and the listener rule that leads to them. */
export const lbTargetsService: Service = {
  "aws:lb/targetGroup:TargetGroup": (group) => {
    const name = group.physicalName();
    const arnSuffix = `targetgroup/${name}/${group.hex(16)}`;
    const arn = group.arn("elasticloadbalancing", arnSuffix);
    return {
      id: arn,
      arn,
      arnSuffix,
      name,
      deregistrationDelay: group.or("deregistrationDelay", 300),
      loadBalancingAlgorithmType: group.or("loadBalancingAlgorithmType", "round_robin"),
      protocolVersion: group.or("protocolVersion", "HTTP1"),
      ipAddressType: group.or("ipAddressType", "ipv4"),
      targetType: group.or("targetType", "instance"),
    };
  },
  "aws:lb/listenerRule:ListenerRule": (rule) => {
    const arn = `${rule.text("listenerArn").replace(":listener/", ":listener-rule/")}/${rule.hex(16)}`;
    return { id: arn, arn };
  },
};
