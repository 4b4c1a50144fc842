import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { resolveFargateService } from "../../../components/compute/fargate-service-spec";
import { containerDefinitions } from "../../../components/compute/task-definition";
import { register, registerError, SEEDED_SECRET } from "../../support/platform";
import { container, minimal, service, TASK_DEFINITION } from "./service-fixture";

// Mocks cannot show what ECS gives back for a definition; they show that we send the documented form of it, every time.

describe("the task of a FargateService", () => {
  it("is sent exactly as ECS gives it back: keys in order, defaults written out", async () => {
    const { containerDefinitions } = (await register(service())).one(TASK_DEFINITION).inputs;
    expect(containerDefinitions).to.equal(
      '[{"cpu":256,"environment":[],"essential":true,' +
        `"image":"123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/kumiki/app@sha256:${"3f".repeat(32)}",` +
        '"linuxParameters":{"capabilities":{"drop":["ALL"]},"initProcessEnabled":true},' +
        '"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/ecs/kumiki-dev-app",' +
        '"awslogs-region":"ap-northeast-1","awslogs-stream-prefix":"app","max-buffer-size":"25m","mode":"non-blocking"}},' +
        '"memoryReservation":1024,"mountPoints":[{"containerPath":"/tmp","readOnly":false,"sourceVolume":"tmp"}],' +
        '"name":"app","portMappings":[{"containerPort":8443,"hostPort":8443,"name":"app","protocol":"tcp"}],' +
        '"privileged":false,"readonlyRootFilesystem":true,"secrets":[],"stopTimeout":110,"systemControls":[],' +
        '"ulimits":[{"hardLimit":65535,"name":"nofile","softLimit":65535}],"user":"10001:10001","volumesFrom":[]}]',
    );
  });

  it("states its size as text, on ARM, without servers", async () => {
    const { inputs } = (await register(service({ cpu: 512, memory: 2048 }))).one(TASK_DEFINITION);
    expect(inputs).to.include({ cpu: "512", memory: "2048", networkMode: "awsvpc", family: "kumiki-dev-app" });
    expect(inputs.requiresCompatibilities).to.deep.equal(["FARGATE"]);
    expect(inputs.runtimePlatform).to.deep.equal({ cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" });
  });

  it("keeps earlier revisions, for whoever has to go back to one", async () => {
    expect((await register(service())).one(TASK_DEFINITION).inputs.skipDestroy).to.equal(true);
  });

  it("runs unprivileged, without capabilities, on a read-only file system", async () => {
    const app = container(await register(service()));
    expect(app).to.include({ user: "10001:10001", privileged: false, readonlyRootFilesystem: true });
    expect(app.linuxParameters).to.deep.equal({ capabilities: { drop: ["ALL"] }, initProcessEnabled: true });
  });

  it("has a volume for each path that may be written to, and no other", async () => {
    const graph = await register(service({ writablePaths: ["/var/cache/app", "/tmp"] }));
    expect(graph.one(TASK_DEFINITION).inputs.volumes).to.deep.equal([{ name: "tmp" }, { name: "var-cache-app" }]);
    expect(container(graph).mountPoints).to.deep.equal([
      { containerPath: "/tmp", readOnly: false, sourceVolume: "tmp" },
      { containerPath: "/var/cache/app", readOnly: false, sourceVolume: "var-cache-app" },
    ]);
  });

  it("stops within the two minutes Spot gives", async () => {
    expect(container(await register(service())).stopTimeout).to.equal(110);
  });

  it("reads its secrets by reference, never by value", async () => {
    const arn = "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:app-AbCdEf";
    const app = container(await register(service({ environment: { MODE: "fast" }, secrets: { TOKEN: arn } })));
    expect(app.environment).to.deep.equal([{ name: "MODE", value: "fast" }]);
    expect(app.secrets).to.deep.equal([{ name: "TOKEN", valueFrom: arn }]);
  });

  it("refuses a secret among its variables, whatever wraps it", async () => {
    const environment = { TOKEN: pulumi.interpolate`key-${SEEDED_SECRET}` };
    const spec = resolveFargateService("app", { ...minimal, environment });
    // A bare task definition: the evaluation would wait for ever for a service that depends on one that failed.
    const error = await registerError(
      () => new ecs.TaskDefinition("app", { family: "app", containerDefinitions: containerDefinitions("app", spec) }),
    );
    expect(error.message).to.equal(
      'error serializing property "containerDefinitions": Task "app" cannot be created:\n' +
        "  - environment.TOKEN is a secret, and a task definition shows it in plain text; put it into Secrets Manager " +
        "and name its ARN in secrets.",
    );
  });

  it("takes a variable that is an ordinary output", async () => {
    const app = container(await register(service({ environment: { URL: pulumi.output("https://example.com") } })));
    expect(app.environment).to.deep.equal([{ name: "URL", value: "https://example.com" }]);
  });

  it("asks the container how it is, if told how, with every interval written out", async () => {
    const containerHealthCheck = { command: ["CMD", "/app/healthcheck"] };
    expect(container(await register(service({ containerHealthCheck }))).healthCheck).to.deep.equal({
      command: ["CMD", "/app/healthcheck"],
      interval: 15,
      retries: 3,
      startPeriod: 60,
      timeout: 5,
    });
  });

  it("gives the agent of a shell what it must write to, only when a shell is allowed", async () => {
    const volumes = async (executeCommand: boolean) =>
      (await register(service({ executeCommand }))).one(TASK_DEFINITION).inputs.volumes;
    expect(await volumes(false)).to.deep.equal([{ name: "tmp" }]);
    expect(await volumes(true)).to.deep.equal([
      { name: "tmp" },
      { name: "var-lib-amazon" },
      { name: "var-log-amazon" },
    ]);
  });
});
