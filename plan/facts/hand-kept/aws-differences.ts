import type { HandKeptTable } from "./hand-kept";

/**
 * Where the provider does not do what CloudFormation would, and properties only the provider has. The engine does what the
 * provider says, so the provider is right here.
 *
 * Source: the arguments that force a new resource at
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs, read in 2026-11 and checked against the provider's schema;
 * where CloudFormation replaces and the service has a call to change, the call is named.
 */
export const AWS_DIFFERENCES: HandKeptTable = {
  // Only the age and the rules of an analyzer for unused access are its configuration.
  "aws:accessanalyzer/analyzer:Analyzer": { replaces: ["configuration"] },
  // An imported certificate is imported again over the old one. `options.export` can only be set at the start.
  "aws:acm/certificate:Certificate": {
    inPlace: ["certificateBody", "certificateChain", "earlyRenewalDuration", "privateKey*"],
    mayReplace: ["options"],
  },
  "aws:backup/plan:Plan": { replaces: ["name"], inPlace: ["scanSettings"] },
  "aws:cloudfront/distribution:Distribution": {
    replaces: ["staging"],
    inPlace: ["isIpv6Enabled", "orderedCacheBehaviors"],
  },
  "aws:cloudwatch/logDelivery:LogDelivery": { inPlace: ["s3DeliveryConfigurations"] },
  "aws:cloudwatch/logGroup:LogGroup": { replaces: ["logGroupClass"] },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": { replaces: ["resourceArn"] },
  "aws:ec2/eip:Eip": {
    replaces: ["publicIpv4Pool"],
    inPlace: ["associateWithPrivateIp", "customerOwnedIpv4Pool", "instance", "networkInterface"],
  },
  "aws:ec2/internetGateway:InternetGateway": { inPlace: ["vpcId"] },
  "aws:ec2/natGateway:NatGateway": { replaces: ["secondaryPrivateIpAddressCount"] },
  "aws:ec2/networkAcl:NetworkAcl": { inPlace: ["egress", "ingress", "subnetIds"] },
  "aws:ec2/routeTable:RouteTable": { inPlace: ["propagatingVgws", "routes"] },
  // ReplaceRouteTableAssociation moves a subnet to another table.
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { replaces: ["gatewayId"], inPlace: ["routeTableId"] },
  "aws:ec2/subnet:Subnet": {
    inPlace: [
      "customerOwnedIpv4Pool",
      "enableResourceNameDnsARecordOnLaunch",
      "enableResourceNameDnsAaaaRecordOnLaunch",
      "mapCustomerOwnedIpOnLaunch",
      "privateDnsHostnameTypeOnLaunch",
    ],
  },
  "aws:ec2/vpc:Vpc": {
    inPlace: ["assignGeneratedIpv6CidrBlock", "enableNetworkAddressUsageMetrics", "ipv6*"],
  },
  // An endpoint other than an interface is replaced for its private names; adding the names to an interface is a change.
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    inPlace: ["autoAccept", "subnetConfigurations"],
    mayReplace: ["privateDnsEnabled"],
  },
  // Another capacity provider needs a new deployment; without `forceNewDeployment` the provider makes a new service instead.
  "aws:ecs/service:Service": {
    mayReplace: ["capacityProviderStrategies"],
    inPlace: [
      "alarms",
      "deploymentCircuitBreaker",
      "deploymentMaximumPercent",
      "deploymentMinimumHealthyPercent",
      "triggers",
    ],
  },
  "aws:elasticache/parameterGroup:ParameterGroup": { replaces: ["description", "name"] },
  // ModifyReplicationGroupShardConfiguration and IncreaseReplicaCount reshape a running group; encryption in transit can be
  // switched while it runs from engine 7.0.5 on. No engine is downgraded: an older version is a new group.
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    replaces: ["securityGroupNames"],
    mayReplace: ["engineVersion", "transitEncryptionEnabled"],
    inPlace: [
      "authToken",
      "authTokenUpdateStrategy",
      "authTokenWo*",
      "numNodeGroups",
      "preferredCacheClusterAzs",
      "replicasPerNodeGroup",
    ],
  },
  "aws:elasticache/user:User": { inPlace: ["passwordsWo*"] },
  "aws:glue/catalogDatabase:CatalogDatabase": { replaces: ["targetDatabase"] },
  "aws:kms/key:Key": {
    replaces: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
  },
  "aws:kms/replicaKey:ReplicaKey": { inPlace: ["bypassPolicyLockoutSafetyCheck"] },
  "aws:lambda/eventSourceMapping:EventSourceMapping": { replaces: ["queues", "topics"] },
  "aws:lambda/function:Function": {
    inPlace: [
      "codeSha256",
      "imageUri",
      "publish",
      "publishTo",
      "replaceSecurityGroupsOnDestroy",
      "replacementSecurityGroupIds",
      "s3Bucket",
      "s3Key",
      "s3ObjectVersion",
      "sourceCodeHash",
      "sourceKmsKeyArn",
    ],
  },
  "aws:lambda/permission:Permission": { replaces: ["qualifier", "statementId"] },
  "aws:lb/listener:Listener": { inPlace: ["routingHttp*", "tcpIdleTimeoutSeconds"] },
  // A network load balancer cannot lose a subnet or get its first security group; an application load balancer can.
  "aws:lb/loadBalancer:LoadBalancer": {
    replaces: ["customerOwnedIpv4Pool"],
    mayReplace: ["secondaryIpsAutoAssignedPerSubnet", "securityGroups", "subnetMappings", "subnets"],
    inPlace: [
      "accessLogs",
      "clientKeepAlive",
      "connectionLogs",
      "desyncMitigationMode",
      "dnsRecordClientRoutingPolicy",
      "dropInvalidHeaderFields",
      "enable*",
      "healthCheckLogs",
      "idleTimeout",
      "ipamPools",
      "preserveHostHeader",
      "xffHeaderProcessingMode",
    ],
  },
  "aws:lb/targetGroup:TargetGroup": {
    inPlace: [
      "connectionTermination",
      "deregistrationDelay",
      "healthCheck",
      "lambdaMultiValueHeadersEnabled",
      "loadBalancing*",
      "preserveClientIp",
      "proxyProtocolV2",
      "slowStart",
      "stickiness",
      "targetFailovers",
      "targetGroupHealth",
      "targetHealthStates",
    ],
  },
  // A domain keeps its network and its key for life; encryption and fine-grained access can be switched on, not off.
  "aws:opensearch/domain:Domain": {
    replaces: ["encryptAtRest.kmsKeyId", "vpcOptions"],
    mayReplace: [
      "advancedSecurityOptions.enabled",
      "encryptAtRest.enabled",
      "engineVersion",
      "nodeToNodeEncryption.enabled",
    ],
    inPlace: ["autoTuneOptions", "vpcOptions.securityGroupIds", "vpcOptions.subnetIds"],
  },
  // A Multi-AZ DB cluster, which is no Aurora cluster, is replaced for another storage type. Joining or leaving a global
  // cluster is a call of its own.
  "aws:rds/cluster:Cluster": {
    replaces: ["engine", "masterUsername", "restoreToPointInTime", "s3Import"],
    mayReplace: ["storageType"],
    inPlace: [
      "allowMajorVersionUpgrade",
      "caCertificateIdentifier",
      "clusterMembers",
      "globalClusterIdentifier",
      "masterPasswordWoVersion",
      "warningEventCategories",
    ],
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    replaces: ["availabilityZone", "engine"],
    inPlace: [
      "autoMinorVersionUpgrade",
      "dbParameterGroupName",
      "performanceInsightsKmsKeyId",
      "preferredMaintenanceWindow",
      "warningEventCategories",
    ],
  },
  // ModifyEventSubscription takes another topic.
  "aws:rds/eventSubscription:EventSubscription": { inPlace: ["snsTopic"] },
  "aws:rds/globalCluster:GlobalCluster": { replaces: ["databaseName"] },
  // ModifyDBProxy takes a new name.
  "aws:rds/proxy:Proxy": { inPlace: ["name"] },
  "aws:rds/proxyEndpoint:ProxyEndpoint": { replaces: ["targetRole"] },
  "aws:route53/record:Record": { inPlace: ["cidrRoutingPolicy", "*RoutingPolicies", "*RoutingPolicy"] },
  // The access lists are written otherwise here (`private` for `Private`), so their values are not taken over either.
  "aws:s3/bucket:Bucket": {
    inPlace: ["accelerationStatus", "acl", "corsRules", "grants", "lifecycleRules", "policy", "requestPayer"],
  },
  "aws:scheduler/schedule:Schedule": { replaces: ["groupName"], inPlace: ["actionAfterCompletion"] },
  "aws:secretsmanager/secret:Secret": { replaces: ["type"], inPlace: ["policy"] },
  "aws:secretsmanager/secretRotation:SecretRotation": { inPlace: ["rotateImmediately", "rotationEnabled"] },
  "aws:servicediscovery/httpNamespace:HttpNamespace": { replaces: ["description"] },
  "aws:sqs/queue:Queue": { inPlace: ["policy"] },
  "aws:sqs/queuePolicy:QueuePolicy": { replaces: ["queueUrl"] },
  // ModifySecurityGroupRules rewrites a rule; only its group is for life.
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    inPlace: ["cidrIpv4", "cidrIpv6", "fromPort", "ipProtocol", "prefixListId", "referencedSecurityGroupId", "toPort"],
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    inPlace: ["cidrIpv4", "cidrIpv6", "fromPort", "ipProtocol", "prefixListId", "referencedSecurityGroupId", "toPort"],
  },
  "aws:wafv2/webAcl:WebAcl": { inPlace: ["ruleJson"] },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": { replaces: ["logDestinationConfigs"] },
};
