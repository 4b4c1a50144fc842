import { objects } from "../../../policies/lib/values/objects";
import type { PlannedChange } from "../change";
import type { RestartTable } from "./restart-table";

const INSTANCE = "the instance restarts; a writer hands over to a reader first, where there is one";
const CLUSTER = "every instance restarts, and the database is away for minutes";

/**
 * Aurora. https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Modifying.html has a table with a column on
 * downtime; https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_WorkingWithParamGroups.html tells static
 * parameters from dynamic ones.
 */
export const DATABASES: RestartTable = {
  "aws:rds/cluster:Cluster": {
    restarts: [
      { paths: ["caCertificateIdentifier", "dbInstanceParameterGroupName", "engineVersion", "port"], text: CLUSTER },
      {
        paths: ["dbClusterParameterGroupName"],
        text: "the group's static parameters take effect when the instances are next restarted",
      },
      { paths: ["allocatedStorage", "dbClusterInstanceClass", "iops", "storageType"], text: INSTANCE },
    ],
    calm: [
      "allowMajorVersionUpgrade",
      "applyImmediately",
      "autoMinorVersionUpgrade",
      "backtrackWindow",
      "backupRetentionPeriod",
      "copyTagsToSnapshot",
      "databaseInsightsMode",
      "deleteAutomatedBackups",
      "deletionProtection",
      "enableGlobalWriteForwarding",
      "enableHttpEndpoint",
      "enableLocalWriteForwarding",
      "enabledCloudwatchLogsExports",
      "engineLifecycleSupport",
      "finalSnapshotIdentifier",
      "iamDatabaseAuthenticationEnabled",
      "iamRoles",
      "manageMasterUserPassword",
      "masterPassword",
      "masterPasswordWo",
      "masterPasswordWoVersion",
      "masterUserSecretKmsKeyId",
      "monitoringInterval",
      "monitoringRoleArn",
      "performanceInsightsEnabled",
      "performanceInsightsKmsKeyId",
      "performanceInsightsRetentionPeriod",
      "preferredBackupWindow",
      "preferredMaintenanceWindow",
      "serverlessv2ScalingConfiguration",
      "skipFinalSnapshot",
      "tags",
      "vpcSecurityGroupIds",
    ],
    waits: true,
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    restarts: [
      { paths: ["caCertIdentifier", "engineVersion", "instanceClass"], text: INSTANCE },
      { paths: ["dbParameterGroupName"], text: "the group's static parameters take effect at the next restart" },
    ],
    calm: [
      "applyImmediately",
      "autoMinorVersionUpgrade",
      "copyTagsToSnapshot",
      "forceDestroy",
      "monitoringInterval",
      "monitoringRoleArn",
      "performanceInsightsEnabled",
      "performanceInsightsKmsKeyId",
      "performanceInsightsRetentionPeriod",
      "preferredBackupWindow",
      "preferredMaintenanceWindow",
      "promotionTier",
      "publiclyAccessible",
      "tags",
    ],
    waits: true,
  },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": {
    restarts: [
      {
        paths: ["parameters"],
        text: "a static parameter is among those that differ: the instances have to be restarted for it",
        when: changesStaticParameter,
      },
    ],
    calm: ["parameters", "tags"],
  },
};

/** Whether a parameter that waits for a restart is new, gone or has another value. */
function changesStaticParameter({ before, after }: PlannedChange): boolean {
  const waiting = (inputs: PlannedChange["before"]) =>
    new Set(
      objects(inputs?.parameters)
        .filter(isStatic)
        .map((parameter) => JSON.stringify([parameter.name, parameter.value])),
    );
  const [old, now] = [waiting(before), waiting(after)];
  return [...old].some((one) => !now.has(one)) || [...now].some((one) => !old.has(one));
}

function isStatic(parameter: { readonly applyMethod?: unknown }): boolean {
  return parameter.applyMethod === "pending-reboot";
}
