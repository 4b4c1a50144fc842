import * as ecs from "@pulumi/aws/ecs";
import * as servicediscovery from "@pulumi/aws/servicediscovery";
import * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { ArgumentError, Problems } from "../shared/validate";

const INSIGHTS = ["enabled", "enhanced", "disabled"] as const;

export interface EcsClusterArgs extends PlatformArgs {
  /**
   * Key that encrypts the temporary disk of every task: a single-region one, because ECS takes no other, whose policy
   * admits `fargate.amazonaws.com`.
   */
  readonly diskKeyArn: pulumi.Input<string>;
  /**
   * Name of the Cloud Map namespace in which services find each other: 1-1024 visible characters, unique within account
   * and region. Changing it replaces the namespace, and with it every service that is registered there.
   */
  readonly namespaceName: string;
  /**
   * Container Insights: `enhanced` adds metrics of each task and container, and is billed by the metric.
   * `disabled` takes the number of running tasks away, without which no worker can scale on its backlog.
   * @default "enabled"
   */
  readonly insights?: (typeof INSIGHTS)[number];
}

/**
 * A cluster without servers: Fargate on demand and Fargate Spot, and a namespace for Service Connect.
 *
 * ```ts
 * const cluster = new EcsCluster("cluster", { diskKeyArn: keys.arn("tasks"), namespaceName: "kumiki-dev" });
 * ```
 *
 * Default settings: Container Insights on, temporary disks under the platform's key, nothing recorded of ECS Exec
 * because no service allows it by default. There is no default capacity either: each service says how much of Spot it
 * bears. Costs nothing itself, but for its metrics.
 */
export class EcsCluster extends PlatformComponent {
  readonly clusterArn: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  /** For the `serviceConnect` argument of a service. */
  readonly namespaceArn: pulumi.Output<string>;

  constructor(name: string, args: EcsClusterArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:compute:EcsCluster", name, args, options);
    const { insights = "enabled" } = args;
    validate(name, insights, args.namespaceName);

    const namespace = new servicediscovery.HttpNamespace(
      this.childName("namespace"),
      {
        name: args.namespaceName,
        description: "Services of the platform, as they find each other through Service Connect.",
        region: this.region,
        tags: this.tagsFor("namespace"),
      },
      this.child(),
    );
    const cluster = new ecs.Cluster(
      name,
      {
        settings: [{ name: "containerInsights", value: insights }],
        configuration: {
          // What is typed in a shell of a task may be a secret; the default would copy it to the task's log group.
          executeCommandConfiguration: { logging: "NONE" },
          managedStorageConfiguration: { fargateEphemeralStorageKmsKeyId: singleRegionKey(name, args.diskKeyArn) },
        },
        region: this.region,
        tags: { ...this.inherited.tags, Name: name },
      },
      this.child(),
    );
    const providers = new ecs.ClusterCapacityProviders(
      this.childName("capacity"),
      { clusterName: cluster.name, capacityProviders: ["FARGATE", "FARGATE_SPOT"], region: this.region },
      this.child(),
    );

    // Both wait for the capacity providers: a service created before them is refused.
    this.clusterArn = pulumi.all([cluster.arn, providers.id]).apply(([arn]) => arn);
    this.clusterName = providers.clusterName;
    this.namespaceArn = namespace.arn;
    this.registerOutputs({
      clusterArn: this.clusterArn,
      clusterName: this.clusterName,
      namespaceArn: this.namespaceArn,
    });
  }
}

/** Multi-region keys are told apart by their ids, which are known only when the key is. */
function singleRegionKey(name: string, keyArn: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.output(keyArn).apply((arn) => {
    if (!arn.includes(":key/mrk-")) return arn;
    throw new ArgumentError(`EcsCluster "${name}"`, [
      `diskKeyArn must be a single-region key, the only kind ECS encrypts disks with, got "${arn}".`,
    ]);
  });
}

function validate(name: string, insights: (typeof INSIGHTS)[number], namespaceName: string): void {
  const problems = new Problems();
  problems.oneOf("insights", insights, INSIGHTS);
  problems.unless(
    /^[!-~]{1,1024}$/.test(namespaceName),
    `namespaceName must have 1 to 1024 visible ASCII characters and no blank, got "${namespaceName}".`,
  );
  problems.throwFor(`EcsCluster "${name}"`);
}
