import { describeChanges, describeRefusals } from "./support/changes";

describeChanges("prod", [
  {
    what: "one more shard of the cache",
    changes: { "cache.shards": 3 },
    steps: ["update aws:elasticache:ReplicationGroup cache-group: numNodeGroups"],
  },
  {
    what: "the class of the database's instances",
    changes: { "aurora.instanceClass": "db.r7g.xlarge" },
    steps: [
      "update aws:rds:ClusterInstance db-instance-1: instanceClass",
      "update aws:rds:ClusterInstance db-instance-2: instanceClass",
      "update aws:rds:ClusterInstance db-replica-instance-1: instanceClass",
    ],
  },
]);

describeRefusals("prod", [
  {
    what: "the addresses of its network, because it is protected",
    changes: { "network.cidrBlock": "10.20.0.0/16" },
    errors: [/is currently marked for protection/],
    wayOut: "back",
  },
]);
