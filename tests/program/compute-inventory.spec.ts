import { expect } from "chai";
import type { PlainObject, ResourceGraph } from "../../plan/graph";
import { byName, listOf, nameResolver, objectAt, platformTests, same } from "./both-stacks";

// Mocks cannot show a task start or a deployment roll back; they show what ECS is told to do.

const SERVICE = "aws:ecs/service:Service";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";

/** Names of variables that would hold a secret; whoever may describe a task reads all of its variables. */
const SECRET_NAME = /secret|token|password|passwd|credential|private|api_?key/i;

describe("the inventory of the compute tier", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "runs on ARM Fargate, in the size of the stack, with insights (1.2-1, 4.1-3)",
    {
      dev: { cpu: "256", memory: "1024", insights: "enabled" },
      prod: { cpu: "512", memory: "2048", insights: "enhanced" },
    },
    (graph, { insights, ...size }) => {
      expect(graph.one(TASK, "app-task").inputs).to.deep.include({
        ...size,
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
      });
      const cluster = graph.one("aws:ecs/cluster:Cluster").inputs;
      expect(cluster.settings).to.deep.equal([{ name: "containerInsights", value: insights }]);
      const storage = objectAt(cluster, "configuration", "managedStorageConfiguration");
      expect(nameResolver(graph)(storage.fargateEphemeralStorageKmsKeyId)).to.equal("keys-tasks");
    },
  );

  inBothStacks(
    "shares the task between application and collector to the last unit (4.1-3)",
    {
      dev: { app: { cpu: 224, memory: 896 }, collector: { cpu: 32, memory: 128 } },
      prod: { app: { cpu: 480, memory: 1920 }, collector: { cpu: 32, memory: 128 } },
    },
    (graph, expected) => {
      const sizes = containersOf(graph, "app-task").map(({ name, cpu, memory, memoryReservation }) => [
        name,
        { cpu, memory: memory ?? memoryReservation },
      ]);
      expect(Object.fromEntries(sizes)).to.deep.equal(expected);
      const { cpu, memory } = graph.one(TASK, "app-task").inputs;
      const values = Object.values(expected);
      expect(values.reduce((sum, size) => sum + size.cpu, 0)).to.equal(Number(cpu));
      expect(values.reduce((sum, size) => sum + size.memory, 0)).to.equal(Number(memory));
    },
  );

  inBothStacks(
    "hardens every container: no root, no capability, a read-only disk, an image by digest (1.2-1)",
    same({
      user: "10001:10001",
      privileged: false,
      readonlyRootFilesystem: true,
      linuxParameters: { capabilities: { drop: ["ALL"] }, initProcessEnabled: true },
      stopTimeout: 110,
    }),
    (graph, expected) => {
      expect(containersOf(graph)).to.have.length(4);
      for (const container of containersOf(graph)) {
        expect(container).to.deep.include(expected);
        expect(String(container.image)).to.match(/@sha256:[0-9a-f]{64}$/);
      }
    },
  );

  inBothStacks(
    "states mode and buffer of every log driver, and logs to the stack's encrypted group (1.2-1)",
    { dev: ["/ecs/kumiki-dev-app", 7], prod: ["/ecs/kumiki-prod-app", 90] },
    (graph, expected) => {
      const connect = objectAt(graph.one(SERVICE, "app").inputs, "serviceConnectConfiguration", "logConfiguration");
      const drivers = [
        ...containersOf(graph, "app-task").map((container) => objectAt(container, "logConfiguration")),
        connect,
      ];
      for (const driver of drivers) {
        expect(objectAt(driver, "options")).to.deep.include({
          mode: "non-blocking",
          "max-buffer-size": "25m",
          "awslogs-group": expected[0],
        });
      }
      const { name, retentionInDays, kmsKeyId } = graph.one("aws:cloudwatch/logGroup:LogGroup", "app-log").inputs;
      expect([name, retentionInDays]).to.deep.equal(expected);
      expect(nameResolver(graph)(kmsKeyId)).to.equal("keys-logs");
    },
  );

  inBothStacks("keeps secrets out of variables, tasks and stack outputs (N19)", same([]), (graph, none) => {
    const variables = containersOf(graph).flatMap(({ environment }) =>
      listOf(environment).map((_, i) => objectAt(environment, i)),
    );
    expect(variables.map(({ name }) => String(name)).filter((name) => SECRET_NAME.test(name))).to.deep.equal(none);
    expect(graph.ofType(TASK).flatMap(({ secretInputs }) => secretInputs)).to.deep.equal(none);
    expect(graph.secretOutputs).to.deep.equal(none);
    for (const { outputs } of graph.ofType("random:index/randomPassword:RandomPassword")) {
      expect(JSON.stringify([graph.outputs, graph.one(TASK, "app-task").inputs])).not.to.include(
        String(outputs.result),
      );
    }
  });

  inBothStacks(
    "gives a task one role and its agent another (1.2-1)",
    same(["app-task-role", "app-execution-role"]),
    (graph, expected) => {
      const { taskRoleArn, executionRoleArn } = graph.one(TASK, "app-task").inputs;
      expect([taskRoleArn, executionRoleArn].map(nameResolver(graph))).to.deep.equal(expected);
    },
  );

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
    { dev: [1, 1, 2], prod: [3, 3, 12] },
    (graph, expected) => {
      const { minCapacity, maxCapacity } = graph.one("aws:appautoscaling/target:Target", "app-scaling-target").inputs;
      const service = graph.one(SERVICE, "app");
      expect([service.inputs.desiredCount, minCapacity, maxCapacity]).to.deep.equal(expected);
      expect(service.options.ignoreChanges).to.deep.equal(["desiredCount"]);
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
      const { minCapacity } = graph.one("aws:appautoscaling/target:Target", "app-scaling-target").inputs;
      if (stack === "prod") expect(Number(minCapacity)).to.be.at.least(expected.zones);
    },
  );
});

/** Of all tasks, or of one. */
function containersOf(graph: ResourceGraph, task?: string): PlainObject[] {
  return graph
    .ofType(TASK)
    .filter(({ name }) => task === undefined || name === task)
    .flatMap(({ inputs }): PlainObject[] => JSON.parse(String(inputs.containerDefinitions)));
}
