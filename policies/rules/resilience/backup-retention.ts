import { z } from "zod";
import { PASS, violation } from "../../core/rule";
import { adjustable } from "../../core/settings";

const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const SETTINGS = z.strictObject({
  days: z.int().min(1).max(35).default(7).describe("Days for which backups must be kept at least"),
});

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
    const property = resource.type === CACHE ? "snapshotRetentionLimit" : "backupRetentionPeriod";
    const kept = resource.inputs[property];
    return typeof kept === "number" && kept >= days
      ? PASS
      : violation(property, `${property} is below ${days} days, or not set; raise it`);
  },
}));
