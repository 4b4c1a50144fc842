import * as lb from "@pulumi/aws/lb";
import type { input } from "@pulumi/aws/types";
import type * as pulumi from "@pulumi/pulumi";
import { ruleConditions } from "../network/listener-rules";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import type { Grant } from "../shared/iam";
import { ServiceRole } from "../shared/service-role";
import { shiftsTraffic } from "./deployment";
import type { LoadBalancerAttachment } from "./fargate-service-args";
import type { FargateServiceSpec } from "./fargate-service-spec";
import { ruleIdentity } from "./rule-identity";
import { APP_CONTAINER } from "./task-definition";

/**
 * Port of the target groups: a mere default, as ECS registers each task with the port of its container
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RegisterTargets.html). A group that carried
 * the container's port would be replaced with it, and a rule that ECS owns cannot be led to the new one.
 */
const NOMINAL_PORT = 8443;

export interface ListenerRouteArgs extends PlatformArgs {
  /** The service that is reached: its port, protocol, health check and way of deployment. */
  readonly spec: FargateServiceSpec;
  /** The listener it is reached through, and by which requests. */
  readonly attachment: LoadBalancerAttachment;
}

/**
 * The way from a listener to a service: one target group, or two for deployments that shift traffic between them, and
 * the rule that leads there those requests only that carry the secret header of our distribution.
 *
 * Nothing here has a fixed name: a target group with one cannot be replaced, as the rule still holds the old one.
 */
export class ListenerRoute extends PlatformComponent {
  /** One, or two for deployments that shift traffic. */
  readonly targetGroups: readonly lb.TargetGroup[];
  /** The service's entry for these target groups. */
  readonly serviceLoadBalancer: input.ecs.ServiceLoadBalancer;

  constructor(
    name: string,
    private readonly args: ListenerRouteArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("kumiki:compute:ListenerRoute", name, args, options);
    const shifting = shiftsTraffic(args.spec.deployment.strategy);

    const blue = this.createTargetGroup("blue");
    const green = shifting ? this.createTargetGroup("green") : undefined;
    const rule = this.createRule(blue, green);

    this.targetGroups = green === undefined ? [blue] : [blue, green];
    this.serviceLoadBalancer = {
      containerName: APP_CONTAINER,
      containerPort: args.spec.port,
      targetGroupArn: blue.arn,
      advancedConfiguration:
        green === undefined
          ? undefined
          : {
              alternateTargetGroupArn: green.arn,
              productionListenerRule: rule.arn,
              roleArn: this.createShiftRole([blue, green], rule).arn,
            },
    };
    this.registerOutputs({});
  }

  private createTargetGroup(suffix: "blue" | "green"): lb.TargetGroup {
    const { spec, attachment } = this.args;
    const args: lb.TargetGroupArgs = {
      vpcId: attachment.vpcId,
      targetType: "ip", // Fargate has no instances
      port: NOMINAL_PORT,
      protocol: spec.targetProtocol,
      deregistrationDelay: 30, // seconds; the default of 300 would outlive every deployment step
      loadBalancingAlgorithmType: "least_outstanding_requests",
      // Sticky sessions hide that a session lives in one task only, until that task is replaced.
      stickiness: { enabled: false, type: "lb_cookie" },
      healthCheck: {
        enabled: true,
        path: spec.healthCheckPath,
        port: "traffic-port",
        protocol: spec.targetProtocol,
        matcher: "200",
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
      region: this.region,
      tags: this.tagsFor(suffix),
    };
    return new lb.TargetGroup(this.childName(suffix), spec.transform?.targetGroup?.(args) ?? args, this.child());
  }

  private createRule(blue: lb.TargetGroup, green: lb.TargetGroup | undefined): lb.ListenerRule {
    const { listenerArn, pathPatterns, originHeader } = this.args.attachment;
    const { suffix, priority } = ruleIdentity(this.args.spec, this.args.attachment.priority);
    return new lb.ListenerRule(
      this.childName(suffix),
      {
        listenerArn,
        priority,
        conditions: ruleConditions(originHeader, { paths: pathPatterns }),
        actions: [
          green === undefined
            ? { type: "forward", targetGroupArn: blue.arn }
            : {
                type: "forward",
                forward: {
                  targetGroups: [
                    { arn: blue.arn, weight: 100 },
                    { arn: green.arn, weight: 0 },
                  ],
                },
              },
        ],
        region: this.region,
        tags: this.tagsFor(suffix),
      },
      // During a deployment ECS moves the weights; putting them back would send the traffic to the stopped tasks.
      this.child(green === undefined ? {} : { ignoreChanges: ["actions"] }),
    );
  }

  /** What ECS may do to shift traffic: `AmazonECSInfrastructureRolePolicyForLoadBalancers`, for this service only. */
  private createShiftRole(targetGroups: readonly lb.TargetGroup[], rule: lb.ListenerRule): ServiceRole {
    const { accountId } = this.args.spec;
    const grants: Grant[] = [
      {
        sid: "MoveTasks",
        actions: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
        resources: targetGroups.map((group) => group.arn),
      },
      { sid: "MoveTraffic", actions: ["elasticloadbalancing:ModifyRule"], resources: [rule.arn] },
      {
        sid: "LookAround",
        actions: [
          "elasticloadbalancing:DescribeListeners",
          "elasticloadbalancing:DescribeRules",
          "elasticloadbalancing:DescribeTargetGroups",
          "elasticloadbalancing:DescribeTargetHealth",
        ],
        resources: ["*"],
        anyResource: "Elastic Load Balancing has no resource-level permissions for describing.",
      },
    ];
    return new ServiceRole(
      this.childName("shift-role"),
      {
        accountId,
        service: "ecs.amazonaws.com",
        description: "Lets ECS shift traffic between the two target groups of one service.",
        grants,
        ...this.inherited,
      },
      { parent: this },
    );
  }
}
