/** Finds the CloudFormation name of a property of the Pulumi SDK: `subnetIds` -> `SubnetIds`. */

/** By type, then by Pulumi's name. */
export type NameTable = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Where the rule fails: Pulumi's name to CloudFormation's, which may be a path. A name the SDK uses alike everywhere stands
 * under `*`.
 */
export const NAME_EXCEPTIONS: NameTable = {
  "*": {
    deletionWindowInDays: "PendingWindowInDays",
    policy: "PolicyDocument",
  },
  "aws:acm/certificate:Certificate": { validationOptions: "DomainValidationOptions" },
  "aws:appautoscaling/policy:Policy": { name: "PolicyName" },
  "aws:athena/workgroup:Workgroup": { configuration: "WorkGroupConfiguration" },
  "aws:backup/plan:Plan": {
    advancedBackupSettings: "BackupPlan.AdvancedBackupSettings",
    rules: "BackupPlan.BackupPlanRule",
  },
  "aws:backup/selection:Selection": {
    conditions: "BackupSelection.Conditions",
    iamRoleArn: "BackupSelection.IamRoleArn",
    name: "BackupSelection.SelectionName",
    notResources: "BackupSelection.NotResources",
    planId: "BackupPlanId",
    resources: "BackupSelection.Resources",
    selectionTags: "BackupSelection.ListOfTags",
  },
  "aws:backup/vault:Vault": { kmsKeyArn: "EncryptionKeyArn" },
  "aws:cloudfront/function:Function": { publish: "AutoPublish" },
  "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination": {
    deliveryDestinationConfiguration: "DestinationResourceArn",
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { metricQueries: "Metrics" },
  "aws:ec2/flowLog:FlowLog": {
    eniId: "ResourceId",
    iamRoleArn: "DeliverLogsPermissionArn",
    regionalNatGatewayId: "ResourceId",
    subnetId: "ResourceId",
    transitGatewayAttachmentId: "ResourceId",
    transitGatewayId: "ResourceId",
    vpcId: "ResourceId",
  },
  "aws:ec2/natGateway:NatGateway": { privateIp: "PrivateIpAddress" },
  "aws:ec2/route:Route": { egressOnlyGatewayId: "EgressOnlyInternetGatewayId" },
  "aws:ec2/securityGroup:SecurityGroup": {
    description: "GroupDescription",
    name: "GroupName",
  },
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": { clusterName: "Cluster" },
  "aws:ecs/service:Service": { iamRole: "Role", orderedPlacementStrategies: "PlacementStrategies" },
  "aws:elasticache/parameterGroup:ParameterGroup": {
    family: "CacheParameterGroupFamily",
    parameters: "Properties",
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    maintenanceWindow: "PreferredMaintenanceWindow",
    nodeType: "CacheNodeType",
    parameterGroupName: "CacheParameterGroupName",
    subnetGroupName: "CacheSubnetGroupName",
  },
  "aws:elasticache/subnetGroup:SubnetGroup": { name: "CacheSubnetGroupName" },
  "aws:iam/role:Role": { assumeRolePolicy: "AssumeRolePolicyDocument", inlinePolicies: "Policies" },
  "aws:iam/rolePolicy:RolePolicy": { name: "PolicyName", role: "RoleName" },
  "aws:kms/key:Key": { customerMasterKeySpec: "KeySpec", isEnabled: "Enabled" },
  "aws:kms/replicaKey:ReplicaKey": { policy: "KeyPolicy" },
  "aws:lambda/permission:Permission": { function: "FunctionName" },
  "aws:lb/listener:Listener": { certificateArn: "Certificates" },
  "aws:lb/loadBalancer:LoadBalancer": { internal: "Scheme", loadBalancerType: "Type" },
  "aws:opensearch/domain:Domain": {
    encryptAtRest: "EncryptionAtRestOptions",
  },
  "aws:rds/cluster:Cluster": {
    clusterIdentifier: "DBClusterIdentifier",
    enabledCloudwatchLogsExports: "EnableCloudwatchLogsExports",
    iamDatabaseAuthenticationEnabled: "EnableIAMDatabaseAuthentication",
    iamRoles: "AssociatedRoles",
    masterPassword: "MasterUserPassword",
    masterPasswordWo: "MasterUserPassword",
    masterUserSecretKmsKeyId: "MasterUserSecret.KmsKeyId",
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    caCertIdentifier: "CACertificateIdentifier",
    clusterIdentifier: "DBClusterIdentifier",
    instanceClass: "DBInstanceClass",
    performanceInsightsEnabled: "EnablePerformanceInsights",
  },
  "aws:rds/eventSubscription:EventSubscription": { name: "SubscriptionName" },
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": {
    connectionPoolConfig: "ConnectionPoolConfigurationInfo",
  },
  "aws:route53/record:Record": { aliases: "AliasTarget", records: "ResourceRecords", zoneId: "HostedZoneId" },
  "aws:s3/bucket:Bucket": {
    bucket: "BucketName",
    serverSideEncryptionConfiguration: "BucketEncryption",
  },
  "aws:secretsmanager/secret:Secret": { replicas: "ReplicaRegions" },
  "aws:sqs/queue:Queue": {
    maxMessageSize: "MaximumMessageSize",
    messageRetentionSeconds: "MessageRetentionPeriod",
    receiveWaitTimeSeconds: "ReceiveMessageWaitTimeSeconds",
    visibilityTimeoutSeconds: "VisibilityTimeout",
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    securityGroupId: "GroupId",
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    securityGroupId: "GroupId",
  },
};

/**
 * The CloudFormation property that a Pulumi property stands for.
 *
 * The rule: the same letters whatever their case, singular or plural (`SubnetMapping` is Pulumi's `subnetMappings`), with
 * or without the resource's own name in front (`AlarmName` is `name`) and with or without `List`, `Options` or
 * `Configuration` at the end.
 *
 * @param candidates the properties CloudFormation declares at this place.
 * @param cloudFormationType the resource they belong to; absent inside a nested object.
 */
export function cloudFormationName(
  name: string,
  candidates: readonly string[],
  cloudFormationType = "",
): string | undefined {
  const resource = folded(cloudFormationType.split("::")[2] ?? "");
  const wanted = stem(name);
  const exact = candidates.find((candidate) => stem(candidate) === wanted);
  if (exact !== undefined || resource === "") return exact;
  return candidates.find((candidate) => stem(candidate) === resource + wanted);
}

/** An exception of the type, or else of all types. */
export function exceptionOf(type: string, name: string, table: NameTable = NAME_EXCEPTIONS): string | undefined {
  return table[type]?.[name] ?? table["*"]?.[name];
}

function stem(name: string): string {
  return folded(name)
    .replace(/ies$/, "y")
    .replace(/s$/, "")
    .replace(/(?<=.)(list|option|configuration|config)$/, "")
    .replace(/s$/, "");
}

function folded(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
}
