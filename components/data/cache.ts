import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as elasticache from "@pulumi/aws/elasticache";
import type * as pulumi from "@pulumi/pulumi";
import { PORTS } from "../network/flows";
import { PlatformComponent } from "../shared/component";
import type { Grant } from "../shared/iam";
import { entryOf } from "../shared/lookup";
import { accessString } from "./cache-access";
import type { CacheArgs } from "./cache-args";
import { type CacheSpec, resolveCache, serverParameters } from "./cache-spec";
import { userIdOf } from "./cache-users";

/** The logs of the service, by the type it calls them. */
const LOG_TYPES = ["slow-log", "engine-log"] as const;

/**
 * A Valkey cache in cluster mode, encrypted on the wire and on disk. Its users are let in by IAM, and each sees its own
 * keys only.
 *
 * ```ts
 * const cache = new Cache("cache", {
 *   namePrefix: "kumiki-dev", subnetIds: vpc.appSubnetIds, securityGroupId: groups.ids.cache,
 *   kmsKeyArn: keys.arns.data, logsKeyArn: keys.arns.logs,
 *   users: [
 *     { name: "session", keyPatterns: ["session:*"], commands: "readWrite" },
 *     { name: "cache", keyPatterns: ["cache:*"], commands: "readWrite" },
 *   ],
 * });
 * cache.connectGrant("session"); // for the role of the service that keeps the sessions
 * ```
 *
 * Default settings: Valkey 8.2 on one `cache.t4g.micro`, TLS required, no password anywhere, no user named `default`;
 * one daily snapshot; slow log and engine log kept for 30 days, encrypted; protected against deletion. With replicas,
 * the nodes of a shard stand in different zones and the service fails over by itself.
 *
 * A client calls `configurationEndpoint` over TLS, speaks the cluster protocol (it follows MOVED), signs a token for
 * `replicationGroupId` and its user, and signs a new one within 12 hours, after which ElastiCache ends the connection.
 *
 * Costs (Tokyo, 2026): a `cache.t4g.micro` 730 h x 0.0157 = 12 USD a month; two shards of two `cache.r7g.large`
 * 4 x 730 h x 0.2104 = 614 USD.
 *
 * It creates no security group and no alarms, serves no publish/subscribe and runs no scripts. Cluster mode cannot be
 * turned off again.
 */
export class Cache extends PlatformComponent {
  /** Host name clients find the shards by. */
  readonly configurationEndpoint: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;
  /** The name tokens are signed for; metrics call the nodes `<this>-0001-001` and so on. */
  readonly replicationGroupId: pulumi.Output<string>;
  readonly replicationGroupArn: pulumi.Output<string>;
  /** Names to log in with, by the name in `users`. */
  readonly userIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** By the name in `users`. */
  readonly userArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** Groups of the slow log and of the engine's log. */
  readonly logGroupNames: pulumi.Output<string>[];

  constructor(name: string, args: CacheArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:data:Cache", name, args, options);
    const spec = resolveCache(name, args);
    const users = this.createUsers(spec);
    const logGroups = this.createLogGroups(spec);
    const group = this.createReplicationGroup(spec, {
      userGroupIds: [this.createUserGroup(spec, users)],
      parameterGroupName: this.createParameterGroup(spec),
      subnetGroupName: this.createSubnetGroup(spec),
      logDeliveryConfigurations: logGroups.map(deliveryTo),
    });
    this.configurationEndpoint = group.configurationEndpointAddress;
    this.port = group.port.apply((port) => port ?? PORTS.valkey);
    this.replicationGroupId = group.replicationGroupId;
    this.replicationGroupArn = group.arn;
    this.userIds = Object.fromEntries(users.map(([user, { userId }]) => [user, userId]));
    this.userArns = Object.fromEntries(users.map(([user, { arn }]) => [user, arn]));
    this.logGroupNames = logGroups.map(([, logGroup]) => logGroup.name);
    this.registerOutputs({
      configurationEndpoint: this.configurationEndpoint,
      port: this.port,
      replicationGroupId: this.replicationGroupId,
      replicationGroupArn: this.replicationGroupArn,
      userIds: this.userIds,
      userArns: this.userArns,
      logGroupNames: this.logGroupNames,
    });
  }

  /**
   * What a role needs to connect as one of the users.
   * @throws if there is none of that name
   */
  connectGrant(userName: string): Grant {
    const words = userName.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    return {
      sid: `ConnectToCacheAs${words.join("")}`,
      actions: ["elasticache:Connect"],
      resources: [this.replicationGroupArn, entryOf("cache user", this.userArns, userName)], // either alone is refused
    };
  }

