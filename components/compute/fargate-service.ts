import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import { PlatformComponent } from "../shared/component";
import { assertDeployed, deploymentSettings, deploymentTimeout } from "./deployment";
import type { FargateServiceArgs } from "./fargate-service-args";
import { type FargateServiceSpec, resolveFargateService } from "./fargate-service-spec";
import { ListenerRoute } from "./listener-route";
import { RollbackAlarms } from "./rollback-alarms";
import { serviceConnectConfiguration } from "./service-connect";
import { ServiceScaling } from "./service-scaling";
import { TaskBlueprint } from "./task-blueprint";

/**
 * A container image, kept running: task, roles, log, way in from a load balancer, scaling, and deployments that take
 * themselves back when they fail.
 *
 * ```ts
 * new FargateService("worker", {
 *   region: "ap-northeast-1", accountId: "123456789012", namePrefix: "kumiki-dev",
 *   clusterArn: cluster.clusterArn, clusterName: cluster.clusterName,
 *   subnetIds: vpc.appSubnetIds, securityGroupId: groups.ids.worker, logsKeyArn: keys.arns.logs,
 *   image: "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/worker@sha256:…",
 * });
 * ```
 *
 * Default settings: ARM64, user 10001 without capabilities on a read-only file system, no public address, no shell, two
 * roles (ECS's own for starting, the application's for working), 30 days of encrypted log, one to two tasks on demand,
 * rolling deployment with circuit breaker. An update waits until the service is steady, and fails the run if ECS has rolled
 * it back meanwhile. `desiredCount` belongs to the scaler after the first run.
 *
 * Costs (Tokyo, ARM, on demand, 2026): 0.25 vCPU and 1 GB around the clock are 730 h x (0.25 x 0.04045 + 0.00442) =
 * 10.6 USD a month; Spot takes about two thirds off.
 *
 * It does not create security groups, repositories, listeners or alarms for people.
 */
export class FargateService extends PlatformComponent {
  /**
   * The service itself, for whoever has to wait until its tasks answer. A dependency on the whole component would wait
   * for scaling and all else too, and list every part of it.
   */
  readonly service: ecs.Service;
  readonly serviceName: pulumi.Output<string>;
  readonly serviceArn: pulumi.Output<string>;
  /** Role of the application; nothing but `taskGrants` and what the collector needs. */
  readonly taskRoleArn: pulumi.Output<string>;
  /** `<namePrefix>-<name>-task`, known in advance. */
  readonly taskRoleName: pulumi.Output<string>;
  /** Role ECS itself uses to pull the image, write the log and read the secrets. */
  readonly executionRoleArn: pulumi.Output<string>;
  readonly taskDefinitionArn: pulumi.Output<string>;
  /** None without a load balancer, two with a deployment that shifts traffic. */
  readonly targetGroupArns: pulumi.Output<string>[];
  /** The same as metrics name them. */
  readonly targetGroupArnSuffixes: pulumi.Output<string>[];
  readonly logGroupName: pulumi.Output<string>;

  private readonly spec: FargateServiceSpec;

  constructor(name: string, args: FargateServiceArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:compute:FargateService", name, args, options);
    this.spec = resolveFargateService(name, args);

    const { definition: taskDefinition, executionRole, taskRole, logGroupName } = this.createTask();
    const route = this.createRoute();
    const alarms = this.createAlarms(route);
    // A task starts with what its roles may do at that moment, and ECS refuses target groups no rule leads to.
    const prerequisites = [executionRole, taskRole, ...(route === undefined ? [] : [route])];
    const service = this.createService(taskDefinition, route, alarms, prerequisites);
    this.createScaling(service, route);

    this.service = service;
    this.serviceName = nameOnceDeployed(service, taskDefinition);
    this.serviceArn = service.arn;
    this.taskRoleArn = taskRole.arn;
    this.taskRoleName = taskRole.roleName;
    this.executionRoleArn = executionRole.arn;
    this.taskDefinitionArn = taskDefinition.arn;
    this.targetGroupArns = route?.targetGroups.map((group) => group.arn) ?? [];
    this.targetGroupArnSuffixes = route?.targetGroups.map((group) => group.arnSuffix) ?? [];
    this.logGroupName = logGroupName;
    this.registerOutputs({
      serviceName: this.serviceName,
      serviceArn: this.serviceArn,
      taskRoleArn: this.taskRoleArn,
      taskRoleName: this.taskRoleName,
      executionRoleArn: this.executionRoleArn,
      taskDefinitionArn: this.taskDefinitionArn,
      targetGroupArns: this.targetGroupArns,
      targetGroupArnSuffixes: this.targetGroupArnSuffixes,
      logGroupName: this.logGroupName,
    });
  }

