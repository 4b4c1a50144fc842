import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { PORTS } from "../network/flows";
import { PlatformComponent } from "../shared/component";
import type { AuroraClusterArgs } from "./aurora-args";
import { databaseUserArn } from "./aurora-connect";
import { AuroraEvents } from "./aurora-events";
import { AuroraInstances } from "./aurora-instances";
import { AuroraProxy } from "./aurora-proxy";
import { AuroraReaderScaling } from "./aurora-reader-scaling";
import { AuroraRegion } from "./aurora-region";
import { AuroraReplica, FILLED_IN_BY_GLOBAL_DATABASE, UPGRADED_BY_GLOBAL_DATABASE } from "./aurora-replica";
import type { RestoreSource } from "./aurora-restore";
import { clusterOptions, clusterSettings, insightsSettings } from "./aurora-settings";
import { type AuroraSpec, resolveAuroraCluster } from "./aurora-spec";
import { MasterSecret } from "./master-secret";

/** RDS takes 41 characters at most, without `/`, `"` and `@`; letters and digits make 238 bits of these. */
const PASSWORD_LENGTH = 40;

/** What a restore is told once; a cluster that exists is not made anew when it changes or goes. */
const READ_AT_CREATION = ["restoreToPointInTime", "snapshotIdentifier"];

/**
 * An Aurora PostgreSQL cluster with its instances, settings, logs, master password and, where asked for, a proxy, a copy
 * in another region, notifications and readers that follow the load.
 *
 * ```ts
 * const database = new AuroraCluster("db", {
 *   region, accountId, namePrefix, kmsKeyArn, logsKeyArn, users: ["app"],
 *   subnetIds: vpc.dataSubnetIds, securityGroupId: groups.id("db"),
 * });
 * const mayConnect = { sid: "SignIn", actions: ["rds-db:connect"], resources: [database.connectResourceArn("app")] };
 * ```
 *
 * Default settings: PostgreSQL 17.7 (supported until 2030) and never upgraded by itself; one serverless instance of 0-2
 * ACU that pauses after five idle minutes; no public address; TLS only; users sign in by IAM token, and RDS keeps and
 * rotates the master password under the platform's key; everything encrypted by that key; statements and plans logged
 * from 1 s, without parameter values, and statements ended after 30 s; a week of point-in-time restore; protected, and a
 * snapshot at the end; backups outlive the cluster.
 *
 * Costs (Tokyo, 2026): an ACU 0.15 USD an hour, db.r7g.large about 0.332, storage 0.12 per GB and month, a million I/O
 * 0.24; two db.r7g.large around the clock are 2 x 730 h x 0.332 = 485 USD a month, a copy with one reader 242 more.
 *
 * What it does not do: it creates no security groups and no database users; it does not fail over to the other region,
 * which is for people to decide; and RDS keeps measurements of the operating system in a log group of its own making,
 * `RDSOSMetrics`, which belongs to the whole account.
 */
export class AuroraCluster extends PlatformComponent {
  readonly clusterArn: pulumi.Output<string>;
  readonly clusterIdentifier: pulumi.Output<string>;
  /** `cluster-…`, by which IAM knows the cluster. */
  readonly clusterResourceId: pulumi.Output<string>;
  /** Group of the data subnets, for a cluster that is restored beside this one. */
  readonly subnetGroupName: pulumi.Output<string>;
  /** Where to write: the proxy's if there is one. */
  readonly writerEndpoint: pulumi.Output<string>;
  /** Where to read: the proxy's if there is one. Without a reader it leads to the writer. */
  readonly readerEndpoint: pulumi.Output<string>;
  readonly port: number = PORTS.postgres;
  readonly databaseName: string;
  /** Secret with the credentials of the master user; only migrations may read it. */
  readonly masterSecretArn: pulumi.Output<string>;
  /** Name of the proxy, as its metrics call it. @default - there is no proxy */
  readonly proxyName: pulumi.Output<string> | undefined;
  /** Copy in the other region, as its metrics call it. @default - there is no copy */
  readonly replicaClusterIdentifier: pulumi.Output<string> | undefined;
  /** @default - there is no copy, or it has no instance */
  readonly replicaReaderEndpoint: pulumi.Output<string> | undefined;

  private readonly spec: AuroraSpec;
  private readonly connectId: pulumi.Output<string>;

