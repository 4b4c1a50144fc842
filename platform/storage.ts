import { DataLake } from "../components/data/data-lake";
import { ObjectStore } from "../components/data/object-store";
import { platformBuckets } from "../components/data/platform-buckets";
import type { Foundation } from "./foundation";

/** Buckets and the lake in one of them. */
export interface Storage {
  readonly store: ObjectStore;
  readonly lake: DataLake;
}

/** Days a stack without protection keeps overwritten objects and its logs; a year of them would be paid for unread. */
const UNPROTECTED_DAYS = 30;

export function createStorage(foundation: Foundation): Storage {
  const { config, common, options, keys, replicaRegion, protect } = foundation;
  const { account, storage } = config;
  const kmsKeyArn = keys.arn("data");
  const ageLimit = protect ? undefined : UNPROTECTED_DAYS;
  const store = new ObjectStore(
    "store",
    {
      ...common,
      kmsKeyArn,
      buckets: platformBuckets({
        ...storage,
        logsKeyArn: keys.arn("logs"),
        ...backupKeys(foundation),
        logExpiryDays: ageLimit,
      }),
      noncurrentDays: ageLimit,
      // Only the copy of the backups is worth the price of a promised time.
      replica:
        replicaRegion === undefined
          ? undefined
          : { region: replicaRegion, kmsKeyArn: keys.replicaArn("data"), rtc: ["backup"] },
      forceDestroy: !protect,
      protect,
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

/** With a key of their own, backups stay closed to whoever was given the key of the data. */
function backupKeys({ config, keys, replicaRegion }: Foundation) {
  if (!config.backup.enabled) return undefined;
  const backupKeyArn = keys.arn("backup");
  return replicaRegion === undefined
    ? { backupKeyArn }
    : { backupKeyArn, backupReplicaKeyArn: keys.replicaArn("backup") };
}
