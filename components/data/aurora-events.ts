import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";

export interface AuroraEventsArgs extends PlatformArgs {
  /** Topic of the same region. Its policy and its key have to admit `events.rds.amazonaws.com`. */
  readonly topicArn: pulumi.Input<string>;
  readonly clusterIdentifier: pulumi.Input<string>;
  readonly instanceIdentifiers: readonly pulumi.Input<string>[];
  /** @default - there is no proxy */
  readonly proxyName?: pulumi.Input<string>;
}

/** What somebody should hear of, by the kind of thing it happens to; backups and changes of settings are not among it. */
const CATEGORIES = {
  "db-cluster": ["failover", "failure", "maintenance", "notification"],
  "db-instance": ["availability", "failover", "failure", "low storage", "maintenance", "notification", "recovery"],
  "db-proxy": ["failure"],
} as const;

/** Tells a topic what RDS does to a cluster, its instances and its proxy. */
export class AuroraEvents extends PlatformComponent {
  constructor(name: string, args: AuroraEventsArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:data:AuroraEvents", name, args, options);
    const { topicArn } = args;
    this.subscribe("db-cluster", [args.clusterIdentifier], topicArn);
    this.subscribe("db-instance", args.instanceIdentifiers, topicArn);
    if (args.proxyName !== undefined) this.subscribe("db-proxy", [args.proxyName], topicArn);
    this.registerOutputs({});
  }

  private subscribe(
    sourceType: keyof typeof CATEGORIES,
    sourceIds: readonly pulumi.Input<string>[],
    snsTopic: pulumi.Input<string>,
  ): void {
    new rds.EventSubscription(
      this.childName(sourceType),
      {
        region: this.region,
        snsTopic,
        sourceType,
        sourceIds: [...sourceIds],
        eventCategories: [...CATEGORIES[sourceType]],
        tags: this.tagsFor(sourceType),
      },
      this.child(),
    );
  }
}
