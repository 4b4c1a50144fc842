import type { Service } from "./registration";

/** Application Auto Scaling: of ECS services and other scalable targets. */
export const appautoscalingService: Service = {
  "aws:appautoscaling/target:Target": (target) => ({
    id: target.text("resourceId"),
    arn: target.arn("application-autoscaling", `scalable-target/0ec5${target.hex(28)}`),
    roleArn: target.text("roleArn", target.globalArn("iam", serviceLinkedRole(target.text("serviceNamespace")))),
  }),
  "aws:appautoscaling/policy:Policy": (policy) => {
    const name = policy.physicalName();
    const resource = `resource/${policy.text("serviceNamespace")}/${policy.text("resourceId")}`;
    return {
      id: name,
      name,
      arn: policy.arn("autoscaling", `scalingPolicy:${policy.uuid()}:${resource}:policyName/${name}`),
      policyType: policy.or("policyType", "StepScaling"),
    };
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": (action) => {
    const name = action.physicalName();
    const resource = `resource/${action.text("serviceNamespace")}/${action.text("resourceId")}`;
    return {
      id: `${name}-${action.text("serviceNamespace")}-${action.text("resourceId")}`,
      name,
      arn: action.arn("autoscaling", `scheduledAction:${action.uuid()}:${resource}:scheduledActionName/${name}`),
      timezone: action.or("timezone", "UTC"),
    };
  },
};

/** The role the service makes for itself; what it scales is in the name. */
function serviceLinkedRole(namespace: string): string {
  const suffix = namespace === "rds" ? "RDSCluster" : "ECSService";
  return `role/aws-service-role/${namespace}.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_${suffix}`;
}