  private createTask(): TaskBlueprint {
    const { spec } = this;
    return new TaskBlueprint(
      this.logicalName,
      { spec, transform: spec.transform?.taskDefinition, region: this.region, ...this.inherited },
      { parent: this },
    );
  }

  private createRoute(): ListenerRoute | undefined {
    const { spec } = this;
    if (spec.loadBalancer === undefined) return undefined;
    return new ListenerRoute(
      this.childName("lb"),
      { spec, attachment: spec.loadBalancer, region: this.region, ...this.inherited },
      { parent: this },
    );
  }

  private createAlarms(route: ListenerRoute | undefined): readonly pulumi.Input<string>[] {
    const { alarmNames } = this.spec.deployment;
    if (route === undefined || this.spec.loadBalancer === undefined) return alarmNames;
    const own = new RollbackAlarms(
      this.childName("rollback"),
      {
        albArnSuffix: this.spec.loadBalancer.albArnSuffix,
        targetGroups: route.targetGroups,
        region: this.region,
        ...this.inherited,
      },
      { parent: this },
    );
    return [...own.alarmNames, ...alarmNames];
  }

  private createService(
    taskDefinition: ecs.TaskDefinition,
    route: ListenerRoute | undefined,
    alarmNames: readonly pulumi.Input<string>[],
    dependsOn: pulumi.Resource[],
  ): ecs.Service {
    const { spec } = this;
    const args: ecs.ServiceArgs = {
      cluster: spec.clusterArn,
      taskDefinition: taskDefinition.arn,
      desiredCount: spec.count.desired,
      capacityProviderStrategies: capacityProviders(spec),
      // Without it a change of the strategy above is refused.
      forceNewDeployment: true,
      ...deploymentSettings(spec.deployment, alarmNames),
      availabilityZoneRebalancing: "ENABLED",
      networkConfiguration: {
        subnets: spec.subnetIds,
        securityGroups: [spec.securityGroupId],
        assignPublicIp: false,
      },
      loadBalancers: route === undefined ? undefined : [route.serviceLoadBalancer],
      healthCheckGracePeriodSeconds: route === undefined ? undefined : 60,
      serviceConnectConfiguration: serviceConnectConfiguration(spec),
      enableExecuteCommand: spec.executeCommand,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      waitForSteadyState: true,
      region: this.region,
      tags: { ...this.inherited.tags, Name: this.logicalName },
    };
    const timeout = deploymentTimeout(spec.deployment);
    return new ecs.Service(
      this.logicalName,
      spec.transform?.service?.(args) ?? args,
      this.child({
        dependsOn,
        ignoreChanges: ["desiredCount"],
        customTimeouts: { create: timeout, update: timeout },
      }),
    );
  }

  private createScaling(service: ecs.Service, route: ListenerRoute | undefined): void {
    const { clusterName, count, scaling, loadBalancer } = this.spec;
    const [targetGroup] = route?.targetGroups ?? [];
    new ServiceScaling(
      this.childName("scaling"),
      {
        clusterName,
        serviceName: service.name,
        count,
        scaling,
        requestLabel:
          loadBalancer === undefined || targetGroup === undefined
            ? undefined
            : pulumi.interpolate`${loadBalancer.albArnSuffix}/${targetGroup.arnSuffix}`,
        region: this.region,
        ...this.inherited,
      },
      { parent: this },
    );
  }
}

function nameOnceDeployed(service: ecs.Service, { arn }: ecs.TaskDefinition): pulumi.Output<string> {
  return pulumi.all([service.name, service.arn, service.taskDefinition, arn]).apply(([name, own, running, wanted]) => {
    assertDeployed(own, running ?? "nothing", wanted);
    return name;
  });
}

/** Only providers that get tasks: one without base and weight would be refused. */
function capacityProviders({ capacity }: FargateServiceSpec): ecs.ServiceArgs["capacityProviderStrategies"] {
  const { onDemandBase, onDemandWeight, spotWeight } = capacity;
  return [
    { capacityProvider: "FARGATE", base: onDemandBase, weight: onDemandWeight },
    { capacityProvider: "FARGATE_SPOT", base: 0, weight: spotWeight },
  ].filter(({ base, weight }) => base > 0 || weight > 0);
}
