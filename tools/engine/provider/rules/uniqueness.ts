import type { PlainObject, PlainValue } from "../../../../plan/graph";
import type { CloudResource } from "../cloud-store";
import { canonical } from "../seal";

/** What the service lets exist once: the outputs that have to differ together, and its error. */
interface Unique {
  readonly type: string;
  readonly by: readonly string[];
  readonly error: string;
  readonly source: string;
}

const EC2 = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html";
const ELB = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference";

const RULE = [
  "securityGroupId",
  "ipProtocol",
  "fromPort",
  "toPort",
  "cidrIpv4",
  "cidrIpv6",
  "prefixListId",
  "referencedSecurityGroupId",
];

/** Besides the id, which is always unique within a type and a region. */
const UNIQUES: readonly Unique[] = [
  { type: "aws:ec2/securityGroup:SecurityGroup", by: ["vpcId", "name"], error: "InvalidGroup.Duplicate", source: EC2 },
  {
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    by: RULE,
    error: "InvalidPermission.Duplicate",
    source: EC2,
  },
  {
    type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    by: RULE,
    error: "InvalidPermission.Duplicate",
    source: EC2,
  },
  {
    type: "aws:ec2/route:Route",
    by: ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
    error: "RouteAlreadyExists",
    source: EC2,
  },
  {
    type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    by: ["subnetId", "gatewayId"],
    error: "Resource.AlreadyAssociated",
    source: EC2,
  },
  { type: "aws:ec2/natGateway:NatGateway", by: ["allocationId"], error: "Resource.AlreadyAssociated", source: EC2 },
  {
    type: "aws:lb/loadBalancer:LoadBalancer",
    by: ["name"],
    error: "DuplicateLoadBalancerName",
    source: `${ELB}/API_CreateLoadBalancer.html`,
  },
  {
    type: "aws:lb/targetGroup:TargetGroup",
    by: ["name"],
    error: "DuplicateTargetGroupName",
    source: `${ELB}/API_CreateTargetGroup.html`,
  },
  {
    type: "aws:lb/listener:Listener",
    by: ["loadBalancerArn", "port"],
    error: "DuplicateListener",
    source: `${ELB}/API_CreateListener.html`,
  },
  {
    type: "aws:lb/listenerRule:ListenerRule",
    by: ["listenerArn", "priority"],
    error: "PriorityInUse",
    source: `${ELB}/API_CreateRule.html`,
  },
  {
    type: "aws:wafv2/webAcl:WebAcl",
    by: ["scope", "name"],
    error: "WAFDuplicateItemException",
    source: "https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html",
  },
  {
    type: "aws:cloudfront/originAccessControl:OriginAccessControl",
    by: ["name"],
    error: "OriginAccessControlAlreadyExists",
    source: "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateOriginAccessControl.html",
  },
  {
    type: "aws:secretsmanager/secret:Secret",
    by: ["name"],
    error: "ResourceExistsException",
    source: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html",
  },
];

/**
 * Types whose creation sets something on another resource: a second one overwrites the first, and nobody objects. So a
 * setting that is renamed without an alias is gone after its old self is deleted - as in the real cloud.
 */
const SETTINGS: ReadonlySet<string> = new Set([
  "aws:appautoscaling/policy:Policy",
  "aws:appautoscaling/scheduledAction:ScheduledAction",
  "aws:appautoscaling/target:Target",
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
  "aws:backup/vaultPolicy:VaultPolicy",
  "aws:cloudfront/monitoringSubscription:MonitoringSubscription",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
  "aws:ecr/replicationConfiguration:ReplicationConfiguration",
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
  "aws:route53/resolverFirewallConfig:ResolverFirewallConfig",
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketLogging:BucketLogging",
  "aws:s3/bucketNotification:BucketNotification",
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:secretsmanager/secretRotation:SecretRotation",
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
  "gcp:bigquery/datasetIamMember:DatasetIamMember",
  "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember",
  "gcp:projects/iAMAuditConfig:IAMAuditConfig",
  "gcp:projects/iAMMember:IAMMember",
  "gcp:projects/service:Service",
  "gcp:projects/serviceIdentity:ServiceIdentity",
  "gcp:serviceaccount/iAMMember:IAMMember",
  "gcp:vertex/aiEndpointIamMember:AiEndpointIamMember",
]);

type Candidate = Pick<CloudResource, "type" | "id" | "key" | "outputs">;

/** Why the service would not make a resource, if there is one of the same name or in the same place. */
export function conflictOf(candidate: Candidate, present: readonly CloudResource[]): string | undefined {
  const { type, id, key, outputs } = candidate;
  const others = present.filter((other) => other.type === type && other.outputs.region === outputs.region);
  const twin = others.find((other) => other.key === key);
  if (twin !== undefined && !SETTINGS.has(type)) return `AlreadyExists: there is a ${type} ${id} already`;
  for (const { by, error } of UNIQUES.filter((unique) => unique.type === type)) {
    const same = others.find((other) => canonical(picked(other.outputs, by)) === canonical(picked(outputs, by)));
    if (same !== undefined)
      return `${error}: ${same.id} has the same ${by.filter((name) => name in outputs).join(", ")}`;
  }
  const overlapping = type === SUBNET ? others.find((other) => sharesAddresses(other.outputs, outputs)) : undefined;
  return overlapping && `InvalidSubnet.Conflict: ${overlapping.id} has addresses of ${String(outputs.cidrBlock)}`;
}

const SUBNET = "aws:ec2/subnet:Subnet";

/** Two subnets of a VPC have no address in common (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html). */
function sharesAddresses(one: PlainObject, other: PlainObject): boolean {
  if (one.vpcId !== other.vpcId) return false;
  const [a, b] = [blockOf(one.cidrBlock), blockOf(other.cidrBlock)];
  if (a === undefined || b === undefined) return false;
  const shift = 32 - Math.min(a.length, b.length);
  return Math.floor(a.address / 2 ** shift) === Math.floor(b.address / 2 ** shift);
}

function blockOf(cidr: PlainValue | undefined): { address: number; length: number } | undefined {
  const parts = typeof cidr === "string" ? cidr.split(/[./]/).map(Number) : [];
  const [a = 0, b = 0, c = 0, d = 0, length = 32] = parts;
  return parts.length === 5 ? { address: ((a * 256 + b) * 256 + c) * 256 + d, length } : undefined;
}

function picked(outputs: PlainObject, names: readonly string[]): PlainValue {
  return names.map((name) => outputs[name] ?? null);
}
