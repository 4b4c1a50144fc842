import { Backup } from "../components/data/backup";
import type { Data } from "./data";
import type { Foundation } from "./foundation";
import type { Network } from "./network";

/** Backups beside the native ones: kept longer, copied to the recovery region, and restored every month to see whether they can be. */
export function createBackups(
  { config, common, options, keys, replicaRegion, protect }: Foundation,
  { groups }: Network,
  { database }: Data,
): Backup | undefined {
  const { backup } = config;
  if (!backup.enabled) return undefined;
  const copies = replicaRegion !== undefined;
  return new Backup(
    "backup",
    {
      ...common,
      kmsKeyArn: keys.arn("backup"),
      sources: { kmsKeyArns: [keys.arn("data")] },
      rules: [
        { name: "daily", schedule: "cron(0 15 * * ? *)", retention: 35, copyToReplica: copies },
        { name: "weekly", schedule: "cron(0 13 ? * SUN *)", retention: 90, copyToReplica: copies },
      ],
      lock: backup.lock === "governance" ? { mode: "governance" } : undefined,
      replica: copies ? { region: replicaRegion, kmsKeyArn: keys.replicaArn("backup") } : undefined,
      restoreTest: backup.restoreTest
        ? {
            aurora: {
              subnetGroupName: database.subnetGroupName,
              securityGroupIds: [groups.id("db")],
              kmsKeyArn: keys.arn("data"),
            },
          }
        : undefined,
      forceDestroy: !protect,
      protect,
    },
    options,
  );
}
