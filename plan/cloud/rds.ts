import type { PlainValue } from "../graph";
import type { Registration, Service, Simulated } from "./registration";

/** Relational Database Service. Ids are the names people see, but for those of proxies' targets. */
export const rdsService: Service = {
  "aws:rds/subnetGroup:SubnetGroup": (group) => ({
    ...named(group, "subgrp"),
    vpcId: group.awsId("vpc"),
    supportedNetworkTypes: ["IPV4"],
    description: group.or("description", "Managed by Pulumi"),
  }),
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": (group) => ({
    ...named(group, "cluster-pg"),
    description: group.or("description", "Managed by Pulumi"),
  }),
  "aws:rds/cluster:Cluster": (cluster) => {
    const identifier = cluster.physicalName("clusterIdentifier");
    const domain = `${cluster.hex(12, "domain")}.${cluster.region}.rds.amazonaws.com`;
    return {
      id: identifier,
      clusterIdentifier: identifier,
      arn: cluster.arn("rds", `cluster:${identifier}`),
      clusterResourceId: `cluster-${cluster.alphanumeric(26, "resource")}`,
      endpoint: `${identifier}.cluster-${domain}`,
      readerEndpoint: `${identifier}.cluster-ro-${domain}`,
      hostedZoneId: `Z${cluster.alphanumeric(13, "zone")}`,
      masterUserSecrets: masterUserSecrets(cluster),
      ...defaults(cluster, {
        port: 5432,
        engineMode: "provisioned",
        engineVersion: "17.7",
        engineLifecycleSupport: "open-source-rds-extended-support",
        storageEncrypted: false,
        storageType: "",
        backupRetentionPeriod: 1,
        databaseInsightsMode: "standard",
        deletionProtection: false,
        copyTagsToSnapshot: false,
        deleteAutomatedBackups: true,
        skipFinalSnapshot: false,
        iamDatabaseAuthenticationEnabled: false,
        performanceInsightsEnabled: false,
        autoMinorVersionUpgrade: true,
        monitoringInterval: 0,
        networkType: "IPV4",
      }),
      engineVersionActual: cluster.or("engineVersion", "17.7"),
    };
  },
  "aws:rds/clusterInstance:ClusterInstance": (instance) => {
    const identifier = instance.physicalName("identifier");
    return {
      id: identifier,
      identifier,
      arn: instance.arn("rds", `db:${identifier}`),
      dbiResourceId: `db-${instance.alphanumeric(26, "resource")}`,
      endpoint: `${identifier}.${instance.hex(12, "domain")}.${instance.region}.rds.amazonaws.com`,
      port: 5432,
      storageEncrypted: true,
      writer: instance.or("promotionTier", 0) === 0,
      ...defaults(instance, {
        publiclyAccessible: false,
        autoMinorVersionUpgrade: true,
        monitoringInterval: 0,
        promotionTier: 0,
        caCertIdentifier: "rds-ca-rsa2048-g1",
      }),
    };
  },
  "aws:rds/globalCluster:GlobalCluster": (global) => {
    const identifier = global.text("globalClusterIdentifier");
    return {
      id: identifier,
      arn: global.globalArn("rds", `global-cluster:${identifier}`),
      globalClusterResourceId: `cluster-${global.hex(16)}`,
      engine: global.or("engine", "aurora-postgresql"),
      storageEncrypted: global.or("storageEncrypted", true),
      ...defaults(global, { deletionProtection: false, engineLifecycleSupport: "open-source-rds-extended-support" }),
    };
  },
  "aws:rds/eventSubscription:EventSubscription": (subscription) => ({
    ...named(subscription, "es"),
    customerAwsId: subscription.accountId,
    enabled: subscription.or("enabled", true),
  }),
  "aws:rds/proxy:Proxy": (proxy) => {
    const name = proxy.physicalName();
    return {
      id: name,
      name,
      arn: proxy.arn("rds", `db-proxy:prx-0${proxy.hex(16)}`),
      endpoint: `${name}.proxy-${proxy.hex(12, "domain")}.${proxy.region}.rds.amazonaws.com`,
      ...defaults(proxy, {
        defaultAuthScheme: "NONE",
        idleClientTimeout: 1800,
        requireTls: false,
        endpointNetworkType: "IPV4",
        targetConnectionNetworkType: "IPV4",
      }),
    };
  },
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": (group) => ({
    id: group.text("dbProxyName"),
    name: "default",
    arn: group.arn("rds", `target-group:prx-tg-0${group.hex(16)}`),
  }),
  "aws:rds/proxyTarget:ProxyTarget": (target) => {
    const cluster = target.text("dbClusterIdentifier");
    return {
      id: [target.text("dbProxyName"), target.text("targetGroupName"), "TRACKED_CLUSTER", cluster].join("/"),
      type: "TRACKED_CLUSTER",
      rdsResourceId: cluster,
      port: 5432,
    };
  },
  "aws:rds/proxyEndpoint:ProxyEndpoint": (endpoint) => {
    const name = endpoint.text("dbProxyEndpointName");
    return {
      id: `${endpoint.text("dbProxyName")}/${name}`,
      arn: endpoint.arn("rds", `db-proxy-endpoint:prx-endpoint-0${endpoint.hex(16)}`),
      endpoint: `${name}.endpoint.proxy-${endpoint.hex(12, "domain")}.${endpoint.region}.rds.amazonaws.com`,
      vpcId: endpoint.awsId("vpc"),
      isDefault: false,
      targetRole: endpoint.or("targetRole", "READ_WRITE"),
    };
  },
};

function named(resource: Registration, kind: string): Simulated & { readonly name: string } {
  const name = resource.physicalName();
  return { id: name, name, arn: resource.arn("rds", `${kind}:${name}`) };
}

/** The secret RDS makes where it keeps the password; its name begins with `rds!`. */
function masterUserSecrets(cluster: Registration): PlainValue[] {
  if (cluster.inputs.manageMasterUserPassword !== true) return [];
  const secret = `secret:rds!cluster-${cluster.uuid("secret")}-${cluster.alphanumeric(6, "secret")}`;
  return [
    {
      secretArn: cluster.arn("secretsmanager", secret),
      kmsKeyId: cluster.or("masterUserSecretKmsKeyId", "aws/secretsmanager"),
      secretStatus: "active",
    },
  ];
}

function defaults(resource: Registration, values: Readonly<Record<string, PlainValue>>): Record<string, PlainValue> {
  return Object.fromEntries(
    Object.entries(values).map(([property, value]) => [property, resource.or(property, value)]),
  );
}
