import { expect } from "chai";
import fc from "fast-check";
import { backlogExpression } from "../../../components/compute/backlog-metric";
import { namesOf, register } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";
import { ALB_SUFFIX, loadBalancer, SERVICE, service } from "./service-fixture";

// Mocks cannot show a fleet grow; they show the targets it follows, and the expression is calculated here as CloudWatch
// documents it.

const TARGET = "aws:appautoscaling/target:Target";
const POLICY = "aws:appautoscaling/policy:Policy";
const SCHEDULE = "aws:appautoscaling/scheduledAction:ScheduledAction";
const COOLDOWNS = { disableScaleIn: false, scaleInCooldown: 300, scaleOutCooldown: 60 };

describe("the scaling of a FargateService", () => {
  it("keeps CPU at 60 % and memory at 70 % between its bounds, in slowly and out quickly", async () => {
    const graph = await register(service({ count: { min: 3, max: 12, desired: 3 } }));
    expect(graph.one(TARGET).inputs).to.deep.include({
      maxCapacity: 12,
      minCapacity: 3,
      resourceId: `service/main/${graph.one(SERVICE).outputs.name}`,
      scalableDimension: "ecs:service:DesiredCount",
      serviceNamespace: "ecs",
    });
    const configurations = graph.ofType(POLICY).map((policy) => policy.inputs.targetTrackingScalingPolicyConfiguration);
    expect(configurations).to.deep.equal([
      {
        ...COOLDOWNS,
        predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
        targetValue: 60,
      },
      {
        ...COOLDOWNS,
        predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageMemoryUtilization" },
        targetValue: 70,
      },
    ]);
    expectWellFormed(graph);
  });

  it("follows CPU alone when memory is switched off", async () => {
    expect(namesOf(await register(service({ scaling: { memory: "off" } })), POLICY)).to.deep.equal(["app-scaling-cpu"]);
  });

  it("counts requests of its own target group, behind a load balancer", async () => {
    const graph = await register(service({ loadBalancer, scaling: { requestsPerTarget: 800 } }));
    const suffix = graph.one("aws:lb/targetGroup:TargetGroup").outputs.arnSuffix;
    expect(graph.one(POLICY, "app-scaling-requests").inputs.targetTrackingScalingPolicyConfiguration).to.deep.equal({
      ...COOLDOWNS,
      predefinedMetricSpecification: {
        predefinedMetricType: "ALBRequestCountPerTarget",
        resourceLabel: `${ALB_SUFFIX}/${suffix}`,
      },
      targetValue: 800,
    });
  });

  for (const [predictive, mode] of [
    ["forecastOnly", "ForecastOnly"],
    ["on", "ForecastAndScale"],
  ] as const) {
    it(`forecasts CPU, within its bounds, when prediction is "${predictive}"`, async () => {
      const graph = await register(service({ scaling: { predictive } }));
      expect(graph.one(POLICY, "app-scaling-prediction").inputs).to.deep.include({
        policyType: "PredictiveScaling",
        predictiveScalingPolicyConfiguration: {
          maxCapacityBreachBehavior: "HonorMaxCapacity",
          metricSpecifications: [
            {
              predefinedMetricPairSpecification: { predefinedMetricType: "ECSServiceCPUUtilization" },
              targetValue: "60",
            },
          ],
          mode,
          schedulingBufferTime: 300,
        },
      });
    });
  }

  it("stops for the night in Tokyo's time, and a refresh at night does not start it again", async () => {
    const schedules = [
      { name: "stop", cron: "cron(0 22 * * ? *)", min: 0, max: 0 },
      { name: "start", cron: "cron(0 7 ? * MON-FRI *)", min: 1, max: 2 },
    ];
    const graph = await register(service({ loadBalancer, scaling: { schedules } }));
    const actions = graph.ofType(SCHEDULE).map(({ name, inputs }) => ({
      name,
      bounds: inputs.scalableTargetAction,
      schedule: inputs.schedule,
      timezone: inputs.timezone,
    }));
    expect(actions).to.deep.equal([
      {
        name: "app-scaling-start",
        bounds: { maxCapacity: 2, minCapacity: 1 },
        schedule: "cron(0 7 ? * MON-FRI *)",
        timezone: "Asia/Tokyo",
      },
      {
        name: "app-scaling-stop",
        bounds: { maxCapacity: 0, minCapacity: 0 },
        schedule: "cron(0 22 * * ? *)",
        timezone: "Asia/Tokyo",
      },
    ]);
    expect(graph.one(TARGET).options.ignoreChanges).to.deep.equal(["minCapacity", "maxCapacity"]);
    expect((await register(service())).one(TARGET).options).not.to.have.property("ignoreChanges");
  });
});

describe("the scaling of a worker", () => {
  it("follows the messages that wait for each of its running tasks", async () => {
    const backlogPerTask = { queueName: "jobs", target: 20 };
    const graph = await register(service({ count: { min: 0, max: 10, desired: 0 }, scaling: { backlogPerTask } }));
    const metric = (id: string, label: string, namespace: string, metricName: string, dimensions: unknown[]) => ({
      id,
      label,
      metricStat: { metric: { dimensions, metricName, namespace }, stat: "Average" },
      returnData: false,
    });
    const policy = graph.one(POLICY, "app-scaling-backlog").inputs.targetTrackingScalingPolicyConfiguration;
    expect(policy).to.deep.equal({
      ...COOLDOWNS,
      customizedMetricSpecification: {
        metrics: [
          metric("m1", "Messages waiting", "AWS/SQS", "ApproximateNumberOfMessagesVisible", [
            { name: "QueueName", value: "jobs" },
          ]),
          metric("m2", "Tasks running", "ECS/ContainerInsights", "RunningTaskCount", [
            { name: "ClusterName", value: "main" },
            { name: "ServiceName", value: graph.one(SERVICE).outputs.name },
          ]),
          {
            expression:
              "IF(FILL(m2, 0) > 0, FILL(m1, 0) / FILL(m2, 1), IF(FILL(m1, 0) > 20, FILL(m1, 0), IF(FILL(m1, 0) > 0, 21, 0)))",
            id: "e1",
            label: "Backlog per task",
            returnData: true,
          },
        ],
      },
      targetValue: 20,
    });
  });

  /** The expression, for one moment; undefined is a metric that is not reported. */
  function backlog(target: number, m1: number | undefined, m2: number | undefined): number {
    const IF = (condition: boolean, yes: number, no: number) => (condition ? yes : no);
    const FILL = (value: number | undefined, filling: number) => value ?? filling;
    const calculate = new Function("IF", "FILL", "m1", "m2", `return ${backlogExpression(target)}`);
    return Number(calculate(IF, FILL, m1, m2));
  }

  it("starts the first task for a single message, however high the target", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 100_000 }), (target, waiting) => {
        expect(backlog(target, waiting, 0)).to.be.greaterThan(target);
        expect(backlog(target, waiting, undefined)).to.be.greaterThan(target);
      }),
    );
  });

  it("divides what waits by the tasks that run", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 100 }), (waiting, running) => {
        expect(backlog(20, waiting, running)).to.equal(waiting / running);
      }),
    );
  });

  it("rests when nothing waits, also when SQS has stopped reporting", () => {
    expect(backlog(20, 0, 3)).to.equal(0);
    expect(backlog(20, undefined, 3)).to.equal(0);
    expect(backlog(20, undefined, undefined)).to.equal(0);
  });
});
