import { expect } from "chai";
import { assertDeployed, type DeploymentArgs } from "../../../components/compute/deployment";
import type { FargateServiceTransforms } from "../../../components/compute/fargate-service-args";
import type { ResourceGraph } from "../../../plan/graph";
import { namesOf, policyOf, register, registerError, registerOutputs } from "../../support/platform";
import { ALB_SUFFIX, loadBalancer, ROLE_POLICY, SERVICE, service } from "./service-fixture";

// Mocks cannot show traffic shifting; they show that ECS is given all it asks for to do it, and nothing more.

const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const RULE = "aws:lb/listenerRule:ListenerRule";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

async function deployed(deployment: DeploymentArgs): Promise<ResourceGraph> {
  return register(service({ loadBalancer, deployment }));
}

describe("a FargateService behind a load balancer", () => {
  it("has a target group without a fixed name, so that it can be replaced", async () => {
    const { inputs } = (await register(service({ loadBalancer }))).one(TARGET_GROUP);
    expect(inputs).to.deep.equal({
      deregistrationDelay: 30,
      healthCheck: {
        enabled: true,
        healthyThreshold: 2,
        interval: 15,
        matcher: "200",
        path: "/healthz",
        port: "traffic-port",
        protocol: "HTTPS",
        timeout: 5,
        unhealthyThreshold: 3,
      },
      loadBalancingAlgorithmType: "least_outstanding_requests",
      port: 8443,
      protocol: "HTTPS",
      region: "ap-northeast-1",
      stickiness: { enabled: false, type: "lb_cookie" },
      tags: { Component: "ListenerRoute", Name: "app-lb-blue" },
      targetType: "ip",
      vpcId: "vpc-0a1b2c3d4e5f60718",
    });
  });

  it("answers only what carries the secret header, current or next", async () => {
    const rule = (await register(service({ loadBalancer }))).one(RULE);
    expect(rule.inputs.conditions).to.deep.equal([
      { httpHeader: { httpHeaderName: "x-origin-secret", values: ["current", "next"] } },
      { pathPattern: { values: ["/*"] } },
    ]);
    expect(rule.secretInputs).to.deep.equal([
      "conditions[0].httpHeader.values[0]",
      "conditions[0].httpHeader.values[1]",
    ]);
  });

  it("is created after the rule: ECS refuses a target group without a listener", async () => {
    const graph = await register(service({ loadBalancer }));
    expect(graph.one(SERVICE).dependencies).to.include.members([graph.one(RULE).urn, graph.one(TARGET_GROUP).urn]);
    expect(graph.one(SERVICE).inputs).to.deep.include({
      healthCheckGracePeriodSeconds: 60,
      loadBalancers: [{ containerName: "app", containerPort: 8443, targetGroupArn: graph.one(TARGET_GROUP).id }],
    });
  });

  it("without one it has neither target group nor grace period", async () => {
    const graph = await register(service());
    expect(namesOf(graph, TARGET_GROUP)).to.deep.equal([]);
    expect(graph.one(SERVICE).inputs).not.to.have.any.keys("loadBalancers", "healthCheckGracePeriodSeconds", "alarms");
  });

  it("gives its target groups as ARNs and as metrics name them", async () => {
    const outputs = await registerOutputs(() => {
      const { targetGroupArns, targetGroupArnSuffixes } = service({
        loadBalancer,
        deployment: { strategy: "BLUE_GREEN" },
      })();
      return { targetGroupArns, targetGroupArnSuffixes };
    });
    const suffixes = outputs.targetGroupArnSuffixes as string[];
    expect(suffixes.map((suffix) => suffix.split("-").slice(0, 3).join("-"))).to.deep.equal([
      "targetgroup/app-lb-blue",
      "targetgroup/app-lb-green",
    ]);
    expect(outputs.targetGroupArns).to.deep.equal(
      suffixes.map((suffix) => `arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:${suffix}`),
    );
  });
});

describe("a rolling deployment", () => {
  it("is ended by the circuit breaker and by the service's own alarms", async () => {
    const graph = await deployed({ strategy: "ROLLING", alarmNames: ["checkout-errors"] });
    const { inputs } = graph.one(SERVICE);
    expect(inputs.deploymentCircuitBreaker).to.deep.equal({ enable: true, rollback: true });
    expect(inputs.deploymentConfiguration).to.deep.equal({ strategy: "ROLLING" });
    expect(inputs.alarms).to.deep.equal({
      alarmNames: [
        graph.one(ALARM, "app-rollback-blue-failed-requests").id,
        graph.one(ALARM, "app-rollback-blue-unhealthy-tasks").id,
        "checkout-errors",
      ],
      enable: true,
      rollback: true,
    });
  });

  it("owns the actions of its rule", async () => {
    const graph = await deployed({ strategy: "ROLLING" });
    expect(graph.one(RULE).options).not.to.have.property("ignoreChanges");
    expect(graph.one(RULE).inputs.actions).to.deep.equal([
      { targetGroupArn: graph.one(TARGET_GROUP).id, type: "forward" },
    ]);
  });
});

describe("a deployment that ECS has rolled back", () => {
  it("fails the run, although the service is steady again", () => {
    const service = "arn:aws:ecs:ap-northeast-1:123456789012:service/kumiki-dev/app-1";
    expect(() => assertDeployed(service, "task-definition/app:7", "task-definition/app:8")).to.throw(
      "ECS rolled the deployment of service app-1 back: it runs task-definition/app:7, not task-definition/app:8. " +
        "Its events say why: aws ecs describe-services --region ap-northeast-1 --cluster kumiki-dev --services app-1 " +
        "--query 'services[0].events[:10].[createdAt,message]' --output text",
    );
    expect(() => assertDeployed(service, "task-definition/app:8", "task-definition/app:8")).not.to.throw();
  });

  it("is noticed by the service: its name is not known before", async () => {
    const transform: FargateServiceTransforms = { service: (args) => ({ ...args, taskDefinition: "app:7" }) };
    const error = await registerError(service({ transform }));
    expect(error.message).to.match(
      /: ECS rolled the deployment of service app-[0-9a-f]{7} back: it runs app:7, not arn:/,
    );
  });
});

