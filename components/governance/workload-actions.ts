/**
 * The most that the workloads of the platform can do: every action that any of them is granted in any stack, and no
 * other. A test holds the two sides together: an action that is granted and missing here is void, and one that stands
 * here without being granted would widen the boundary for nothing.
 */
const ACTIONS = {
  ecr: ["BatchCheckLayerAvailability", "BatchGetImage", "GetAuthorizationToken", "GetDownloadUrlForLayer"],
  elasticloadbalancing: [
    "DeregisterTargets",
    "DescribeListeners",
    "DescribeRules",
    "DescribeTargetGroups",
    "DescribeTargetHealth",
    "ModifyRule",
    "RegisterTargets",
  ],
  kms: ["Decrypt", "Encrypt", "GenerateDataKey"],
  logs: ["CreateLogStream", "DescribeLogGroups", "DescribeLogStreams", "PutLogEvents"],
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
  sqs: ["ChangeMessageVisibility", "DeleteMessage", "GetQueueAttributes", "ReceiveMessage", "SendMessage"],
  xray: ["PutTelemetryRecords", "PutTraceSegments"],
} as const;

/** Full names, `s3:GetObject`. */
export const WORKLOAD_ACTIONS: readonly string[] = Object.entries(ACTIONS).flatMap(([service, actions]) =>
  actions.map((action) => `${service}:${action}`),
);
