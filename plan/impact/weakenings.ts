/** Updates that cost data later: what is kept a shorter time, no longer copied, or no longer hard to delete. */

import { objects } from "../../policies/lib/values/objects";
import type { PlainObject } from "../graph";
import type { PlannedChange } from "./change";
import { isNotKnown, numberAt, valueAt } from "./values";

interface Weakening {
  readonly types: readonly string[];
  /** The one property it is about. */
  readonly path?: string;
  /** The sentence, or undefined where the change does no such thing. */
  readonly says: (change: PlannedChange) => string | undefined;
}

const FOR_EVER = Number.POSITIVE_INFINITY;
const CLUSTER = "aws:rds/cluster:Cluster";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";

export const WEAKENINGS: readonly Weakening[] = [
  shorter([CLUSTER], "backupRetentionPeriod", 1, "backups older than that are deleted"),
  shorter([CACHE], "snapshotRetentionLimit", 0, "snapshots older than that are deleted"),
  shorter(["aws:cloudwatch/logGroup:LogGroup"], "retentionInDays", FOR_EVER, "log events older than that are deleted"),
  shorter(["gcp:bigquery/dataset:Dataset"], "defaultTableExpirationMs", FOR_EVER, "new tables are deleted sooner"),
  shorter(["aws:sqs/queue:Queue"], "messageRetentionSeconds", 345_600, "messages older than that are deleted"),
  turned(
    [CLUSTER, "aws:rds/globalCluster:GlobalCluster"],
    "deletionProtection",
    false,
    "a later run may delete it",
    false,
  ),
  turned(["gcp:bigquery/table:Table"], "deletionProtection", false, "a later run may delete it"),
  turned([CLUSTER], "skipFinalSnapshot", true, "a later deletion leaves no snapshot"),
  turned(
    ["aws:s3/bucket:Bucket", "aws:backup/vault:Vault", "aws:ecr/repository:Repository"],
    "forceDestroy",
    true,
    "a later run may delete it with its content",
  ),
  turned(["aws:ecr/repository:Repository"], "forceDelete", true, "a later run may delete it with its images"),
  turned(
    ["gcp:bigquery/dataset:Dataset"],
    "deleteContentsOnDestroy",
    true,
    "a later run may delete it with its tables",
  ),
  turned(
    ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"],
    "isEnabled",
    false,
    "nothing encrypted with it can be read",
  ),
  turned(["aws:kms/replicaKey:ReplicaKey"], "enabled", false, "nothing encrypted with it can be read"),
  {
    types: ["aws:s3/bucketVersioning:BucketVersioning"],
    says: ({ before, after }) =>
      valueAt(before, "versioningConfiguration.status") === "Enabled" &&
      valueAt(after, "versioningConfiguration.status") !== "Enabled"
        ? "versioning is suspended: from now on an overwritten or deleted object is gone"
        : undefined,
  },
  { types: ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"], says: expiresSooner },
];

/** @param unset what holds where there is no number */
function shorter(types: readonly string[], path: string, unset: number, consequence: string): Weakening {
  // A log group with 0 keeps everything; everywhere else 0 keeps nothing.
  const kept = (inputs: PlainObject | undefined) => {
    const number = numberAt(inputs, path) ?? unset;
    return number === 0 && unset === FOR_EVER ? FOR_EVER : number;
  };
  return {
    types,
    path,
    says: ({ before, after }) => {
      const [old, now] = [kept(before), kept(after)];
      if (now >= old || isNotKnown(after, path)) return undefined;
      return `${path} ${Number.isFinite(old) ? old : "without end"} -> ${now}: ${consequence}`;
    },
  };
}

/** @param unset what holds where nothing is said */
function turned(
  types: readonly string[],
  path: string,
  to: boolean,
  consequence: string,
  unset: boolean = !to,
): Weakening {
  return {
    types,
    path,
    says: ({ before, after }) =>
      (valueAt(before, path) ?? unset) === !to && (valueAt(after, path) ?? unset) === to && !isNotKnown(after, path)
        ? `${path} is turned ${to ? "on" : "off"}: ${consequence}`
        : undefined,
  };
}

function expiresSooner({ before, after }: PlannedChange): string | undefined {
  const old = expirations(before);
  const sooner = [...expirations(after)].filter(([what, days]) => days < (old.get(what) ?? Number.POSITIVE_INFINITY));
  if (sooner.length === 0) return undefined;
  return `objects are deleted sooner: ${sooner.map(([what, days]) => `${what} after ${days} days`).join(", ")}`;
}

/** Days after which each rule that is in force deletes, by the rule and what it deletes. */
function expirations(inputs: PlainObject | undefined): Map<string, number> {
  const found = new Map<string, number>();
  for (const rule of objects(inputs?.rules)) {
    if (rule.status === "Disabled") continue;
    const current = numberAt(rule, "expiration.days");
    const old = numberAt(rule, "noncurrentVersionExpiration.noncurrentDays");
    if (current !== undefined) found.set(`${rule.id}`, current);
    if (old !== undefined) found.set(`old versions by ${rule.id}`, old);
  }
  return found;
}
