import type * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import { PORTS } from "../network/flows";
import type { AuroraRegion } from "./aurora-region";
import type { AuroraSpec } from "./aurora-spec";

/** Where a cluster stands, and by what key it is encrypted. */
export interface ClusterSite {
  readonly region: string;
  readonly identifier: string;
  readonly ground: AuroraRegion;
  readonly securityGroupId: pulumi.Input<string>;
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** What holds for a cluster and for its copy in another region alike. */
export function clusterSettings(spec: AuroraSpec, site: ClusterSite) {
  return {
    region: site.region,
    clusterIdentifier: site.identifier,
    engine: "aurora-postgresql",
    engineMode: "provisioned", // of Serverless v2 too
    engineVersion: spec.engineVersion,
    // With automatic upgrades the program would find another version than its own, and put it back.
    autoMinorVersionUpgrade: false,
    allowMajorVersionUpgrade: spec.allowMajorVersionUpgrade,
    // Past the end of support RDS upgrades the cluster instead of charging for every vCPU and hour.
    engineLifecycleSupport: "open-source-rds-extended-support-disabled",
    port: PORTS.postgres,
    storageEncrypted: true,
    kmsKeyId: site.kmsKeyArn,
    iamDatabaseAuthenticationEnabled: true,
    vpcSecurityGroupIds: [site.securityGroupId],
    dbSubnetGroupName: site.ground.subnetGroupName,
    dbClusterParameterGroupName: site.ground.parameterGroupName,
    enabledCloudwatchLogsExports: [...spec.logTypes],
    serverlessv2ScalingConfiguration: capacity(spec),
    backupRetentionPeriod: spec.backupRetention,
    preferredBackupWindow: spec.backupWindow,
    preferredMaintenanceWindow: spec.maintenanceWindow,
    applyImmediately: spec.applyImmediately,
    copyTagsToSnapshot: true,
    deletionProtection: spec.deletionProtection,
    deleteAutomatedBackups: false, // they outlive the cluster, and with them the second it was lost in
    skipFinalSnapshot: !spec.finalSnapshot,
    finalSnapshotIdentifier: spec.finalSnapshot ? `${site.identifier}-final` : undefined,
  } satisfies rds.ClusterArgs;
}

/** Insights of a cluster. Aurora takes them for all instances together. */
export function insightsSettings(mode: "standard" | "advanced", retention: number, kmsKeyArn: pulumi.Input<string>) {
  return {
    databaseInsightsMode: mode,
    performanceInsightsEnabled: retention > 0,
    performanceInsightsKmsKeyId: retention > 0 ? kmsKeyArn : undefined,
    performanceInsightsRetentionPeriod: retention > 0 ? retention : undefined,
  } satisfies Partial<rds.ClusterArgs>;
}

/** What Pulumi is told about a cluster. */
export function clusterOptions(spec: AuroraSpec, ignoreChanges: readonly string[]): pulumi.CustomResourceOptions {
  return {
    ...kept(spec),
    ignoreChanges: [...ignoreChanges],
    // A replacement is created first: under a new identifier it can be filled from the old one, and under the same one
    // RDS refuses it. A change that would replace the cluster by mistake thus ends before anything is deleted.
    deleteBeforeReplace: false,
  };
}

/** What holds data is neither deleted with the program nor dropped by it. */
export function kept({ deletionProtection }: AuroraSpec): pulumi.CustomResourceOptions {
  return deletionProtection ? { protect: true, retainOnDelete: true } : {};
}

function capacity({ mode, acu, autoPause }: AuroraSpec): rds.ClusterArgs["serverlessv2ScalingConfiguration"] {
  if (mode === "provisioned") return undefined;
  return {
    minCapacity: acu.min,
    maxCapacity: acu.max,
    ...(acu.min === 0 ? { secondsUntilAutoPause: autoPause } : {}), // refused where nothing pauses
  };
}
