import { expect } from "chai";
import type { PlainObject, ResourceGraph } from "../../plan/graph";
import { byName, listOf, nameResolver, objectAt, platformTests, same } from "./both-stacks";

// Mocks cannot show a task start; they show everything a task is made of.

const SERVICE = "aws:ecs/service:Service";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";

/** Names of variables that would hold a secret; whoever may describe a task reads all of its variables. */
const SECRET_NAME = /secret|token|password|passwd|credential|private|api_?key/i;

describe("the inventory of the tasks", () => {
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
      const tasks = graph.ofType(TASK).map(({ name }) => [name, containersOf(graph, name).map((one) => one.name)]);
      expect(Object.fromEntries(tasks)).to.deep.equal({
        "app-task": ["app", "collector"],
        "migrate-task": ["app"],
        "worker-task": ["app", "collector"],
      });
      for (const container of containersOf(graph)) {
        expect(container).to.deep.include(expected);
        expect(String(container.image)).to.match(/@sha256:[0-9a-f]{64}$/);
      }
    },
  );

  inBothStacks(
    "states mode and buffer of every log driver, and logs to an encrypted group of each workload (1.2-1)",
    { dev: 7, prod: 90 },
    (graph, retentionInDays, stack) => {
      for (const workload of ["app", "migrate", "worker"]) {
        const drivers = [
          ...containersOf(graph, `${workload}-task`).map((container) => objectAt(container, "logConfiguration")),
          ...graph
            .ofType(SERVICE)
            .filter(({ name }) => name === workload)
            .map(({ inputs }) => objectAt(inputs, "serviceConnectConfiguration", "logConfiguration")),
        ];
        expect(drivers.length, workload).to.equal(workload === "migrate" ? 1 : 3);
        const group = `/ecs/kumiki-${stack}-${workload}`;
        for (const driver of drivers) {
          expect(objectAt(driver, "options")).to.deep.include({
            mode: "non-blocking",
            "max-buffer-size": "25m",
            "awslogs-group": group,
          });
        }
        const { inputs } = graph.one("aws:cloudwatch/logGroup:LogGroup", `${workload}-log`);
        expect([inputs.name, inputs.retentionInDays]).to.deep.equal([group, retentionInDays]);
        expect(nameResolver(graph)(inputs.kmsKeyId)).to.equal("keys-logs");
      }
    },
  );

  inBothStacks("keeps secrets out of variables, tasks and stack outputs (N19)", same([]), (graph, none) => {
    const ofTasks = containersOf(graph).flatMap(({ environment }) =>
      listOf(environment).map((_, i) => String(objectAt(environment, i).name)),
    );
    const ofFunctions = graph
      .ofType("aws:lambda/function:Function")
      .flatMap(({ inputs }) =>
        "environment" in inputs ? Object.keys(objectAt(inputs, "environment", "variables")) : [],
      );
    expect([...ofTasks, ...ofFunctions].filter((name) => SECRET_NAME.test(name))).to.deep.equal(none);
    expect(graph.ofType(TASK).flatMap(({ secretInputs }) => secretInputs)).to.deep.equal(none);
    expect(graph.secretOutputs).to.deep.equal(none);
    for (const { outputs } of graph.ofType("random:index/randomPassword:RandomPassword")) {
      expect(JSON.stringify([graph.outputs, graph.one(TASK, "app-task").inputs])).not.to.include(
        String(outputs.result),
      );
    }
  });

  inBothStacks("gives a task one role and its agent another (1.2-1)", same(TASK), (graph, type) => {
    const roles = byName(graph, type, ({ inputs }) =>
      [inputs.taskRoleArn, inputs.executionRoleArn].map(nameResolver(graph)),
    );
    expect(roles).to.deep.equal({
      "app-task": ["app-task-role", "app-execution-role"],
      "migrate-task": ["migrate-task-role", "migrate-execution-role"],
      "worker-task": ["worker-task-role", "worker-execution-role"],
    });
  });
});

/** Of all tasks, or of one. */
function containersOf(graph: ResourceGraph, task?: string): PlainObject[] {
  return graph
    .ofType(TASK)
    .filter(({ name }) => task === undefined || name === task)
    .flatMap(({ inputs }): PlainObject[] => JSON.parse(String(inputs.containerDefinitions)));
}
