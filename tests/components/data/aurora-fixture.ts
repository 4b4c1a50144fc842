import type { AuroraClusterArgs } from "../../../components/data/aurora-args";
import { AuroraCluster } from "../../../components/data/aurora-cluster";
import type { AuroraReplicaArgs } from "../../../components/data/aurora-options";

export const CLUSTER = "aws:rds/cluster:Cluster";
export const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
export const GLOBAL = "aws:rds/globalCluster:GlobalCluster";
export const PARAMETERS = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
export const SUBNETS = "aws:rds/subnetGroup:SubnetGroup";
export const PROXY = "aws:rds/proxy:Proxy";
export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
export const ROLE = "aws:iam/role:Role";
export const POLICY = "aws:iam/rolePolicy:RolePolicy";

export const KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/data";
export const LOGS_KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/logs";
export const OSAKA_KEY = "arn:aws:kms:ap-northeast-3:123456789012:key/data";
export const ROTATION = "arn:aws:lambda:ap-northeast-1:123456789012:function:kumiki-prod-rotate-db";

export const minimal: AuroraClusterArgs = {
  region: "ap-northeast-1",
  accountId: "123456789012",
  namePrefix: "kumiki-prod",
  subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
  securityGroupId: "sg-0c3d4e5f607182930",
  kmsKeyArn: KEY,
  logsKeyArn: LOGS_KEY,
  users: ["app", "report"],
};

export const osaka: AuroraReplicaArgs = {
  region: "ap-northeast-3",
  subnetIds: ["subnet-0c3d4e5f60718293a", "subnet-0d4e5f60718293a4b"],
  securityGroupId: "sg-0e5f607182930415a",
  kmsKeyArn: OSAKA_KEY,
  logsKeyArn: "arn:aws:kms:ap-northeast-3:123456789012:key/logs",
};

/** What turns the minimal cluster into the primary of a global database. */
export function withReplica(replica: Partial<AuroraReplicaArgs> = {}): Partial<AuroraClusterArgs> {
  return { mode: "provisioned", rotationFunctionArn: ROTATION, replica: { ...osaka, ...replica } };
}

export const withProxy: Partial<AuroraClusterArgs> = {
  mode: "provisioned",
  proxy: true,
  proxySecurityGroupId: "sg-0d4e5f60718293041",
};

export function build(overrides: Partial<AuroraClusterArgs> = {}, name = "db"): () => AuroraCluster {
  return () => new AuroraCluster(name, { ...minimal, ...overrides });
}

/** What a cluster and its copy in another region have in common, whatever they are asked for. */
export const EVERY_CLUSTER = {
  engine: "aurora-postgresql",
  engineMode: "provisioned",
  engineVersion: "17.7",
  autoMinorVersionUpgrade: false,
  allowMajorVersionUpgrade: false,
  engineLifecycleSupport: "open-source-rds-extended-support-disabled",
  port: 5432,
  storageEncrypted: true,
  iamDatabaseAuthenticationEnabled: true,
  backupRetentionPeriod: 7,
  preferredBackupWindow: "18:00-19:00",
  preferredMaintenanceWindow: "sun:19:30-sun:20:30",
  applyImmediately: false,
  copyTagsToSnapshot: true,
  deletionProtection: true,
  deleteAutomatedBackups: false,
  skipFinalSnapshot: false,
};
