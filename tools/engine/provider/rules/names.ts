import type { PlainObject } from "../../../../plan/graph";

/** What a service accepts as a name. */
interface NameRule {
  readonly type: string;
  readonly property: string;
  readonly min: number;
  readonly max: number;
  readonly pattern: RegExp;
  /** The pattern in words. */
  readonly allowed: string;
  readonly source: string;
}

const WORDS = { pattern: /^[\w-]+$/, allowed: "letters, digits, - and _" };
const DOTTED = { pattern: /^[\w.-]+$/, allowed: "letters, digits, -, _ and ." };
const IAM_NAME = { pattern: /^[\w+=,.@-]+$/, allowed: "letters, digits and +=,.@_-" };
const LABEL = { pattern: /^[a-z](?!.*--)[a-z0-9-]*[a-z0-9]$/, allowed: "small letters, digits and single -, a letter first" };
const HYPHENS = { pattern: /^(?!internal-)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/, allowed: "letters, digits and inner -" };

const AWS = "https://docs.aws.amazon.com";
const GOOGLE = "https://cloud.google.com";

const row = (
  type: string,
  property: string,
  [min, max]: readonly [number, number],
  form: { readonly pattern: RegExp; readonly allowed: string },
  source: string,
): NameRule => ({ type, property, min, max, ...form, source });

