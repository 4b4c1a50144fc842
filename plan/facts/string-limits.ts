/** Names a service refuses although they are texts: too long, too short, or with characters it does not take. */

export interface StringLimits {
  readonly minimum?: number;
  readonly maximum: number;
  /** The whole text has to match. */
  readonly pattern?: RegExp;
  /** The characters in words, for messages. */
  readonly characters?: string;
}

type LimitTable = Readonly<Record<string, Readonly<Record<string, StringLimits>>>>;

const LETTERS_DIGITS_DASHES = "letters, digits and dashes, none of them at the ends";
/** Load balancers and target groups: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html */
const BALANCER: StringLimits = {
  minimum: 1,
  maximum: 32,
  pattern: /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/,
  characters: LETTERS_DIGITS_DASHES,
};
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const iam = (maximum: number): StringLimits => ({
  minimum: 1,
  maximum,
  pattern: /^[\w+=,.@-]+$/,
  characters: "letters, digits and _+=,.@-",
});
/** RDS identifiers: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html */
const DATABASE: StringLimits = {
  minimum: 1,
  maximum: 63,
  pattern: /^[A-Za-z](-?[A-Za-z0-9])*$/,
  characters: "letters, digits and single dashes, a letter first and no dash at the end",
};
/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html */
const CONTAINERS: StringLimits = {
  minimum: 1,
  maximum: 255,
  pattern: /^[A-Za-z0-9_-]+$/,
  characters: "letters, digits, _ and -",
};
/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html */
const CACHE: StringLimits = {
  minimum: 1,
  maximum: 40,
  pattern: /^[A-Za-z](-?[A-Za-z0-9])*$/,
  characters: "letters, digits and single dashes, a letter first and no dash at the end",
};

/** By type and property. Each limit is quoted from the service's own reference, beside it. */
export const STRING_LIMITS: LimitTable = {
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html
  "aws:backup/vault:Vault": {
    name: { minimum: 2, maximum: 50, pattern: /^[A-Za-z0-9_-]+$/, characters: "letters, digits, _ and -" },
  },
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
  "aws:cloudwatch/logGroup:LogGroup": {
    name: { minimum: 1, maximum: 512, pattern: /^[.\-_/#A-Za-z0-9]+$/, characters: "letters, digits and ._-/#" },
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { name: { minimum: 1, maximum: 255 } },
  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
  "aws:ecr/repository:Repository": {
    name: {
      minimum: 2,
      maximum: 256,
      pattern: /^[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/,
      characters: "lower-case letters, digits and ._-/, none of them at the ends of a part",
    },
  },
  "aws:ecs/cluster:Cluster": { name: CONTAINERS },
  "aws:ecs/service:Service": { name: CONTAINERS },
  "aws:ecs/taskDefinition:TaskDefinition": { family: CONTAINERS },
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
  "aws:ec2/securityGroup:SecurityGroup": {
    description: {
      minimum: 1,
      maximum: 255,
      pattern: /^[A-Za-z0-9 ._:/()#,@[\]+=&;{}!$*-]+$/,
      characters: "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*",
    },
    name: { minimum: 1, maximum: 255, pattern: /^(?!sg-)/, characters: "anything that does not start with sg-" },
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": { replicationGroupId: CACHE },
  "aws:iam/policy:Policy": { name: iam(128) },
  "aws:iam/role:Role": { name: iam(64) },
  "aws:iam/rolePolicy:RolePolicy": { name: iam(128) },
  // https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
  "aws:kms/alias:Alias": {
    name: {
      minimum: 7,
      maximum: 256,
      pattern: /^alias\/(?!aws\/)[A-Za-z0-9/_-]+$/,
      characters: "alias/ and then letters, digits and /_-, but not alias/aws/",
    },
  },
  // https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
  "aws:lambda/function:Function": {
    name: { minimum: 1, maximum: 64, pattern: /^[A-Za-z0-9_-]+$/, characters: "letters, digits, _ and -" },
  },
  "aws:lb/loadBalancer:LoadBalancer": { name: BALANCER },
  "aws:lb/targetGroup:TargetGroup": { name: BALANCER },
  // https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_CreateDomain.html
  "aws:opensearch/domain:Domain": {
    domainName: {
      minimum: 3,
      maximum: 28,
      pattern: /^[a-z][a-z0-9-]+$/,
      characters: "lower-case letters, digits and dashes, a letter first",
    },
  },
  "aws:rds/cluster:Cluster": { clusterIdentifier: DATABASE },
  "aws:rds/clusterInstance:ClusterInstance": { identifier: DATABASE },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  "aws:s3/bucket:Bucket": {
    bucket: {
      minimum: 3,
      maximum: 63,
      pattern: /^(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9](?!.*\.\.)[a-z0-9.-]*[a-z0-9]$(?<!-s3alias|--ol-s3)/,
      characters: "lower-case letters, digits, dots and dashes, a letter or digit at both ends",
    },
  },
  // https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
  "aws:scheduler/schedule:Schedule": {
    name: { minimum: 1, maximum: 64, pattern: /^[0-9A-Za-z._-]+$/, characters: "letters, digits and ._-" },
  },
  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
  "aws:secretsmanager/secret:Secret": {
    name: { minimum: 1, maximum: 512, pattern: /^[A-Za-z0-9/_+=.@-]+$/, characters: "letters, digits and /_+=.@-" },
  },
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
  "aws:sqs/queue:Queue": {
    name: {
      minimum: 1,
      maximum: 80,
      pattern: /^[A-Za-z0-9_-]+(\.fifo)?$/,
      characters: "letters, digits, _ and -, with .fifo at the end of a queue in order",
    },
  },
  // https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html
  "aws:wafv2/webAcl:WebAcl": {
    name: { minimum: 1, maximum: 128, pattern: /^[\w-]+$/, characters: "letters, digits, _ and -" },
  },
  // https://cloud.google.com/bigquery/docs/reference/rest/v2/datasets#DatasetReference
  "gcp:bigquery/dataset:Dataset": {
    datasetId: { minimum: 1, maximum: 1024, pattern: /^\w+$/, characters: "letters, digits and _" },
  },
  // https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts/create
  "gcp:serviceaccount/account:Account": {
    accountId: {
      minimum: 6,
      maximum: 30,
      pattern: /^[a-z]([-a-z0-9]*[a-z0-9])$/,
      characters: "lower-case letters, digits and dashes, a letter first and no dash at the end",
    },
  },
  // https://cloud.google.com/iam/docs/reference/rest/v1/projects.locations.workloadIdentityPools/create
  "gcp:iam/workloadIdentityPool:WorkloadIdentityPool": {
    workloadIdentityPoolId: {
      minimum: 4,
      maximum: 32,
      pattern: /^(?!gcp-)[a-z0-9-]+$/,
      characters: "lower-case letters, digits and dashes, not starting with gcp-",
    },
  },
};
