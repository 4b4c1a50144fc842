import type { Target } from "./target";

const ELB = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference";
const CLOUDFRONT = "https://docs.aws.amazon.com/cloudfront/latest/APIReference";
const LOGS = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference";

/** What traffic comes in through, and its logs. */
export const edgeTargets: readonly Target[] = [
  {
    type: "aws:lb/loadBalancer:LoadBalancer",
    missing: "LoadBalancerNotFound",
    namedBy: { "aws:lb/listener:Listener": "loadBalancerArn" },
    source: `${ELB}/API_CreateListener.html`,
  },
  {
    type: "aws:lb/listener:Listener",
    missing: "ListenerNotFound",
    namedBy: { "aws:lb/listenerRule:ListenerRule": "listenerArn" },
    source: `${ELB}/API_CreateRule.html`,
  },
  {
    type: "aws:lb/targetGroup:TargetGroup",
    missing: "TargetGroupNotFound",
    inUse: "ResourceInUse",
    heldBy: { "aws:lb/listener:Listener": "defaultActions", "aws:lb/listenerRule:ListenerRule": "actions" },
    namedBy: { "aws:ecs/service:Service": "loadBalancers" },
    source: `${ELB}/API_DeleteTargetGroup.html`,
  },
  {
    type: "aws:acm/certificate:Certificate",
    missing: "ResourceNotFoundException",
    inUse: "ResourceInUseException",
    heldBy: {
      "aws:cloudfront/distribution:Distribution": "viewerCertificate",
      "aws:lb/listener:Listener": "certificateArn",
    },
    namedBy: { "aws:acm/certificateValidation:CertificateValidation": "certificateArn" },
    source: "https://docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html",
  },
  {
    type: "aws:wafv2/webAcl:WebAcl",
    missing: "WAFNonexistentItemException",
    inUse: "WAFAssociatedItemException",
    heldBy: { "aws:cloudfront/distribution:Distribution": "webAclId" },
    namedBy: { "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": "resourceArn" },
    source: "https://docs.aws.amazon.com/waf/latest/APIReference/API_DeleteWebACL.html",
  },
  {
    type: "aws:cloudfront/originAccessControl:OriginAccessControl",
    missing: "NoSuchOriginAccessControl",
    inUse: "OriginAccessControlInUse",
    heldBy: { "aws:cloudfront/distribution:Distribution": "origins" },
    source: `${CLOUDFRONT}/API_DeleteOriginAccessControl.html`,
  },
  {
    type: "aws:cloudfront/distribution:Distribution",
    missing: "NoSuchDistribution",
    namedBy: {
      "aws:cloudfront/monitoringSubscription:MonitoringSubscription": "distributionId",
      "aws:cloudwatch/logDeliverySource:LogDeliverySource": "resourceArn",
    },
    source: `${CLOUDFRONT}/API_CreateMonitoringSubscription.html`,
  },
  {
    type: "aws:cloudwatch/logDeliverySource:LogDeliverySource",
    missing: "ResourceNotFoundException",
    inUse: "ConflictException",
    heldBy: { "aws:cloudwatch/logDelivery:LogDelivery": "deliverySourceName" },
    isAlwaysOurs: true,
    source: `${LOGS}/API_DeleteDeliverySource.html`,
  },
  {
    type: "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination",
    missing: "ResourceNotFoundException",
    inUse: "ConflictException",
    heldBy: { "aws:cloudwatch/logDelivery:LogDelivery": "deliveryDestinationArn" },
    isAlwaysOurs: true,
    source: `${LOGS}/API_DeleteDeliveryDestination.html`,
  },
  {
    type: "aws:cloudwatch/logGroup:LogGroup",
    missing: "ResourceNotFoundException",
    namedBy: {
      "aws:ec2/flowLog:FlowLog": "logDestination",
      "aws:elasticache/replicationGroup:ReplicationGroup": "logDeliveryConfigurations",
      "aws:opensearch/domain:Domain": "logPublishingOptions",
      "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": "destinationArn",
      "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": "logDestinationConfigs",
    },
    source: `${LOGS}/API_DeleteLogGroup.html`,
  },
];