const RULES: readonly NameRule[] = [
  row("aws:s3/bucket:Bucket", "bucket", [3, 63], { pattern: /^[a-z0-9](?!.*\.\.)[a-z0-9.-]*[a-z0-9]$/, allowed: "small letters, digits, . and -" }, `${AWS}/AmazonS3/latest/userguide/bucketnamingrules.html`),
  row("aws:iam/role:Role", "name", [1, 64], IAM_NAME, `${AWS}/IAM/latest/UserGuide/reference_iam-quotas.html`),
  row("aws:iam/policy:Policy", "name", [1, 128], IAM_NAME, `${AWS}/IAM/latest/UserGuide/reference_iam-quotas.html`),
  row("aws:iam/rolePolicy:RolePolicy", "name", [1, 128], IAM_NAME, `${AWS}/IAM/latest/APIReference/API_PutRolePolicy.html`),
  row("aws:lb/loadBalancer:LoadBalancer", "name", [1, 32], HYPHENS, `${AWS}/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html`),
  row("aws:lb/targetGroup:TargetGroup", "name", [1, 32], HYPHENS, `${AWS}/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html`),
  row("aws:lambda/function:Function", "name", [1, 64], WORDS, `${AWS}/lambda/latest/api/API_CreateFunction.html`),
  row("aws:sqs/queue:Queue", "name", [1, 80], { pattern: /^[\w-]+(?:\.fifo)?$/, allowed: "letters, digits, - and _" }, `${AWS}/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html`),
  row("aws:cloudwatch/logGroup:LogGroup", "name", [1, 512], { pattern: /^[\w./#-]+$/, allowed: "letters, digits and ._/#-" }, `${AWS}/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html`),
  row("aws:ecs/cluster:Cluster", "name", [1, 255], WORDS, `${AWS}/AmazonECS/latest/APIReference/API_CreateCluster.html`),
  row("aws:ecs/service:Service", "name", [1, 255], WORDS, `${AWS}/AmazonECS/latest/APIReference/API_CreateService.html`),
  row("aws:ecs/taskDefinition:TaskDefinition", "family", [1, 255], WORDS, `${AWS}/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html`),
  row("aws:ecr/repository:Repository", "name", [2, 256], { pattern: /^[a-z0-9][a-z0-9._/-]*$/, allowed: "small letters, digits and ._/-" }, `${AWS}/AmazonECR/latest/APIReference/API_CreateRepository.html`),
  row("aws:rds/cluster:Cluster", "clusterIdentifier", [1, 63], LABEL, `${AWS}/AmazonRDS/latest/APIReference/API_CreateDBCluster.html`),
  row("aws:rds/clusterInstance:ClusterInstance", "identifier", [1, 63], LABEL, `${AWS}/AmazonRDS/latest/APIReference/API_CreateDBInstance.html`),
  row("aws:elasticache/replicationGroup:ReplicationGroup", "replicationGroupId", [1, 40], LABEL, `${AWS}/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html`),
  row("aws:opensearch/domain:Domain", "domainName", [3, 28], { pattern: /^[a-z][a-z0-9-]+$/, allowed: "small letters, digits and -, a letter first" }, `${AWS}/opensearch-service/latest/APIReference/API_CreateDomain.html`),
  row("aws:kms/alias:Alias", "name", [1, 256], { pattern: /^alias\/(?!aws\/)[\w/-]+$/, allowed: "alias/ and letters, digits and /_-" }, `${AWS}/kms/latest/APIReference/API_CreateAlias.html`),
  row("aws:secretsmanager/secret:Secret", "name", [1, 512], { pattern: /^[\w/+=.@-]+$/, allowed: "letters, digits and /_+=.@-" }, `${AWS}/secretsmanager/latest/apireference/API_CreateSecret.html`),
  row("aws:ec2/securityGroup:SecurityGroup", "name", [1, 255], { pattern: /^(?!sg-)[\w .:/()#,@[\]+=&;{}!$*-]+$/, allowed: "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, not sg- first" }, `${AWS}/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html`),
  row("aws:wafv2/webAcl:WebAcl", "name", [1, 128], WORDS, `${AWS}/waf/latest/APIReference/API_CreateWebACL.html`),
  row("aws:scheduler/schedule:Schedule", "name", [1, 64], DOTTED, `${AWS}/scheduler/latest/APIReference/API_CreateSchedule.html`),
  row("aws:backup/vault:Vault", "name", [2, 50], WORDS, `${AWS}/aws-backup/latest/devguide/API_CreateBackupVault.html`),
  row("aws:backup/plan:Plan", "name", [1, 50], DOTTED, `${AWS}/aws-backup/latest/devguide/API_BackupPlanInput.html`),
  row("aws:athena/workgroup:Workgroup", "name", [1, 128], DOTTED, `${AWS}/athena/latest/APIReference/API_CreateWorkGroup.html`),
  row("aws:cloudfront/originAccessControl:OriginAccessControl", "name", [1, 64], { pattern: /^[\x20-\x7e]+$/, allowed: "printable ASCII" }, `${AWS}/cloudfront/latest/APIReference/API_OriginAccessControlConfig.html`),
  row("gcp:bigquery/dataset:Dataset", "datasetId", [1, 1024], { pattern: /^\w+$/, allowed: "letters, digits and _" }, `${GOOGLE}/bigquery/docs/datasets#dataset-naming`),
  row("gcp:serviceaccount/account:Account", "accountId", [6, 30], { pattern: /^[a-z][a-z0-9-]*[a-z0-9]$/, allowed: "small letters, digits and -, a letter first" }, `${GOOGLE}/iam/docs/reference/rest/v1/projects.serviceAccounts/create`),
  row("gcp:iam/workloadIdentityPool:WorkloadIdentityPool", "workloadIdentityPoolId", [4, 32], { pattern: /^(?!gcp-)[a-z0-9-]+$/, allowed: "small letters, digits and -, not gcp- first" }, `${GOOGLE}/iam/docs/reference/rest/v1/projects.locations.workloadIdentityPools/create`),
  row("gcp:projects/iAMCustomRole:IAMCustomRole", "roleId", [3, 64], { pattern: /^[\w.]+$/, allowed: "letters, digits, _ and ." }, `${GOOGLE}/iam/docs/reference/rest/v1/projects.roles/create`),
  row("gcp:kms/keyRing:KeyRing", "name", [1, 63], WORDS, `${GOOGLE}/kms/docs/reference/rest/v1/projects.locations.keyRings/create`),
  row("gcp:kms/cryptoKey:CryptoKey", "name", [1, 63], WORDS, `${GOOGLE}/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys/create`),
];

/** What is wrong with the names in a resource's inputs; `known` says whether a value is known yet. */
export function nameProblems(type: string, inputs: PlainObject, known: (value: unknown) => boolean): string[] {
  return RULES.filter((rule) => rule.type === type).flatMap(({ property, min, max, pattern, allowed }) => {
    const value = inputs[property];
    if (typeof value !== "string" || !known(value)) return [];
    const problems: string[] = [];
    if (value.length < min || value.length > max) {
      problems.push(`${type} property "${property}" takes ${min} to ${max} characters, got ${value.length}: ${value}`);
    }
    if (!pattern.test(value)) problems.push(`${type} property "${property}" takes ${allowed}, got ${value}`);
    return problems;
  });
}
