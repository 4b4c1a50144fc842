/**
 * The most that the workloads of the platform can do: every action that any of them is granted in any stack, and no
 * other. A test holds the two sides together: an action that is granted and missing here is void, and one that stands
 * here without being granted would widen the boundary for nothing.
 */
const ACTIONS = {
  backup: ["CopyFromBackupVault", "CopyIntoBackupVault", "DescribeBackupVault", "TagResource"],
  ec2: [
    "AssignPrivateIpAddresses",
    "CreateNetworkInterface",
    "DeleteNetworkInterface",
    "DescribeNetworkInterfaces",
    "DescribeSubnets",
    "UnassignPrivateIpAddresses",
  ],
  ecr: ["BatchCheckLayerAvailability", "BatchGetImage", "GetAuthorizationToken", "GetDownloadUrlForLayer"],
  elasticache: ["Connect"],
  elasticloadbalancing: [
    "DeregisterTargets",
    "DescribeListeners",
    "DescribeRules",
    "DescribeTargetGroups",
    "DescribeTargetHealth",
    "ModifyRule",
    "RegisterTargets",
  ],
  es: ["ESHttpDelete", "ESHttpGet", "ESHttpHead", "ESHttpPost", "ESHttpPut"],
  kms: ["CreateGrant", "Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey"],
  lambda: ["InvokeFunction"],
  logs: [
    "CreateLogGroup",
    "CreateLogStream",
    "DescribeLogGroups",
    "DescribeLogStreams",
    "GetLogEvents",
    "PutLogEvents",
    "PutRetentionPolicy",
  ],
  "rds-data": ["BeginTransaction", "CommitTransaction", "ExecuteStatement", "RollbackTransaction"],
  "rds-db": ["connect"],
  rds: [
    "AddTagsToResource",
    "CopyDBClusterSnapshot",
    "CreateDBClusterSnapshot",
    "CreateDBInstance",
    "DeleteDBCluster",
    "DeleteDBClusterSnapshot",
    "DeleteDBInstance",
    "DescribeDBClusterSnapshots",
    "DescribeDBClusters",
    "DescribeDBInstances",
    "ListTagsForResource",
    "ModifyDBCluster",
    "RestoreDBClusterFromSnapshot",
  ],
  s3: [
    "GetObject",
    "GetObjectLegalHold",
    "GetObjectRetention",
    "GetObjectVersionAcl",
    "GetObjectVersionForReplication",
    "GetObjectVersionTagging",
    "GetReplicationConfiguration",
    "ListBucket",
    "PutObject",
    "ReplicateDelete",
    "ReplicateObject",
    "ReplicateTags",
  ],
  secretsmanager: [
    "DescribeSecret",
    "GetRandomPassword",
    "GetSecretValue",
    "PutSecretValue",
    "UpdateSecretVersionStage",
  ],
  sqs: ["ChangeMessageVisibility", "DeleteMessage", "GetQueueAttributes", "ReceiveMessage", "SendMessage"],
  tag: ["GetResources"],
  xray: ["PutTelemetryRecords", "PutTraceSegments"],
} as const;

/** Full names, `s3:GetObject`. */
export const WORKLOAD_ACTIONS: readonly string[] = Object.entries(ACTIONS).flatMap(([service, actions]) =>
  actions.map((action) => `${service}:${action}`),
);
