import type * as ecs from "@pulumi/aws/ecs";
import type * as lb from "@pulumi/aws/lb";
import type * as pulumi from "@pulumi/pulumi";
import type { OriginHeader } from "../network/listener-rules";
import type { DeploymentArgs } from "./deployment";
import type { ScalingArgs, TaskCount } from "./service-scaling-args";
import type { TaskArgs } from "./task-args";

/** How the service is reached through a load balancer that already exists. */
export interface LoadBalancerAttachment {
  /** VPC of the load balancer. Changing it replaces the target groups. */
  readonly vpcId: pulumi.Input<string>;
  /** The HTTPS listener that gets a rule for this service. */
  readonly listenerArn: pulumi.Input<string>;
  /**
   * Order of the rule among those of the listener, 1-49998; the lowest that matches wins. The rule takes this priority or
   * one of the next two, by strategy and protocol: leave those to it, and either can change on a running service.
   */
  readonly priority: number;
  /** Paths that lead here, such as `/api/*`; one to three, 128 characters each. `["/*"]` takes everything. */
  readonly pathPatterns: readonly string[];
  /**
   * Header that only our CloudFront distribution sends, and its one or two accepted values (two while it is rotated).
   * Everybody's distributions share the addresses the load balancer admits, so a request without it is not for us.
   */
  readonly originHeader: OriginHeader;
  /** `app/<name>/<id>` of the load balancer, as its metrics name it. */
  readonly albArnSuffix: pulumi.Input<string>;
}

/** How the service finds others of the namespace, and is found by them. */
export interface ServiceConnectArgs {
  /** Namespace of the cluster. */
  readonly namespaceArn: pulumi.Input<string>;
  /** Name under which others find this service. @default - it only finds others */
  readonly name?: string;
  /** Port on which others call it. @default - the port of the service */
  readonly port?: number;
}

/** What Spot and on-demand capacity the tasks run on. */
export interface Capacity {
  /** Tasks that always run on demand. */
  readonly onDemandBase: number;
  /** Share of further tasks on demand, 0-1000. */
  readonly onDemandWeight: number;
  /** Share of further tasks on Spot, 0-1000; Spot can be taken away at two minutes' notice and may have none to give. */
  readonly spotWeight: number;
}

/** A command that says within the container whether it works; exit code 0 means it does. */
export interface ContainerHealthCheck {
  /** Such as `["CMD", "/app/healthcheck"]`; `CMD-SHELL` needs a shell in the image. */
  readonly command: readonly string[];
  /** Seconds between checks, 5-300. @default 15 */
  readonly interval?: number;
  /** Seconds after which a check has failed, 2-120. @default 5 */
  readonly timeout?: number;
  /** Failures in a row that replace the task, 1-10. @default 3 */
  readonly retries?: number;
  /** Seconds after the start in which failures do not count, 0-300. @default 60 */
  readonly startPeriod?: number;
}

/**
 * Last resort for what no argument offers: each function gets what would be created and gives what is created instead.
 * It can undo any default of the component, the secure ones too; the policies still look at the result.
 */
export interface FargateServiceTransforms {
  readonly taskDefinition?: (args: ecs.TaskDefinitionArgs) => ecs.TaskDefinitionArgs;
  readonly service?: (args: ecs.ServiceArgs) => ecs.ServiceArgs;
  readonly targetGroup?: (args: lb.TargetGroupArgs) => lb.TargetGroupArgs;
}

export interface FargateServiceArgs extends TaskArgs {
  /** Cluster with the capacity providers FARGATE and FARGATE_SPOT. Changing it replaces the service. */
  readonly clusterArn: pulumi.Input<string>;
  /** The same by name, as its scaler and its metrics call it. */
  readonly clusterName: pulumi.Input<string>;
  /** Private subnets, at least one, in as many zones as tasks should spread over. No task gets a public address. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Security group of the tasks, with all its rules made elsewhere. */
  readonly securityGroupId: pulumi.Input<string>;
  /** Port the container listens on, 1024-65535: lower ones need root. @default 8443 */
  readonly port?: number;
  /**
   * Protocol from the load balancer to the task. The load balancer does not verify the task's certificate, so a
   * self-made one does. A change replaces the target groups, and requests fail until tasks have entered the new ones.
   * @default "HTTPS"
   */
  readonly targetProtocol?: "HTTPS" | "HTTP";
  /** The listener the service is reached through. @default - none: a worker that takes its work from elsewhere */
  readonly loadBalancer?: LoadBalancerAttachment;
  /** The service in its namespace. @default - it neither finds others nor is found */
  readonly serviceConnect?: ServiceConnectArgs;
  /** Bounds of the scaler, and the number of tasks at the first deployment. @default { min: 1, max: 2, desired: 1 } */
  readonly count?: TaskCount;
  /**
   * What the tasks run on. A launch type is never set: it would exclude capacity providers.
   * @default { onDemandBase: 1, onDemandWeight: 1, spotWeight: 0 }
   */
  readonly capacity?: Capacity;
  /** What the number of tasks follows. @default - CPU at 60 %, memory at 70 % */
  readonly scaling?: ScalingArgs;
  /** How a new version replaces the old one. @default - rolling, rolled back by the circuit breaker */
  readonly deployment?: DeploymentArgs;
  /**
   * Path of the load balancer's health check, answered without asking a database: one that does ask turns a slow
   * database into the loss of every task. @default "/healthz"
   */
  readonly healthCheckPath?: string;
  /** Check within the container. @default - none; the load balancer's check decides alone */
  readonly containerHealthCheck?: ContainerHealthCheck;
  /** Changes what would be created, where no argument does. @default {} */
  readonly transform?: FargateServiceTransforms;
}
