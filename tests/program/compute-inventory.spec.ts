import { expect } from "chai";
import { byName, listOf, nameResolver, objectAt, platformTests, same } from "./both-stacks";

// Mocks cannot show a task start or a deployment roll back; they show what ECS is told to do.

const SERVICE = "aws:ecs/service:Service";
const SCALED = "aws:appautoscaling/target:Target";
const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";

describe("the inventory of the compute tier", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "stores images encrypted and immutable, and copies them to where the data is copied (1.2-1)",
    {
      dev: { "images-repository": ["ap-northeast-1", "kumiki-dev/app", "keys-data"] },
      prod: {
        "images-repository": ["ap-northeast-1", "kumiki-prod/app", "keys-data"],
        "images-replica": ["ap-northeast-3", "kumiki-prod/app", "keys-data-replica"],
      },
    },
    (graph, expected) => {
      const nameOf = nameResolver(graph);
      const repositories = byName(graph, "aws:ecr/repository:Repository", ({ region, inputs }) => {
        expect(inputs).to.deep.include({ imageTagMutability: "IMMUTABLE" });
        return [region, inputs.name, nameOf(objectAt(inputs, "encryptionConfigurations", 0).kmsKey)];
      });
      expect(repositories).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "counts tasks between these bounds and leaves the count to the scaler (1.2-2, 4.1-1)",
    { dev: { app: [1, 1, 2], worker: [0, 0, 2] }, prod: { app: [3, 3, 12], worker: [1, 1, 10] } },
    (graph, expected) => {
      const counts = byName(graph, SERVICE, ({ name, inputs, options }) => {
        expect(options.ignoreChanges, name).to.deep.equal(["desiredCount"]);
        const { minCapacity, maxCapacity } = graph.one(SCALED, `${name}-scaling-target`).inputs;
        return [inputs.desiredCount, minCapacity, maxCapacity];
      });
      expect(counts).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "follows CPU, in prod memory and forecasts too, workers their backlog, out fast and in slowly (1.2-2, 4.1-1)",
    {
      dev: {
        "app-scaling-cpu": ["ECSServiceAverageCPUUtilization", 60, 60, 300],
        "worker-scaling-backlog": ["backlog per task", 10, 60, 300],
      },
      prod: {
        "app-scaling-cpu": ["ECSServiceAverageCPUUtilization", 60, 60, 300],
        "app-scaling-memory": ["ECSServiceAverageMemoryUtilization", 70, 60, 300],
        "worker-scaling-backlog": ["backlog per task", 10, 60, 300],
        "app-scaling-prediction": ["ForecastOnly", "HonorMaxCapacity"],
      },
    },
    (graph, expected) => {
      const policies = byName(graph, "aws:appautoscaling/policy:Policy", ({ inputs }) => {
        if (inputs.policyType === "PredictiveScaling") {
          const { mode, maxCapacityBreachBehavior } = objectAt(inputs, "predictiveScalingPolicyConfiguration");
          return [mode, maxCapacityBreachBehavior];
        }
        const tracking = objectAt(inputs, "targetTrackingScalingPolicyConfiguration");
        const metric = tracking.customizedMetricSpecification
          ? "backlog per task"
          : objectAt(tracking, "predefinedMetricSpecification").predefinedMetricType;
        return [metric, tracking.targetValue, tracking.scaleOutCooldown, tracking.scaleInCooldown];
      });
      expect(policies).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "stops dev for the night, in the time of Japan (1.2-2)",
    {
      dev: {
        "app-scaling-start": ["cron(0 8 * * ? *)", "Asia/Tokyo", 1, 2],
        "app-scaling-stop": ["cron(0 20 * * ? *)", "Asia/Tokyo", 0, 0],
      },
      prod: {},
    },
    (graph, expected) => {
      const actions = byName(graph, "aws:appautoscaling/scheduledAction:ScheduledAction", ({ inputs }) => {
        const { minCapacity, maxCapacity } = objectAt(inputs, "scalableTargetAction");
        return [inputs.schedule, inputs.timezone, minCapacity, maxCapacity];
      });
      expect(actions).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "keeps the load balancer strict, logged and leavable by zone (1.2-3)",
    { dev: false, prod: true },
    (graph, enableDeletionProtection) => {
      const { inputs } = graph.one("aws:lb/loadBalancer:LoadBalancer");
      expect(inputs).to.deep.include({
        enableDeletionProtection,
        internal: false,
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "defensive",
        enableZonalShift: true,
      });
      const bucket = graph.one("aws:s3/bucket:Bucket", "store-access-bucket").id;
      const logs = { bucket, prefix: "alb", enabled: true };
      expect(inputs).to.deep.include({ accessLogs: logs, connectionLogs: logs });
    },
  );

  inBothStacks(
    "deploys dev by rolling with a circuit breaker, prod blue/green with a bake and alarms (1.2-3)",
    {
      dev: { strategy: "ROLLING", bake: undefined, breaker: { enable: true, rollback: true }, groups: 1 },
      prod: { strategy: "BLUE_GREEN", bake: "10", breaker: undefined, groups: 2 },
    },
    (graph, { strategy, bake, breaker, groups }) => {
      const { inputs } = graph.one(SERVICE, "app");
      const configuration = objectAt(inputs, "deploymentConfiguration");
      expect([configuration.strategy, configuration.bakeTimeInMinutes]).to.deep.equal([strategy, bake]);
      expect(inputs.deploymentCircuitBreaker).to.deep.equal(breaker);
      const alarms = graph.ofType("aws:cloudwatch/metricAlarm:MetricAlarm");
      expect(inputs.alarms).to.deep.equal({
        enable: true,
        rollback: true,
        alarmNames: alarms.map(({ outputs }) => outputs.name),
      });
      expect(alarms).to.have.length(2 * groups);
      const rule = graph.one("aws:lb/listenerRule:ListenerRule");
      // ECS moves the weights of the two groups; a rolling service has nothing to move.
      expect(rule.options.ignoreChanges).to.deep.equal(groups === 2 ? ["actions"] : undefined);
      expect(graph.ofType(TARGET_GROUP)).to.have.length(groups);
    },
  );

  inBothStacks(
    "registers tasks by address, drains them fast and never sticks a user to one (1.1-3, 1.2-3)",
    same({
      targetType: "ip",
      port: 8443,
      deregistrationDelay: 30,
      loadBalancingAlgorithmType: "least_outstanding_requests",
      stickiness: { enabled: false, type: "lb_cookie" },
    }),
    (graph, expected) => {
      for (const { inputs } of graph.ofType(TARGET_GROUP)) expect(inputs).to.deep.include(expected);
    },
  );

  inBothStacks(
    "spreads tasks over all zones, one on demand in each zone of prod (3.1-1)",
    {
      dev: { zones: 2, strategies: [["FARGATE_SPOT", 0, 1]] },
      prod: {
        zones: 3,
        strategies: [
          ["FARGATE", 3, 1],
          ["FARGATE_SPOT", 0, 2],
        ],
      },
    },
    (graph, expected, stack) => {
      const { inputs } = graph.one(SERVICE, "app");
      const nameOf = nameResolver(graph);
      const subnets = listOf(objectAt(inputs, "networkConfiguration").subnets).map(nameOf);
      expect(subnets).to.deep.equal(["a", "c", "d"].slice(0, expected.zones).map((zone) => `vpc-app-${zone}`));
      expect(inputs).to.deep.include({ availabilityZoneRebalancing: "ENABLED", deploymentMaximumPercent: 200 });
      const mix = listOf(inputs.capacityProviderStrategies).map((_, index) =>
        objectAt(inputs, "capacityProviderStrategies", index),
      );
      expect(mix.map(({ capacityProvider, base, weight }) => [capacityProvider, base, weight])).to.deep.equal(
        expected.strategies,
      );
      expect(inputs).not.to.have.any.keys("launchType"); // conflicts with capacity providers
      const { minCapacity } = graph.one(SCALED, "app-scaling-target").inputs;
      if (stack === "prod") expect(Number(minCapacity)).to.be.at.least(expected.zones);
    },
  );

  inBothStacks(
    "runs workers on Spot alone, and rolls their deployments back (6.1-3)",
    same([{ capacityProvider: "FARGATE_SPOT", base: 0, weight: 1 }]),
    (graph, capacityProviderStrategies) => {
      const { inputs } = graph.one(SERVICE, "worker");
      expect(inputs).to.deep.include({
        capacityProviderStrategies,
        deploymentCircuitBreaker: { enable: true, rollback: true },
      });
      expect(inputs).not.to.have.any.keys("launchType", "loadBalancers");
    },
  );
});
