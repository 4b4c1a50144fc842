import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { FargateServiceArgs } from "../../../components/compute/fargate-service-args";
import { resolveFargateService } from "../../../components/compute/fargate-service-spec";
import { ArgumentError } from "../../../components/shared/validate";
import { COLLECTOR_IMAGE, loadBalancer, minimal } from "./service-fixture";

// Shows what is refused before anything is created; what only the service itself knows is refused later, by it.

/** Everything that is wrong with the least arguments and these changes. */
function problemsOf(overrides: Partial<FargateServiceArgs>, name = "app"): readonly string[] {
  try {
    resolveFargateService(name, { ...minimal, ...overrides });
    return [];
  } catch (error) {
    if (error instanceof ArgumentError) return error.problems;
    throw error;
  }
}

const worker = { count: { min: 0, max: 2, desired: 0 }, scaling: { backlogPerTask: { queueName: "jobs", target: 5 } } };

describe("the arguments of a FargateService", () => {
  it("are refused all at once, under the service's name", () => {
    const overrides: Partial<FargateServiceArgs> = {
      image: "nginx:latest",
      cpu: 256,
      memory: 4096,
      count: { min: 2, max: 1, desired: 5 },
      capacity: { onDemandBase: 0, onDemandWeight: 0, spotWeight: 0 },
      deployment: { strategy: "CANARY" },
    };
    expect(() => resolveFargateService("app", { ...minimal, ...overrides })).to.throw(
      ArgumentError,
      'FargateService "app" cannot be created:\n' +
        '  - image must be pinned by digest (…@sha256:<64 hex>), got "nginx:latest".\n' +
        "  - Fargate does not offer 256 CPU units with 4096 MiB. Allowed for 256: 512, 1024, 2048.\n" +
        "  - capacity needs a weight above 0: set onDemandWeight, spotWeight or both.\n" +
        "  - count needs min <= desired <= max, got 2/5/1.\n" +
        '  - deployment.strategy "CANARY" needs loadBalancer: without one there is no traffic to shift. Use "ROLLING".',
    );
  });

  for (const [what, overrides, message] of [
    ["an unknown CPU size", { cpu: 300 }, 'cpu must be one of 256, 512, 1024, 2048, 4096, 8192, 16384, got "300".'],
    [
      "a memory size off a long grid",
      { cpu: 4096, memory: 4096 },
      "Fargate does not offer 4096 CPU units with 4096 MiB. Allowed for 4096: 8192 to 30720 in steps of 1024.",
    ],
    ["a port that needs root", { port: 443 }, "port must be a whole number in 1024-65535, got 443."],
    [
      "a log that is never deleted",
      { logRetention: 0 },
      "logRetention must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, " +
        '3288, 3653, got "0".',
    ],
    ["an account that is none", { accountId: "1234" }, 'accountId must have 12 digits, got "1234".'],
    [
      "a variable given twice",
      { environment: { TOKEN: "x" }, secrets: { TOKEN: "arn" } },
      '"TOKEN" is both in environment and in secrets; keep it in secrets.',
    ],
    [
      "a variable no shell could read",
      { environment: { "my-token": "x" } },
      '"my-token" is no name of a variable: use letters, digits and underscores, and start with a letter.',
    ],
    ["the root as writable path", { writablePaths: ["/"] }, 'writablePaths must be absolute paths below "/", got "/".'],
    [
      "a collector by tag",
      { telemetry: { collectorImage: "otel/collector:1" } },
      'telemetry.collectorImage must be pinned by digest (…@sha256:<64 hex>), got "otel/collector:1".',
    ],
    [
      "a sampling ratio in per cent",
      { telemetry: { collectorImage: COLLECTOR_IMAGE, samplingRatio: 5 } },
      "telemetry.samplingRatio must be within 0-1, got 5.",
    ],
    [
      "a health check without command",
      { containerHealthCheck: { command: ["/app/check"] } },
      'containerHealthCheck.command must be "CMD" or "CMD-SHELL" and what to run, got ["/app/check"].',
    ],
    [
      "no task behind a load balancer",
      { ...worker, loadBalancer },
      "count.min may be 0 only without a load balancer, which would answer every request with 503; set it to 1.",
    ],
    [
      "no task and nothing that starts one",
      { count: { min: 0, max: 2, desired: 0 } },
      "count.min of 0 needs scaling.backlogPerTask: nothing else starts the first task again.",
    ],
    [
      "requests counted over two target groups",
      { loadBalancer, scaling: { requestsPerTarget: 100 }, deployment: { strategy: "BLUE_GREEN" } },
      'scaling.requestsPerTarget cannot be combined with deployment "BLUE_GREEN": the metric follows one target group only.',
    ],
    [
      "requests counted where none come",
      { scaling: { requestsPerTarget: 100 } },
      "scaling.requestsPerTarget needs loadBalancer: it counts the requests.",
    ],
    [
      "a forecast of nothing",
      { scaling: { cpu: "off", predictive: "on" } },
      'scaling.predictive "on" forecasts the CPU: set scaling.cpu to the per cent to keep.',
    ],
    ["a target out of reach", { scaling: { memory: 95 } }, "scaling.memory must be a whole number in 10-90 %, got 95."],
    [
      "a queue by URL",
      { scaling: { backlogPerTask: { queueName: "https://sqs/jobs", target: 5 } } },
      'scaling.backlogPerTask.queueName must be the name of an SQS queue, got "https://sqs/jobs".',
    ],
    [
      "a Unix cron expression",
      { scaling: { schedules: [{ name: "stop", cron: "cron(0 22 * * *)", min: 0, max: 0 }] } },
      'scaling.schedules "stop": cron must have the six fields of an AWS cron expression, such as "cron(0 22 * * ? *)", got "cron(0 22 * * *)".',
    ],
    [
      "a time zone by abbreviation",
      { scaling: { schedules: [{ name: "stop", cron: "cron(0 22 * * ? *)", timezone: "JST", min: 0, max: 0 }] } },
      'scaling.schedules "stop": timezone must be an IANA name such as "Asia/Tokyo", got "JST".',
    ],
    [
      "a canary of everything",
      { loadBalancer, deployment: { strategy: "CANARY", stepPercent: 100 } },
      "deployment.stepPercent must be a whole number in 1-99 %, got 100.",
    ],
    [
      "a rule without paths",
      { loadBalancer: { ...loadBalancer, pathPatterns: [] } },
      "loadBalancer.pathPatterns must have 1 to 3 entries, got 0.",
    ],
    [
      "more paths than a rule has room for during a rotation of the secret",
      { loadBalancer: { ...loadBalancer, pathPatterns: ["/a", "/b", "/c", "/d"] } },
      "loadBalancer.pathPatterns must have 1 to 3 entries, got 4.",
    ],
    [
      "an origin header without value",
      { loadBalancer: { ...loadBalancer, originHeader: { name: "x-origin-secret", values: [] } } },
      "loadBalancer.originHeader.values must have 1 to 2 entries, got 0.",
    ],
  ] satisfies [string, Partial<FargateServiceArgs>, string][]) {
    it(`do not allow ${what}`, () => {
      expect(problemsOf(overrides)).to.deep.equal([message]);
    });
  }

  it("do not allow names the services would refuse", () => {
    expect(problemsOf({ namePrefix: "a".repeat(60) })).to.deep.equal([
      `"${"a".repeat(60)}-app-task" has 69 characters, but the name of a iamRole may have 64; shorten one of: ${"a".repeat(60)}, app, task.`,
    ]);
    expect(problemsOf({ loadBalancer }, "notification-api")).to.deep.equal([
      'the name "notification-api" may have 15 characters behind a load balancer: target groups carry it, and their names end at 32.',
    ]);
  });

  it("trust an image the program has just built", () => {
    expect(problemsOf({ image: pulumi.output("built") })).to.deep.equal([]);
  });

  it("allow a worker to rest at no task", () => {
    expect(problemsOf(worker)).to.deep.equal([]);
  });

  it("take what is named but undefined for what is not named", () => {
    const spec = resolveFargateService("app", { ...minimal, cpu: undefined, scaling: { cpu: undefined } });
    expect([spec.cpu, spec.scaling.cpu]).to.deep.equal([256, 60]);
  });
});
