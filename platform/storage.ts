import { DataLake } from "../components/data/data-lake";
import { ObjectStore } from "../components/data/object-store";
import { platformBuckets } from "../components/data/platform-buckets";
import type { Foundation } from "./foundation";

/** Buckets and the lake in one of them. */
export interface Storage {
  readonly store: ObjectStore;
  readonly lake: DataLake;
}

export function createStorage({ config, common, options, keys, replicaRegion, protect }: Foundation): Storage {
  const { account, storage } = config;
  const kmsKeyArn = keys.arn("data");
  const store = new ObjectStore(
    "store",
    {
      ...common,
      kmsKeyArn,
      buckets: platformBuckets({
        ...storage,
        logsKeyArn: keys.arn("logs"),
        ...(config.backup.enabled
          ? {
              backupKeyArn: keys.arn("backup"),
              backupReplicaKeyArn: replicaRegion === undefined ? undefined : keys.replicaArn("backup"),
            }
          : {}),
      }),
      // Only the copy of the backups is worth the price of a promised time.
      replica:
        replicaRegion === undefined
          ? undefined
          : { region: replicaRegion, kmsKeyArn: keys.replicaArn("data"), rtc: ["backup"] },
      forceDestroy: !protect,
      accountOwner: account.owner,
    },
    options,
  );
  const lake = new DataLake(
    "lake",
    {
      ...common,
      bucketName: store.bucket("lake").name,
      kmsKeyArn,
      scanLimit: storage.athenaScanLimitGiB,
      forceDestroy: !protect,
    },
    options,
  );
  return { store, lake };
}
