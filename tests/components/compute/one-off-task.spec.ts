import { expect } from "chai";
import { OneOffTask } from "../../../components/compute/one-off-task";
import { oneOffTask } from "../../../examples/one-off-task";
import { register, registerError, registerOutputs } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";
import { minimal } from "./service-fixture";

// Mocks cannot show that the task ends well; they show what it is made of, and the command that starts it.

describe("OneOffTask", () => {
  it("is a task like those of a service, with a command of its own and nobody calling it (4.3-1)", async () => {
    const graph = await register(oneOffTask);
    const definition = graph.one("aws:ecs/taskDefinition:TaskDefinition").inputs;
    const [container, ...others] = JSON.parse(String(definition.containerDefinitions));
    expect(others).to.deep.equal([]);
    expect(container).to.deep.include({
      command: ["migrate"],
      essential: true,
      portMappings: [],
      privileged: false,
      readonlyRootFilesystem: true,
      user: "10001:10001",
    });
    expect(definition).to.deep.include({ cpu: "256", memory: "1024", family: "kumiki-dev-migrate" });
    expect(graph.ofType("aws:ecs/service:Service")).to.deep.equal([]);
    expectWellFormed(graph);
  });

  it("gives the command that starts it, and the names of its roles", async () => {
    const outputs = await registerOutputs(() => {
      const { command, taskRoleName, taskRoleArn } = oneOffTask();
      return { command, taskRoleName, taskRoleArn };
    });
    expect(outputs).to.deep.equal({
      command:
        "aws ecs run-task --region ap-northeast-1 --cluster main --task-definition kumiki-dev-migrate " +
        "--launch-type FARGATE --network-configuration " +
        "'awsvpcConfiguration={subnets=[subnet-0a1b2c3d4e5f60718,subnet-0b2c3d4e5f6071829],securityGroups=[sg-0a1b2c3d4e5f60718]}'",
      taskRoleArn: "arn:aws:iam::123456789012:role/kumiki-dev-migrate-task",
      taskRoleName: "kumiki-dev-migrate-task",
    });
  });

  it("refuses bad arguments, all at once", async () => {
    const error = await registerError(
      () => new OneOffTask("migrate", { ...minimal, image: "app:latest", cpu: 256, memory: 8192 }),
    );
    expect(error.message).to.equal(
      [
        'OneOffTask "migrate" cannot be created:',
        '  - image must be pinned by digest (…@sha256:<64 hex>), got "app:latest".',
        "  - Fargate does not offer 256 CPU units with 8192 MiB. Allowed for 256: 512, 1024, 2048.",
      ].join("\n"),
    );
  });
});