  constructor(name: string, args: AuroraClusterArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:data:AuroraCluster", name, args, options);
    this.spec = resolveAuroraCluster(name, args);
    const ground = this.createGround();
    const password = this.spec.replica === undefined ? undefined : this.createPassword();
    const cluster = this.createCluster(ground, password);
    const instances = this.createInstances(cluster, ground);
    const proxy = this.createProxy(cluster, instances);
    const replica = this.createReplica(cluster, instances);
    this.createReaderScaling(cluster, instances);
    this.createEvents(cluster, instances, proxy);

    this.clusterArn = cluster.arn;
    this.clusterIdentifier = cluster.clusterIdentifier;
    this.clusterResourceId = cluster.clusterResourceId;
    this.subnetGroupName = ground.subnetGroupName;
    this.connectId = proxy?.resourceId ?? cluster.clusterResourceId;
    this.writerEndpoint = proxy?.writerEndpoint ?? cluster.endpoint;
    this.readerEndpoint = proxy === undefined ? cluster.readerEndpoint : (proxy.readerEndpoint ?? proxy.writerEndpoint);
    this.databaseName = this.spec.databaseName;
    this.masterSecretArn =
      password === undefined ? managedSecretArn(cluster) : this.createSecret(cluster, password, instances, replica);
    this.proxyName = proxy?.proxyName;
    this.replicaClusterIdentifier = replica?.clusterIdentifier;
    this.replicaReaderEndpoint = replica?.readerEndpoint;
    this.registerOutputs({
      clusterArn: this.clusterArn,
      clusterIdentifier: this.clusterIdentifier,
      clusterResourceId: this.clusterResourceId,
      subnetGroupName: this.subnetGroupName,
      writerEndpoint: this.writerEndpoint,
      readerEndpoint: this.readerEndpoint,
      port: this.port,
      databaseName: this.databaseName,
      masterSecretArn: this.masterSecretArn,
      proxyName: this.proxyName,
      replicaClusterIdentifier: this.replicaClusterIdentifier,
      replicaReaderEndpoint: this.replicaReaderEndpoint,
    });
  }

  /**
   * What `rds-db:connect` has to be granted on, for one of `users`.
   * @throws Error for any other user, whom the proxy would not let in
   */
  connectResourceArn(user: string): pulumi.Output<string> {
    const { users } = this.spec;
    if (users.includes(user)) return databaseUserArn(this.spec, this.connectId, user);
    throw new pulumi.RunError(
      `AuroraCluster "${this.logicalName}" has no user "${user}", only ${users.join(", ")}; add it to users.`,
    );
  }

  private createGround(): AuroraRegion {
    const { spec } = this;
    return new AuroraRegion(
      this.childName("region"),
      {
        region: spec.region,
        spec,
        clusterIdentifier: spec.names.cluster,
        subnetIds: spec.subnetIds,
        logsKeyArn: spec.logsKeyArn,
        ...this.inherited,
      },
      { parent: this },
    );
  }

  /** Global Database has no master password that RDS keeps. */
  private createPassword(): pulumi.Output<string> {
    return new RandomPassword(
      this.childName("first-password"),
      { length: PASSWORD_LENGTH, special: false },
      this.child(),
    ).result;
  }

  private createCluster(ground: AuroraRegion, password: pulumi.Output<string> | undefined): rds.Cluster {
    const { spec } = this;
    const { region, names, securityGroupId, kmsKeyArn, replica } = spec;
    const args: rds.ClusterArgs = {
      ...clusterSettings(spec, { region, identifier: names.cluster, ground, securityGroupId, kmsKeyArn }),
      ...insightsSettings(spec.insights, spec.insightsRetention, kmsKeyArn),
      databaseName: spec.databaseName,
      masterUsername: spec.masterUsername,
      ...(password === undefined
        ? { manageMasterUserPassword: true, masterUserSecretKmsKeyId: kmsKeyArn }
        : { masterPassword: password }),
      enableHttpEndpoint: spec.dataApi,
      ...restoring(spec.restoreFrom),
      tags: this.tagsFor("cluster"),
    };
    return new rds.Cluster(
      this.childName("cluster"),
      spec.transform?.cluster?.(args) ?? args,
      this.child({
        ...clusterOptions(spec, [
          ...READ_AT_CREATION,
          ...(password === undefined ? [] : ["masterPassword"]),
          ...(replica === undefined ? [] : [...FILLED_IN_BY_GLOBAL_DATABASE, ...UPGRADED_BY_GLOBAL_DATABASE]),
        ]),
        dependsOn: [ground], // the log groups above all
      }),
    );
  }

