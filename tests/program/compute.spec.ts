import { expect } from "chai";
import type { PlainObject } from "../../plan/graph";
import { bothStacks, object, objects, STACKS } from "../support/stacks";

// Both stacks' tasks; how they start, scale and roll back shows on a real cluster only.

const SERVICE = "aws:ecs/service:Service";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const POLICY = "aws:appautoscaling/policy:Policy";

describe("the compute of the platform", () => {
  const platform = bothStacks();
  const containers = (stack: "dev" | "prod"): PlainObject[] =>
    JSON.parse(String(platform(stack).one(TASK, "app-task").inputs.containerDefinitions));

  for (const [stack, expected] of [
    [
      "dev",
      {
        insights: "enabled",
        size: ["256", "1024"],
        tasks: [1, 2],
        strategy: "ROLLING",
        capacity: [["FARGATE_SPOT", 0, 1]],
        breaker: true,
        targetGroups: 1,
        follows: ["ECSServiceAverageCPUUtilization"],
        prediction: [],
        schedules: ["app-scaling-start", "app-scaling-stop"],
      },
    ],
    [
      "prod",
      {
        insights: "enhanced",
        size: ["512", "2048"],
        tasks: [3, 12],
        strategy: "BLUE_GREEN",
        capacity: [
          ["FARGATE", 3, 1],
          ["FARGATE_SPOT", 0, 2],
        ],
        breaker: false,
        targetGroups: 2,
        follows: ["ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization"],
        prediction: ["ForecastOnly"],
        schedules: [],
      },
    ],
  ] as const) {
    it(`${stack} watches its containers (1.2-1)`, () => {
      const settings = objects(platform(stack).one("aws:ecs/cluster:Cluster").inputs.settings);
      expect(settings).to.deep.equal([{ name: "containerInsights", value: expected.insights }]);
    });

    it(`${stack} runs tasks of its size on ARM (4.1-3)`, () => {
      const { inputs } = platform(stack).one(TASK, "app-task");
      expect([inputs.cpu, inputs.memory]).to.deep.equal(expected.size);
      expect(object(inputs.runtimePlatform).cpuArchitecture).to.equal("ARM64");
    });

    it(`${stack} scales within its bounds on what its stack file names, out faster than in (1.2-2, 4.1-1)`, () => {
      const graph = platform(stack);
      const { inputs } = graph.one("aws:appautoscaling/target:Target", "app-scaling-target");
      expect([inputs.minCapacity, inputs.maxCapacity]).to.deep.equal(expected.tasks);
      const tracking = graph
        .ofType(POLICY)
        .filter(({ name }) => name.startsWith("app-"))
        .map((policy) => object(policy.inputs.targetTrackingScalingPolicyConfiguration))
        .filter(({ targetValue }) => targetValue !== undefined);
      expect(
        tracking.map((policy) => object(policy.predefinedMetricSpecification).predefinedMetricType).sort(),
      ).to.deep.equal(expected.follows);
      for (const policy of tracking) expect([policy.scaleInCooldown, policy.scaleOutCooldown]).to.deep.equal([300, 60]);
    });

    it(`${stack} forecasts and sleeps as its stack file says (1.2-2, 6.1-2)`, () => {
      const graph = platform(stack);
      const predictions = graph
        .ofType(POLICY)
        .map((policy) => object(policy.inputs.predictiveScalingPolicyConfiguration).mode);
      expect(predictions.filter((mode) => mode !== undefined)).to.deep.equal(expected.prediction);
      const schedules = graph.ofType("aws:appautoscaling/scheduledAction:ScheduledAction");
      expect(schedules.map(({ name }) => name).sort()).to.deep.equal(expected.schedules);
      expect(schedules.every(({ inputs }) => inputs.timezone === "Asia/Tokyo")).to.equal(true);
    });

    it(`${stack} deploys ${expected.strategy} and rolls back by what works with it (1.2-3)`, () => {
      const graph = platform(stack);
      const { inputs } = graph.one(SERVICE, "app");
      expect(object(inputs.deploymentConfiguration).strategy).to.equal(expected.strategy);
      expect(object(inputs.deploymentCircuitBreaker).enable ?? false).to.equal(expected.breaker);
      expect([object(inputs.alarms).enable, object(inputs.alarms).rollback]).to.deep.equal([true, true]);
      expect(graph.ofType(TARGET_GROUP)).to.have.lengthOf(expected.targetGroups);
    });

    it(`${stack} mixes Spot and on-demand capacity without a launch type (6.1-3)`, () => {
      const { inputs } = platform(stack).one(SERVICE, "app");
      const mix = objects(inputs.capacityProviderStrategies);
      expect(mix.map(({ capacityProvider, base, weight }) => [capacityProvider, base ?? 0, weight])).to.deep.equal(
        expected.capacity,
      );
      expect(inputs.launchType).to.equal(undefined);
    });
  }

  it("prod leaves the weights of its listener rule to ECS (1.2-3)", () => {
    const rule = (stack: "dev" | "prod") =>
      platform(stack).one("aws:lb/listenerRule:ListenerRule").options.ignoreChanges;
    expect([rule("dev"), rule("prod")]).to.deep.equal([undefined, ["actions"]]);
  });

  it("prod keeps at least one task in each zone (3.1-1)", () => {
    const zones = platform("prod")
      .ofType("aws:ec2/subnet:Subnet")
      .filter(({ name }) => name.startsWith("vpc-app-"));
    expect(platform("prod").one("aws:appautoscaling/target:Target", "app-scaling-target").inputs.minCapacity).to.equal(
      zones.length,
    );
  });

  for (const stack of STACKS) {
    it(`${stack} leaves the number of tasks to the scaler (1.2-2)`, () => {
      expect(platform(stack).one(SERVICE, "app").options.ignoreChanges).to.deep.equal(["desiredCount"]);
    });

    it(`${stack} spreads tasks over all app subnets, without public addresses (N3, 3.1-1)`, () => {
      const graph = platform(stack);
      const { inputs } = graph.one(SERVICE, "app");
      const network = object(inputs.networkConfiguration);
      const subnets = graph.ofType("aws:ec2/subnet:Subnet").filter(({ name }) => name.startsWith("vpc-app-"));
      expect(network.subnets).to.have.members(subnets.map(({ id }) => id));
      expect(network.assignPublicIp).to.equal(false);
      expect(inputs.availabilityZoneRebalancing).to.equal("ENABLED");
    });

    it(`${stack} opens no shell in a task (N17)`, () => {
      expect(platform(stack).one(SERVICE, "app").inputs.enableExecuteCommand).to.equal(false);
    });

    it(`${stack} runs every container unprivileged, by digest, with a root file system it cannot write (1.2-1)`, () => {
      for (const container of containers(stack)) {
        expect(String(container.image), String(container.name)).to.match(/@sha256:[0-9a-f]{64}$/);
        expect(container.readonlyRootFilesystem, String(container.name)).to.equal(true);
        expect(container.privileged ?? false).to.equal(false);
        expect(String(container.user)).to.match(/^[1-9]\d+(:\d+)?$/);
        expect(object(object(container.linuxParameters).capabilities).drop).to.deep.equal(["ALL"]);
      }
    });

    it(`${stack} says how logs wait when they cannot be delivered (1.2-1)`, () => {
      for (const container of containers(stack)) {
        const options = object(object(container.logConfiguration).options);
        expect([options.mode, options["max-buffer-size"]], String(container.name)).to.deep.equal([
          "non-blocking",
          "25m",
        ]);
      }
    });

    it(`${stack} gives a task two minutes to leave a Spot machine (6.1-3)`, () => {
      expect(containers(stack).find(({ name }) => name === "app")?.stopTimeout).to.equal(110);
    });

    it(`${stack} runs a collector beside the application (F11)`, () => {
      expect(containers(stack).map(({ name }) => name)).to.have.members(["app", "collector"]);
    });

    it(`${stack} pulls images and logs with one role, and works with another (1.2-1)`, () => {
      const { inputs } = platform(stack).one(TASK, "app-task");
      expect(inputs.taskRoleArn).not.to.equal(inputs.executionRoleArn);
    });

    it(`${stack} checks the health of a task without asking a database (3.3-1)`, () => {
      for (const group of platform(stack).ofType(TARGET_GROUP)) {
        const check = object(group.inputs.healthCheck);
        expect([
          check.path,
          check.matcher,
          check.interval,
          check.healthyThreshold,
          check.unhealthyThreshold,
        ]).to.deep.equal(["/healthz", "200", 15, 2, 3]);
        expect([group.inputs.protocol, group.inputs.targetType, group.inputs.deregistrationDelay]).to.deep.equal([
          "HTTPS",
          "ip",
          30,
        ]);
        expect(group.inputs.name, "no fixed name: it must be replaceable").to.equal(undefined);
      }
    });

    it(`${stack} attaches the service after the rule that leads to it (1.1-3)`, () => {
      const graph = platform(stack);
      const rule = graph.one("aws:lb/listenerRule:ListenerRule").urn;
      expect(graph.one(SERVICE, "app").dependencies).to.include(rule);
    });
  }
});
