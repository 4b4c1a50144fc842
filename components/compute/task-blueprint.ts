import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ecs from "@pulumi/aws/ecs";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { ServiceRole } from "../shared/service-role";
import { containerDefinitions, taskVolumes } from "./task-definition";
import { executionGrants, TASKS_SERVICE, taskGrants, tasksOf } from "./task-roles";
import type { TaskSpec } from "./task-spec";

export interface TaskBlueprintArgs extends PlatformArgs {
  readonly spec: TaskSpec;
  /** Changes the task definition that would be created. @default - it is created as it is */
  readonly transform?: (args: ecs.TaskDefinitionArgs) => ecs.TaskDefinitionArgs;
}

/** What it takes to start a task: its definition, the two roles it runs with, and the log it writes to. */
export class TaskBlueprint extends PlatformComponent {
  readonly definition: ecs.TaskDefinition;
  /** What ECS itself needs to start the task. */
  readonly executionRole: ServiceRole;
  /** What the application may do. */
  readonly taskRole: ServiceRole;
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: TaskBlueprintArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:compute:TaskBlueprint", name, args, options);
    const { spec } = args;
    const logGroup = this.createLogGroup(spec);
    this.executionRole = this.createExecutionRole(spec, logGroup);
    this.taskRole = this.createTaskRole(spec);
    this.definition = this.createDefinition(args, logGroup);
    this.logGroupName = logGroup.name;
    this.registerOutputs({ definitionArn: this.definition.arn, logGroupName: this.logGroupName });
  }

  /** Created before anything writes to it: a group ECS creates itself has no key and keeps its lines for ever. */
  private createLogGroup(spec: TaskSpec): cloudwatch.LogGroup {
    return new cloudwatch.LogGroup(
      this.childName("log"),
      {
        name: spec.logGroupName,
        kmsKeyId: spec.logsKeyArn,
        retentionInDays: spec.logRetention,
        region: this.region,
        tags: this.tagsFor("log"),
      },
      this.child(),
    );
  }

  private createExecutionRole(spec: TaskSpec, logGroup: cloudwatch.LogGroup): ServiceRole {
    return new ServiceRole(
      this.childName("execution-role"),
      {
        accountId: spec.accountId,
        service: TASKS_SERVICE,
        sourceArn: tasksOf(spec),
        description: "Lets ECS start the tasks of one family: pull its image, write its log, read its secrets.",
        grants: executionGrants(spec, logGroup.arn),
        ...this.inherited,
      },
      { parent: this },
    );
  }

  private createTaskRole(spec: TaskSpec): ServiceRole {
    return new ServiceRole(
      this.childName("task-role"),
      {
        accountId: spec.accountId,
        service: TASKS_SERVICE,
        sourceArn: tasksOf(spec),
        description: "What the application in the tasks of one family may do.",
        grants: taskGrants(spec),
        roleName: spec.taskRoleName,
        ...this.inherited,
      },
      { parent: this },
    );
  }

  private createDefinition({ spec, transform }: TaskBlueprintArgs, logGroup: cloudwatch.LogGroup): ecs.TaskDefinition {
    const args: ecs.TaskDefinitionArgs = {
      family: spec.taskFamily,
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
      // Text, unlike everywhere else.
      cpu: String(spec.cpu),
      memory: String(spec.memory),
      executionRoleArn: this.executionRole.arn,
      taskRoleArn: this.taskRole.arn,
      containerDefinitions: containerDefinitions(this.logicalName, spec),
      volumes: taskVolumes(spec).map(({ name }) => ({ name })),
      // Rolling back means going back to an earlier revision, which must not have been deregistered by then.
      skipDestroy: true,
      region: this.region,
      tags: this.tagsFor("task"),
    };
    return new ecs.TaskDefinition(
      this.childName("task"),
      transform?.(args) ?? args,
      this.child({ dependsOn: logGroup }),
    );
  }
}
