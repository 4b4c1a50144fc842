import type { RestartTable } from "./restart-table";

const FAILOVER =
  "the nodes are replaced one by one; each shard fails over to a replica, and without one its keys are lost";

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.Modify.html */
export const CACHES: RestartTable = {
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    restarts: [
      { paths: ["engine", "engineVersion", "nodeType"], text: FAILOVER },
      { paths: ["parameterGroupName"], text: "parameters that need it take effect when the nodes are next restarted" },
      { paths: ["transitEncryptionEnabled", "transitEncryptionMode"], text: FAILOVER },
      {
        paths: ["nodeGroupConfigurations", "numNodeGroups"],
        text: "keys move between the shards while the cache serves, which slows it down",
      },
    ],
    calm: [
      "applyImmediately",
      "authToken",
      "authTokenUpdateStrategy",
      "authTokenWo",
      "authTokenWoVersion",
      "autoMinorVersionUpgrade",
      "automaticFailoverEnabled",
      "description",
      "finalSnapshotIdentifier",
      "logDeliveryConfigurations",
      "maintenanceWindow",
      "multiAzEnabled",
      "notificationTopicArn",
      "numCacheClusters",
      "replicasPerNodeGroup",
      "securityGroupIds",
      "snapshotRetentionLimit",
      "snapshotWindow",
      "tags",
      "userGroupIds",
    ],
    waits: true,
  },
};