describe("a deployment that shifts traffic", () => {
  for (const [strategy, configuration, minutes] of [
    ["BLUE_GREEN", {}, 30],
    ["CANARY", { canaryConfiguration: { canaryBakeTimeInMinutes: "3", canaryPercent: 10 } }, 33],
    ["LINEAR", { linearConfiguration: { stepBakeTimeInMinutes: "3", stepPercent: 10 } }, 60],
  ] as const) {
    it(`${strategy} bakes ten minutes, has no circuit breaker, and is waited for`, async () => {
      const { inputs, options } = (await deployed({ strategy })).one(SERVICE);
      expect(inputs.deploymentConfiguration).to.deep.equal({ strategy, bakeTimeInMinutes: "10", ...configuration });
      expect(inputs).not.to.have.property("deploymentCircuitBreaker");
      expect(options.customTimeouts).to.deep.equal({ create: `${minutes}m`, update: `${minutes}m` });
    });
  }

  it("has two target groups, of which the rule knows both and leaves the weights to ECS", async () => {
    const graph = await deployed({ strategy: "BLUE_GREEN" });
    const rule = graph.one(RULE);
    expect(rule.name).to.equal("app-lb-shifting-rule");
    expect(rule.options.ignoreChanges).to.deep.equal(["actions"]);
    expect(rule.inputs.actions).to.deep.equal([
      {
        forward: {
          targetGroups: [
            { arn: graph.one(TARGET_GROUP, "app-lb-blue").id, weight: 100 },
            { arn: graph.one(TARGET_GROUP, "app-lb-green").id, weight: 0 },
          ],
        },
        type: "forward",
      },
    ]);
  });

  it("tells ECS the other target group, the production rule and the role to move them with", async () => {
    const graph = await deployed({ strategy: "CANARY" });
    expect(graph.one(SERVICE).inputs.loadBalancers).to.deep.equal([
      {
        advancedConfiguration: {
          alternateTargetGroupArn: graph.one(TARGET_GROUP, "app-lb-green").id,
          productionListenerRule: graph.one(RULE).id,
          roleArn: graph.one("aws:iam/role:Role", "app-lb-shift-role").outputs.arn,
        },
        containerName: "app",
        containerPort: 8443,
        targetGroupArn: graph.one(TARGET_GROUP, "app-lb-blue").id,
      },
    ]);
    expect(graph.one(SERVICE).dependencies).to.include(graph.one(ROLE_POLICY, "app-lb-shift-role-policy").urn);
  });

  it("may change these target groups and this rule, and only look at others", async () => {
    const graph = await deployed({ strategy: "BLUE_GREEN" });
    const { Statement } = policyOf(graph.one(ROLE_POLICY, "app-lb-shift-role-policy"));
    expect(Statement.map(({ Sid, Action, Resource }) => [Sid, Action, Resource])).to.deep.equal([
      [
        "MoveTasks",
        ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
        graph.ofType(TARGET_GROUP).map((group) => group.id),
      ],
      ["MoveTraffic", ["elasticloadbalancing:ModifyRule"], [graph.one(RULE).id]],
      [
        "LookAround",
        [
          "elasticloadbalancing:DescribeListeners",
          "elasticloadbalancing:DescribeRules",
          "elasticloadbalancing:DescribeTargetGroups",
          "elasticloadbalancing:DescribeTargetHealth",
        ],
        ["*"],
      ],
    ]);
  });

  it("is rolled back by an alarm on either target group", async () => {
    const graph = await deployed({ strategy: "BLUE_GREEN" });
    expect(namesOf(graph, ALARM)).to.deep.equal([
      "app-rollback-blue-failed-requests",
      "app-rollback-blue-unhealthy-tasks",
      "app-rollback-green-failed-requests",
      "app-rollback-green-unhealthy-tasks",
    ]);
    expect(graph.one(SERVICE).inputs.alarms).to.have.property("rollback", true);
  });
});

describe("the alarms of a deployment", () => {
  it("fire on a share of failed requests, and only when there are enough of them", async () => {
    const alarm = (await register(service({ loadBalancer }))).one(ALARM, "app-rollback-blue-failed-requests");
    const [ratio] = alarm.inputs.metricQueries as { expression: string }[];
    expect(ratio?.expression).to.equal("IF(requests >= 50, 100 * FILL(errors, 0) / requests, 0)");
    expect(alarm.inputs).to.include({
      alarmDescription: "More than 5 % of at least 50 requests a minute fail: the deployment is rolled back.",
      comparisonOperator: "GreaterThanThreshold",
      datapointsToAlarm: 3,
      evaluationPeriods: 3,
      threshold: 5,
      treatMissingData: "notBreaching",
    });
  });

  it("fire on unhealthy tasks of the target group", async () => {
    const graph = await register(service({ loadBalancer }));
    const alarm = graph.one(ALARM, "app-rollback-blue-unhealthy-tasks");
    expect(alarm.inputs).to.deep.include({
      dimensions: { LoadBalancer: ALB_SUFFIX, TargetGroup: graph.one(TARGET_GROUP).outputs.arnSuffix },
      metricName: "UnHealthyHostCount",
      statistic: "Maximum",
      threshold: 0,
    });
  });
});
