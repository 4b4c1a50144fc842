import type * as pulumi from "@pulumi/pulumi";
import type { BucketSpec } from "./bucket-specs";

/** The platform's buckets that can be copied to another region. */
export type ReplicableBucket = "static" | "lake" | "backup" | "logs";

export interface PlatformBuckets {
  /** Buckets that are copied to the recovery region. */
  readonly replicate: readonly ReplicableBucket[];
  /** Days a new object of the backup bucket cannot be deleted; 0 turns the lock off. */
  readonly objectLockDays: number;
  /** Key of the log bucket. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Key of the backup bucket, which the owners of the data cannot delete. @default - the store's */
  readonly backupKeyArn?: pulumi.Input<string>;
  /** Key of its copy, in the other region. @default - the replica's */
  readonly backupReplicaKeyArn?: pulumi.Input<string>;
  /** Days logs are kept in the buckets. @default 365 - see {@link BucketSpec} */
  readonly logExpiryDays?: number;
}

/** The buckets of the platform, one for each kind of data, so that each has its own access, age and copies. */
export function platformBuckets(args: PlatformBuckets): BucketSpec[] {
  const { replicate, objectLockDays, logsKeyArn, logExpiryDays: expireAfterDays } = args;
  const copied = (name: ReplicableBucket) => ({ name, purpose: name, replicate: replicate.includes(name) });
  return [
    copied("static"),
    { ...copied("lake"), minimumTls: "1.3" }, // only the platform's own functions and Athena talk to it
    {
      ...copied("backup"),
      kmsKeyArn: args.backupKeyArn,
      replicaKmsKeyArn: args.backupReplicaKeyArn,
      ...(objectLockDays > 0 ? { objectLock: { mode: "GOVERNANCE", days: objectLockDays } } : {}),
    },
    { ...copied("logs"), kmsKeyArn: logsKeyArn, expireAfterDays },
    { name: "access", purpose: "albLogs", expireAfterDays },
  ];
}
