import * as pulumi from "@pulumi/pulumi";
import { PlatformComponent } from "../shared/component";
import { Problems } from "../shared/validate";
import type { TaskArgs } from "./task-args";
import { TaskBlueprint } from "./task-blueprint";
import { checkTask } from "./task-rules";
import { given, TASK_DEFAULTS, type TaskSpec, taskNames } from "./task-spec";

export interface OneOffTaskArgs extends TaskArgs {
  /** Cluster the task is started in. */
  readonly clusterName: pulumi.Input<string>;
  /** Private subnets, at least one. The task gets no public address. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly securityGroupId: pulumi.Input<string>;
}

/**
 * A task that is started, does its work and ends, such as the migration of a schema before a new version is deployed.
 *
 * ```ts
 * const migration = new OneOffTask("migrate", {
 *   region, accountId, namePrefix, clusterName, subnetIds, securityGroupId, logsKeyArn,
 *   image: service.image, command: ["migrate"], taskGrants: [database.connectGrant("migrator")],
 * });
 * export const migrate = migration.command;
 * ```
 *
 * Default settings: those of a service's tasks - Graviton, unprivileged, root file system read-only, log encrypted and
 * kept 30 days. Nothing starts it but the command it gives: what a deployment does by itself must be safe to repeat, and
 * a migration is that only if its author says so.
 */
export class OneOffTask extends PlatformComponent {
  readonly taskDefinitionArn: pulumi.Output<string>;
  readonly taskRoleArn: pulumi.Output<string>;
  /** Known in advance. */
  readonly taskRoleName: string;
  /** The command of the AWS CLI that starts it. */
  readonly command: pulumi.Output<string>;

  constructor(name: string, args: OneOffTaskArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:compute:OneOffTask", name, args, options);
    const spec = resolveOneOffTask(name, args);
    const task = new TaskBlueprint(name, { spec, region: this.region, ...this.inherited }, { parent: this });
    this.taskDefinitionArn = task.definition.arn;
    this.taskRoleArn = task.taskRole.arn;
    this.taskRoleName = spec.taskRoleName;
    this.command = startCommand(spec, args);
    this.registerOutputs({
      taskDefinitionArn: this.taskDefinitionArn,
      taskRoleArn: this.taskRoleArn,
      taskRoleName: this.taskRoleName,
      command: this.command,
    });
  }
}

function resolveOneOffTask(name: string, args: OneOffTaskArgs): TaskSpec {
  const problems = new Problems();
  const spec: TaskSpec = { ...TASK_DEFAULTS, ...given(args), ...taskNames(name, args, problems) };
  checkTask(spec, problems);
  problems.throwFor(`OneOffTask "${name}"`);
  return spec;
}

function startCommand({ region, taskFamily }: TaskSpec, args: OneOffTaskArgs): pulumi.Output<string> {
  const { clusterName, securityGroupId } = args;
  const subnets = pulumi.output(args.subnetIds).apply((ids) => ids.join(","));
  const network = pulumi.interpolate`awsvpcConfiguration={subnets=[${subnets}],securityGroups=[${securityGroupId}]}`;
  return pulumi.interpolate`aws ecs run-task --region ${region} --cluster ${clusterName} --task-definition ${taskFamily} --launch-type FARGATE --network-configuration '${network}'`;
}
