import type { Target } from "./target";

const ECS = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference";
const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/api";
const IAM = "https://docs.aws.amazon.com/IAM/latest/APIReference";

/** Containers, functions, and the roles they run under. */
export const computeTargets: readonly Target[] = [
  {
    type: "aws:ecs/cluster:Cluster",
    missing: "ClusterNotFoundException",
    inUse: "ClusterContainsServicesException",
    heldBy: { "aws:ecs/service:Service": "cluster" },
    namedBy: { "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": "clusterName" },
    isAlwaysOurs: true,
    source: `${ECS}/API_DeleteCluster.html`,
  },
  {
    type: "aws:ecs/taskDefinition:TaskDefinition",
    missing: "ClientException",
    namedBy: { "aws:ecs/service:Service": "taskDefinition" },
    isAlwaysOurs: true,
    source: `${ECS}/API_CreateService.html`,
  },
  {
    type: "aws:ecr/repository:Repository",
    missing: "RepositoryNotFoundException",
    namedBy: { "aws:ecr/lifecyclePolicy:LifecyclePolicy": "repository" },
    isAlwaysOurs: true,
    source: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutLifecyclePolicy.html",
  },
  {
    type: "aws:lambda/function:Function",
    missing: "ResourceNotFoundException",
    namedBy: {
      "aws:lambda/eventSourceMapping:EventSourceMapping": "functionName",
      "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": "functionName",
      "aws:lambda/invocation:Invocation": "functionName",
      "aws:lambda/permission:Permission": "function",
      "aws:secretsmanager/secretRotation:SecretRotation": "rotationLambdaArn",
    },
    isAlwaysOurs: true,
    source: `${LAMBDA}/API_Invoke.html`,
  },
  {
    type: "aws:servicediscovery/httpNamespace:HttpNamespace",
    missing: "NamespaceNotFound",
    inUse: "ResourceInUse",
    heldBy: { "aws:ecs/service:Service": "serviceConnectConfiguration" },
    source: "https://docs.aws.amazon.com/cloud-map/latest/api/API_DeleteNamespace.html",
  },
  {
    type: "aws:sqs/queue:Queue",
    missing: "AWS.SimpleQueueService.NonExistentQueue",
    namedBy: {
      "aws:lambda/eventSourceMapping:EventSourceMapping": "eventSourceArn",
      "aws:s3/bucketNotification:BucketNotification": "queues",
      "aws:sqs/queuePolicy:QueuePolicy": "queueUrl",
      "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": "queueUrl",
    },
    isAlwaysOurs: true,
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html",
  },
  {
    type: "aws:iam/role:Role",
    missing: "NoSuchEntity",
    inUse: "DeleteConflict",
    heldBy: { "aws:iam/rolePolicy:RolePolicy": "role", "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "role" },
    namedBy: {
      "aws:ecs/taskDefinition:TaskDefinition": ["executionRoleArn", "taskRoleArn"],
      "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "roleName",
      "aws:lambda/function:Function": "role",
      "aws:rds/proxy:Proxy": "roleArn",
      "aws:scheduler/schedule:Schedule": "target",
    },
    source: `${IAM}/API_DeleteRole.html`,
  },
  {
    type: "aws:iam/policy:Policy",
    missing: "NoSuchEntity",
    inUse: "DeleteConflict",
    heldBy: {
      "aws:iam/role:Role": "permissionsBoundary",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
    },
    source: `${IAM}/API_DeletePolicy.html`,
  },
];
