import { z } from "zod";
import { notApplicable, PASS, violation } from "../../core/rule";
import { adjustable } from "../../core/settings";
import { isProduction } from "../../lib/facts/tags";

const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const SETTINGS = z.strictObject({
  days: z.int().min(1).max(35).default(7).describe("Days for which backups must be kept at least"),
});

/** A database keeps its backups in every stack; a cache can be filled again, and has to keep them in production alone. */
export const BACKUP_RETENTION = adjustable(SETTINGS, ({ days }) => ({
  id: "resilience-backup-retention",
  title: "Automatic backups are kept long enough to notice that something is wrong",
  why: "A mistake that is found after the last good backup has expired is found too late.",
  fix: "raise `aurora.backupRetentionDays` in the stack file, or the cache's `snapshotRetention`",
  severity: "high",
  pack: "resilience",
  controls: ["RDS.50", "RDS.11", "ElastiCache.1"],
  types: ["aws:rds/cluster:Cluster", "aws:rds/instance:Instance", CACHE],
  judge: (resource) => {
    const isCache = resource.type === CACHE;
    if (isCache && !isProduction(resource)) return notApplicable("it is a cache outside production");
    const property = isCache ? "snapshotRetentionLimit" : "backupRetentionPeriod";
    const kept = resource.inputs[property];
    return typeof kept === "number" && kept >= days
      ? PASS
      : violation(property, `${property} is below ${days} days, or not set; raise it`);
  },
}));
