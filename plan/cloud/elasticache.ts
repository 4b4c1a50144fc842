import type { PlainValue } from "../graph";
import type { Registration, Service } from "./registration";

/** Regions as the host names of caches abbreviate them. */
const REGION_LABELS: Readonly<Record<string, string>> = {
  "ap-northeast-1": "apne1",
  "ap-northeast-3": "apne3",
  "us-east-1": "use1",
};

/** ElastiCache: replication groups in cluster mode, their users, and the groups they refer to. */
export const elasticacheService: Service = {
  "aws:elasticache/replicationGroup:ReplicationGroup": (group) => {
    // Stored in lower case, whatever was asked for.
    const id = group.physicalName("replicationGroupId").toLowerCase();
    const shards = Number(group.or("numNodeGroups", 1));
    const replicas = Number(group.or("replicasPerNodeGroup", 0));
    const version = group.text("engineVersion", "8.2");
    const label = REGION_LABELS[group.region] ?? group.region;
    return {
      id,
      replicationGroupId: id,
      arn: group.arn("elasticache", `replicationgroup:${id}`),
      clusterEnabled: true,
      configurationEndpointAddress: `clustercfg.${id}.${group.hex(6)}.${label}.cache.amazonaws.com`,
      engineVersion: version,
      engineVersionActual: `${version}.0`,
      memberClusters: nodeNames(id, shards, 1 + replicas),
      numCacheClusters: shards * (1 + replicas),
      numNodeGroups: shards,
      replicasPerNodeGroup: replicas,
      ...defaults(group, {
        engine: "redis",
        port: 6379,
        clusterMode: "enabled",
        applyImmediately: false,
        atRestEncryptionEnabled: group.text("engine") === "valkey",
        autoMinorVersionUpgrade: true,
        automaticFailoverEnabled: false,
        dataTieringEnabled: false,
        ipDiscovery: "ipv4",
        maintenanceWindow: "sun:05:00-sun:06:00",
        multiAzEnabled: false,
        networkType: "ipv4",
        parameterGroupName: `default.valkey${version.split(".")[0]}.cluster.on`,
        snapshotRetentionLimit: 0,
        snapshotWindow: "03:00-04:00",
        subnetGroupName: "default",
        transitEncryptionEnabled: false,
      }),
    };
  },
  "aws:elasticache/user:User": (user) => {
    const id = user.text("userId").toLowerCase();
    return { id, userId: id, arn: user.arn("elasticache", `user:${id}`) };
  },
  "aws:elasticache/userGroup:UserGroup": (group) => {
    const id = group.text("userGroupId").toLowerCase();
    return { id, userGroupId: id, arn: group.arn("elasticache", `usergroup:${id}`) };
  },
  "aws:elasticache/parameterGroup:ParameterGroup": (group) => {
    const name = group.physicalName();
    return {
      id: name,
      name,
      arn: group.arn("elasticache", `parametergroup:${name}`),
      description: group.or("description", "Managed by Pulumi"),
    };
  },
  "aws:elasticache/subnetGroup:SubnetGroup": (group) => {
    const name = group.physicalName().toLowerCase();
    return {
      id: name,
      name,
      arn: group.arn("elasticache", `subnetgroup:${name}`),
      description: group.or("description", "Managed by Pulumi"),
      vpcId: group.awsId("vpc"),
    };
  },
};

/** `kumiki-dev-cache-0001-001`: shard, then node; metrics know the nodes by these names. */
function nodeNames(id: string, shards: number, nodes: number): string[] {
  return Array.from({ length: shards * nodes }, (_, index) => {
    const [shard, node] = [1 + Math.floor(index / nodes), 1 + (index % nodes)];
    return `${id}-${String(shard).padStart(4, "0")}-${String(node).padStart(3, "0")}`;
  });
}

function defaults(resource: Registration, values: Readonly<Record<string, PlainValue>>): Record<string, PlainValue> {
  return Object.fromEntries(
    Object.entries(values).map(([property, value]) => [property, resource.or(property, value)]),
  );
}
