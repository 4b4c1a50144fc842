import { dev, type Fixture, prod, reportedAt } from "./error-fixture";
import type { Raw } from "./fixtures";

/** A recovery region as prod has it. */
export const recovery = {
  dr: { mode: "data", availabilityZones: ["ap-northeast-3a", "ap-northeast-3c"], cidrBlock: "10.1.0.0/16" },
};

/** A second cluster that is to begin with something that is no source. */
function restore(restoreFrom: Raw): Fixture {
  const text =
    "aurora.restoreFrom needs either snapshotIdentifier, or sourceClusterIdentifier with time, " +
    'which is "latest" or UTC such as "2026-11-26T03:04:05Z".';
  return reportedAt(dev("E44", "aurora", { generation: 2, restoreFrom }, text), "aurora.restoreFrom");
}

/** What the keys of the database, the cache and the search domain can have wrong. */
export const DATA_FIXTURES: readonly Fixture[] = [
  dev("E15", "aurora.minAcu", 2.5, "aurora.minAcu must be 0-256 in steps of 0.5 and <= maxAcu, got 2.5/2."),
  reportedAt(
    dev(
      "E16",
      "aurora.proxy",
      true,
      "aurora.minAcu 0 (auto-pause) never pauses together with aurora.proxy. Set minAcu to 0.5 or turn that off.",
    ),
    "aurora.minAcu",
  ),
  reportedAt(
    dev(
      "E16",
      "dr",
      recovery.dr,
      "aurora.minAcu 0 (auto-pause) never pauses together with dr.mode. Set minAcu to 0.5 or turn that off.",
    ),
    "aurora.minAcu",
  ),
  prod(
    "E00",
    "aurora.minAcu",
    7.5,
    'aurora.minAcu must be at least 8 with dr.mode, which makes the cluster the primary of a Global Database, got "7.5".',
    { ...recovery, aurora: { mode: "serverless", minAcu: 7.5, maxAcu: 16 } },
  ),
  prod(
    "E17",
    "aurora.instanceClass",
    "db.t4g.medium",
    'dr.mode "data" uses Aurora Global Database, which needs a memory-optimised class (db.r*), got "db.t4g.medium".',
    recovery,
  ),
  dev("E18", "aurora.backupRetentionDays", 6, "aurora.backupRetentionDays must be 7-35, got 6."),
  prod("E19", "aurora.deletionProtection", false, "aurora.deletionProtection must be true in prod."),
  dev(
    "E20",
    "aurora.insights",
    "advanced",
    'aurora.insights "advanced" needs provisioned mode or minAcu >= 2, got minAcu 0.',
  ),
  prod("E21", "cache.replicas", 0, "cache.replicas must be >= 1 in prod (automatic failover needs a replica)."),
  reportedAt(
    prod(
      "E22",
      "search.dataCount",
      4,
      "search.standby needs 3 zones, a data-node count divisible by 3 and 3 dedicated masters; got 4 nodes, 3 masters.",
    ),
    "search.standby",
  ),
  dev(
    "E00",
    "search.dataCount",
    3,
    'search.dataCount must be 1, or a multiple of a number of zones above 1, because only evenly filled zones are used, got "3".',
  ),
  prod(
    "E23",
    "search.dataType",
    "t3.small.search",
    'search.dataType "t3.small.search" cannot be used with standby or in prod (no standby, no Auto-Tune).',
  ),
  dev(
    "E24",
    "search.engineVersion",
    "OpenSearch_2.19",
    'search engine "OpenSearch_2.19" is in or near paid extended support; use OpenSearch_3.1 or later.',
  ),
  restore({}),
  restore({ snapshotIdentifier: "a", time: "latest" }),
  restore({ sourceClusterIdentifier: "a" }),
  restore({ sourceClusterIdentifier: "a", time: "2026-13-26T03:04:05Z" }),
];
