import type { Problems } from "../shared/validate";
import {
  AURORA_MODES,
  hasRoomForInsights,
  hasRoomForReplication,
  isAcuRange,
  isGlobalDatabaseClass,
  LEAST_ACU_OF_GLOBAL_PRIMARY,
  MOST_READERS,
  pausesWhenIdle,
} from "./aurora-capacity";
import { FIRST_RESTORED_GENERATION, isRestoreTime } from "./aurora-restore";
import type { AuroraSpec } from "./aurora-spec";
import { windowProblems } from "./aurora-windows";

const INSTANCE_CLASS = /^db\.[a-z][a-z0-9]*\.[a-z0-9]+$/;

export function checkCapacity(spec: AuroraSpec, problems: Problems): void {
  const { mode, acu, instances, classes, insights } = spec;
  problems.oneOf("mode", mode, AURORA_MODES);
  problems.range("instances", instances, 1, MOST_READERS + 1);
  problems.range("autoPause", spec.autoPause, 300, 86_400, "s");
  problems.unless(
    isAcuRange(acu.min, acu.max),
    `acu.min must be 0-256 in steps of 0.5 and <= acu.max, which must be 1-256, got ${acu.min}/${acu.max}.`,
  );
  problems.unless(
    typeof spec.instanceClass === "string" || classes.length === instances,
    `instanceClass must be one class, or one for each of the ${instances} instances, got ${classes.length}.`,
  );
  for (const instanceClass of new Set(classes)) {
    problems.unless(
      INSTANCE_CLASS.test(instanceClass),
      `instanceClass must be a class such as "db.r7g.large", got "${instanceClass}".`,
    );
  }
  problems.oneOf("insights", insights, ["standard", "advanced"]);
  problems.unless(
    insights === "standard" || hasRoomForInsights(mode, acu.min),
    `insights "advanced" needs provisioned mode or acu.min >= 2, got acu.min ${acu.min}.`,
  );
  for (const blocker of pausesWhenIdle(mode, acu.min) ? pauseBlockers(spec) : []) {
    problems.add([
      `acu.min 0 (auto-pause) never pauses together with ${blocker}; set acu.min to 0.5 or turn that off.`,
    ]);
  }
}

export function checkBackups(spec: AuroraSpec, problems: Problems): void {
  const { generation, restoreFrom, names } = spec;
  problems.range("backupRetention", spec.backupRetention, 7, 35, "days");
  problems.add(windowProblems(spec.backupWindow, spec.maintenanceWindow));
  problems.range("generation", generation, 1, 9999);
  if (restoreFrom === undefined) return;
  problems.unless(
    generation >= FIRST_RESTORED_GENERATION,
    `restoreFrom makes a new cluster, which needs a new identifier: set generation to ${FIRST_RESTORED_GENERATION} or more, got ${generation}.`,
  );
  if ("snapshotIdentifier" in restoreFrom) return;
  problems.unless(
    restoreFrom.sourceClusterIdentifier !== names.cluster,
    `restoreFrom.sourceClusterIdentifier is the cluster itself, "${names.cluster}"; raise generation, so that the restored one gets a new identifier.`,
  );
  problems.unless(
    isRestoreTime(restoreFrom.time),
    `restoreFrom.time must be "latest" or UTC such as "2026-11-26T03:04:05Z", got "${restoreFrom.time}".`,
  );
}

function pauseBlockers({ proxy, replica }: AuroraSpec): string[] {
  return [...(proxy ? ["proxy"] : []), ...(replica === undefined ? [] : ["replica"])];
}

export function checkReplica(spec: AuroraSpec, problems: Problems): void {
  const { replica, region, rotationFunctionArn } = spec;
  problems.range("rotationDays", spec.rotationDays, 1, 365, "days");
  problems.unless(
    (replica === undefined) === (rotationFunctionArn === undefined),
    replica === undefined
      ? "rotationFunctionArn is for replica only: without one RDS rotates the master password itself; remove it."
      : "rotationFunctionArn is required with replica: a global database has no master password that RDS rotates.",
  );
  if (replica === undefined) return;
  problems.unless(
    !isAcuRange(spec.acu.min, spec.acu.max) || hasRoomForReplication(spec.mode, spec.acu.min),
    `acu.min must be at least ${LEAST_ACU_OF_GLOBAL_PRIMARY} with replica, which makes the cluster the primary of a Global Database, got ${spec.acu.min}.`,
  );
  problems.unless(replica.region !== region, `replica.region must differ from region, got "${region}" for both.`);
  problems.count("replica.subnetIds", replica.subnetIds, 2, 20);
  problems.range("replica.readers", replica.readers ?? 1, 0, MOST_READERS);
  if (spec.mode === "serverless") return;
  for (const instanceClass of new Set([
    ...spec.classes,
    ...(replica.instanceClass === undefined ? [] : [replica.instanceClass]),
  ])) {
    problems.unless(
      isGlobalDatabaseClass(instanceClass),
      `replica makes an Aurora Global Database, which needs a memory-optimised class (db.r*), got "${instanceClass}".`,
    );
  }
}
