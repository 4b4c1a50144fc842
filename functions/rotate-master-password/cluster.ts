import { type DBCluster, DescribeDBClustersCommand, ModifyDBClusterCommand } from "@aws-sdk/client-rds";
import type { Rotation } from "./rotation";

/** Milliseconds between two looks; the first comes after one pause, because a change is not visible at once. */
const PAUSE_MS = 5_000;

/**
 * Sets the password. `ApplyImmediately` is left out on purpose: RDS sets a master password at once in any case, and the
 * argument would carry out every other change that waits for the maintenance window as well.
 */
export async function changePassword({ rds, clusterIdentifier }: Rotation, password: string): Promise<void> {
  await rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier: clusterIdentifier, MasterUserPassword: password }));
}

/** Waits until the cluster is available and has no new password ahead. @throws Error when the time is up */
export async function untilAvailable(rotation: Rotation): Promise<void> {
  for (;;) {
    await rotation.pause(PAUSE_MS);
    const { Status, PendingModifiedValues } = await describe(rotation);
    const isPending = PendingModifiedValues?.MasterUserPassword !== undefined;
    if (Status === "available" && !isPending) return;
    if (rotation.millisecondsLeft() < PAUSE_MS) {
      throw new Error(
        `${rotation.clusterIdentifier} is still ${isPending ? "taking the password" : Status}; try again.`,
      );
    }
  }
}

/** Name of the master user. */
export async function masterUserOf(rotation: Rotation): Promise<string | undefined> {
  return (await describe(rotation)).MasterUsername;
}

async function describe({ rds, clusterIdentifier }: Rotation): Promise<DBCluster> {
  const { DBClusters = [] } = await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: clusterIdentifier }));
  const [cluster] = DBClusters;
  if (cluster === undefined) throw new Error(`RDS knows no cluster "${clusterIdentifier}".`);
  return cluster;
}