  private createUsers({ namePrefix, users }: CacheSpec): (readonly [string, elasticache.User])[] {
    return users.map((user) => {
      const id = userIdOf(namePrefix, user.name);
      const created = new elasticache.User(
        this.childName(`user-${user.name}`),
        {
          region: this.region,
          userId: id,
          userName: id,
          engine: "valkey",
          authenticationMode: { type: "iam" },
          accessString: accessString(user),
          tags: this.tagsFor(`user-${user.name}`),
        },
        this.child(),
      );
      return [user.name, created] as const;
    });
  }

  /** Without a group of users the cache admits everybody who reaches it; with one of Valkey, only those in the group. */
  private createUserGroup(
    { cacheId }: CacheSpec,
    users: readonly (readonly [string, elasticache.User])[],
  ): pulumi.Output<string> {
    return new elasticache.UserGroup(
      this.childName("users"),
      {
        region: this.region,
        userGroupId: cacheId,
        engine: "valkey",
        userIds: users.map(([, { userId }]) => userId),
        tags: this.tagsFor("users"),
      },
      this.child(),
    ).userGroupId;
  }

  /** Named by Pulumi: another family replaces it, while the cache still uses the old one. */
  private createParameterGroup(spec: CacheSpec): pulumi.Output<string> {
    const args: elasticache.ParameterGroupArgs = {
      region: this.region,
      family: spec.family,
      description: `Settings of the cache ${spec.cacheId}`,
      parameters: serverParameters(spec),
      tags: this.tagsFor("parameters"),
    };
    return new elasticache.ParameterGroup(
      this.childName("parameters"),
      spec.transform?.parameterGroup?.(args) ?? args,
      this.child(),
    ).name;
  }

  private createSubnetGroup({ cacheId, subnetIds }: CacheSpec): pulumi.Output<string> {
    return new elasticache.SubnetGroup(
      this.childName("subnets"),
      {
        region: this.region,
        description: `Subnets of the cache ${cacheId}`,
        subnetIds: [...subnetIds],
        tags: this.tagsFor("subnets"),
      },
      this.child(),
    ).name;
  }

  /** Created before anything is delivered; below `/aws/vendedlogs/`, where AWS admits its deliveries without being told. */
  private createLogGroups(spec: CacheSpec): LogGroups {
    return LOG_TYPES.map((type) => {
      const group = new cloudwatch.LogGroup(
        this.childName(type),
        {
          region: this.region,
          name: `/aws/vendedlogs/elasticache/${spec.cacheId}/${type}`,
          kmsKeyId: spec.logsKeyArn,
          retentionInDays: spec.logRetention,
          tags: this.tagsFor(type),
        },
        this.child(),
      );
      return [type, group] as const;
    });
  }

  private createReplicationGroup(spec: CacheSpec, parts: Parts): elasticache.ReplicationGroup {
    const args: elasticache.ReplicationGroupArgs = {
      region: this.region,
      replicationGroupId: spec.cacheId,
      description: "Sessions and cached values",
      engine: "valkey",
      engineVersion: spec.engineVersion,
      nodeType: spec.nodeType,
      port: PORTS.valkey,
      clusterMode: "enabled",
      numNodeGroups: spec.shards,
      replicasPerNodeGroup: spec.replicasPerShard,
      automaticFailoverEnabled: true, // cluster mode is refused without it, even where there is no replica to fail over to
      multiAzEnabled: spec.replicasPerShard > 0,
      ...parts,
      securityGroupIds: [spec.securityGroupId],
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      atRestEncryptionEnabled: true,
      kmsKeyId: spec.kmsKeyArn,
      // Fixes of the engine should not wait for us. Should AWS raise the minor version by it, the next preview wants to
      // replace the cache, because there is no way back: raise `engineVersion` then.
      autoMinorVersionUpgrade: true,
      maintenanceWindow: spec.maintenanceWindow,
      snapshotRetentionLimit: spec.snapshotRetention,
      snapshotWindow: spec.snapshotWindow,
      finalSnapshotIdentifier: spec.protect ? `${spec.cacheId}-final` : undefined,
      applyImmediately: !spec.protect,
      notificationTopicArn: spec.notificationTopicArn,
      tags: this.tagsFor("group"),
    };
    return new elasticache.ReplicationGroup(
      this.childName("group"),
      spec.transform?.replicationGroup?.(args) ?? args,
      this.child({ protect: spec.protect }),
    );
  }
}

type LogGroups = readonly (readonly [(typeof LOG_TYPES)[number], cloudwatch.LogGroup])[];

type Parts = Required<
  Pick<
    elasticache.ReplicationGroupArgs,
    "userGroupIds" | "parameterGroupName" | "subnetGroupName" | "logDeliveryConfigurations"
  >
>;

function deliveryTo([logType, { name }]: LogGroups[number]) {
  return { logType, logFormat: "json", destinationType: "cloudwatch-logs", destination: name };
}