  private createInstances(cluster: rds.Cluster, site: AuroraRegion): readonly rds.ClusterInstance[] {
    const { spec } = this;
    return new AuroraInstances(
      this.childName("instance"),
      {
        region: spec.region,
        spec,
        classes: spec.classes,
        clusterIdentifier: cluster.clusterIdentifier,
        site,
        ...this.inherited,
      },
      { parent: this },
    ).all;
  }

  private createProxy(cluster: rds.Cluster, instances: readonly rds.ClusterInstance[]): AuroraProxy | undefined {
    const { spec } = this;
    if (!spec.proxy || spec.proxySecurityGroupId === undefined) return undefined;
    return new AuroraProxy(
      this.childName("proxy"),
      {
        region: spec.region,
        spec,
        securityGroupId: spec.proxySecurityGroupId,
        cluster,
        instances,
        ...this.inherited,
      },
      { parent: this },
    );
  }

  private createReplica(
    primary: rds.Cluster,
    primaryInstances: readonly rds.ClusterInstance[],
  ): AuroraReplica | undefined {
    const { spec } = this;
    const { replica, region: primaryRegion } = spec;
    if (replica === undefined) return undefined;
    return new AuroraReplica(
      this.childName("replica"),
      { region: replica.region, spec, replica, primary, primaryInstances, primaryRegion, ...this.inherited },
      { parent: this },
    );
  }

  private createReaderScaling(cluster: rds.Cluster, instances: readonly rds.ClusterInstance[]): void {
    const { region, readerScaling: scaling } = this.spec;
    if (scaling === undefined) return;
    new AuroraReaderScaling(
      this.childName("reader-scaling"),
      { region, clusterIdentifier: cluster.clusterIdentifier, scaling, instances, ...this.inherited },
      { parent: this },
    );
  }

  private createEvents(
    cluster: rds.Cluster,
    instances: readonly rds.ClusterInstance[],
    proxy: AuroraProxy | undefined,
  ): void {
    const { region, eventTopicArn } = this.spec;
    if (eventTopicArn === undefined) return;
    new AuroraEvents(
      this.childName("events"),
      {
        region,
        topicArn: eventTopicArn,
        clusterIdentifier: cluster.clusterIdentifier,
        instanceIdentifiers: instances.map(({ identifier }) => identifier),
        proxyName: proxy?.proxyName,
        ...this.inherited,
      },
      { parent: this },
    );
  }

  private createSecret(
    cluster: rds.Cluster,
    password: pulumi.Output<string>,
    instances: readonly rds.ClusterInstance[],
    copy: AuroraReplica | undefined,
  ): pulumi.Output<string> {
    const { spec } = this;
    const { region, replica, rotationFunctionArn } = spec;
    if (replica === undefined || rotationFunctionArn === undefined) throw new Error("checked together with replica");
    const settled = [...instances, ...(copy === undefined ? [] : [copy])];
    return new MasterSecret(
      this.childName("master"),
      { region, spec, replica, rotationFunctionArn, cluster, password, settled, ...this.inherited },
      { parent: this },
    ).arn;
  }
}

function restoring(
  source: RestoreSource | undefined,
): Pick<rds.ClusterArgs, "restoreToPointInTime" | "snapshotIdentifier"> {
  if (source === undefined) return {};
  if ("snapshotIdentifier" in source) return { snapshotIdentifier: source.snapshotIdentifier };
  const { sourceClusterIdentifier, time } = source;
  const moment = time === "latest" ? { useLatestRestorableTime: true } : { restoreToTime: time };
  return { restoreToPointInTime: { sourceClusterIdentifier, restoreType: "full-copy", ...moment } };
}

function managedSecretArn({ masterUserSecrets }: rds.Cluster): pulumi.Output<string> {
  return masterUserSecrets.apply(([secret]) => {
    if (secret !== undefined) return secret.secretArn;
    throw new pulumi.RunError("RDS keeps no master password of the cluster; manageMasterUserPassword must stay true.");
  });
}
