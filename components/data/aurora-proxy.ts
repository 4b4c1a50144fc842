import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { awsArn } from "../shared/naming";
import { ServiceRole } from "../shared/service-role";
import { databaseUserArn } from "./aurora-connect";
import { proxyLogGroup } from "./aurora-names";
import type { AuroraSpec } from "./aurora-spec";

export interface AuroraProxyArgs extends PlatformArgs {
  readonly region: string;
  readonly spec: AuroraSpec;
  readonly securityGroupId: pulumi.Input<string>;
  readonly cluster: rds.Cluster;
  /** What has to exist before the cluster can be reached through the proxy. */
  readonly instances: readonly rds.ClusterInstance[];
}

/**
 * A pool of connections in front of a cluster. Clients sign in to it by IAM token, and it signs in to the cluster by IAM
 * token too: neither side has a password.
 *
 * Session state (`SET`, temporary tables, advisory locks) pins a client to one connection, which the pool then lacks.
 */
export class AuroraProxy extends PlatformComponent {
  readonly proxyName: pulumi.Output<string>;
  /** `prx-…`, by which IAM knows the proxy. */
  readonly resourceId: pulumi.Output<string>;
  readonly writerEndpoint: pulumi.Output<string>;
  /** Of the readers; undefined where the cluster has none. */
  readonly readerEndpoint: pulumi.Output<string> | undefined;

  constructor(
    name: string,
    private readonly args: AuroraProxyArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("kumiki:data:AuroraProxy", name, args, options);
    const logGroup = this.createLogGroup();
    const role = this.createRole();
    const proxy = this.createProxy(role, logGroup);
    const target = this.createTarget(proxy);
    this.proxyName = proxy.name;
    this.resourceId = proxy.arn.apply((arn) => arn.slice(arn.lastIndexOf(":") + 1));
    this.writerEndpoint = onceReachable(proxy.endpoint, target);
    this.readerEndpoint = args.instances.length > 1 ? this.createReaderEndpoint(proxy, target) : undefined;
    this.registerOutputs({
      proxyName: this.proxyName,
      resourceId: this.resourceId,
      writerEndpoint: this.writerEndpoint,
      readerEndpoint: this.readerEndpoint,
    });
  }

  /** Created before the proxy writes to it, or it has no key and keeps its lines for ever. */
  private createLogGroup(): cloudwatch.LogGroup {
    const { spec } = this.args;
    return new cloudwatch.LogGroup(
      this.childName("log"),
      {
        region: this.region,
        name: proxyLogGroup(spec.names.proxy),
        kmsKeyId: spec.logsKeyArn,
        retentionInDays: spec.logRetention,
        tags: this.tagsFor("log"),
      },
      this.child(spec.deletionProtection ? { retainOnDelete: true } : {}),
    );
  }

  private createRole(): ServiceRole {
    const { region, spec, cluster } = this.args;
    return new ServiceRole(
      this.childName("role"),
      {
        accountId: spec.accountId,
        service: "rds.amazonaws.com",
        sourceArn: awsArn("rds", region, spec.accountId, "db-proxy:*"),
        description: `Lets ${spec.names.proxy} sign in to the cluster behind it.`,
        grants: [
          {
            sid: "SignInAsUsers",
            actions: ["rds-db:connect"],
            resources: spec.users.map((user) => databaseUserArn(spec, cluster.clusterResourceId, user)),
          },
        ],
        ...this.inherited,
      },
      { parent: this },
    );
  }

  private createProxy(role: ServiceRole, logGroup: cloudwatch.LogGroup): rds.Proxy {
    const { spec } = this.args;
    const args: rds.ProxyArgs = {
      region: this.region,
      name: spec.names.proxy,
      engineFamily: "POSTGRESQL",
      roleArn: role.arn,
      defaultAuthScheme: "IAM_AUTH",
      requireTls: true,
      debugLogging: false, // logs the text of statements, values included
      idleClientTimeout: spec.pool.idleClientTimeout,
      vpcSubnetIds: [...spec.subnetIds],
      vpcSecurityGroupIds: [this.args.securityGroupId],
      tags: this.tagsFor("proxy"),
    };
    return new rds.Proxy(
      this.childName("proxy"),
      spec.transform?.proxy?.(args) ?? args,
      this.child({ dependsOn: [role, logGroup] }),
    );
  }

  private createTarget(proxy: rds.Proxy): rds.ProxyTarget {
    const { pool } = this.args.spec;
    const group = new rds.ProxyDefaultTargetGroup(
      this.childName("pool"),
      {
        region: this.region,
        dbProxyName: proxy.name,
        connectionPoolConfig: {
          maxConnectionsPercent: pool.maxConnections,
          maxIdleConnectionsPercent: pool.maxIdleConnections,
          connectionBorrowTimeout: pool.borrowTimeout,
        },
      },
      this.child(),
    );
    return new rds.ProxyTarget(
      this.childName("target"),
      {
        region: this.region,
        dbProxyName: proxy.name,
        targetGroupName: group.name,
        dbClusterIdentifier: this.args.cluster.clusterIdentifier,
      },
      // RDS refuses a cluster without instances as a target.
      this.child({ dependsOn: [...this.args.instances] }),
    );
  }

  /** The proxy's own endpoint leads to the writer only. */
  private createReaderEndpoint(proxy: rds.Proxy, target: rds.ProxyTarget): pulumi.Output<string> {
    const { spec } = this.args;
    const endpoint = new rds.ProxyEndpoint(
      this.childName("reader"),
      {
        region: this.region,
        dbProxyName: proxy.name,
        dbProxyEndpointName: spec.names.proxyReader,
        targetRole: "READ_ONLY",
        vpcSubnetIds: [...spec.subnetIds],
        vpcSecurityGroupIds: [this.args.securityGroupId],
        tags: this.tagsFor("reader"),
      },
      this.child(),
    ).endpoint;
    return onceReachable(endpoint, target);
  }
}

/** An address is given out once something answers behind it. */
function onceReachable(endpoint: pulumi.Output<string>, target: rds.ProxyTarget): pulumi.Output<string> {
  return pulumi.all([endpoint, target.id]).apply(([address]) => address);
}
