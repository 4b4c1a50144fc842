import type * as pulumi from "@pulumi/pulumi";
import { physicalName } from "../shared/naming";

export type BucketPurpose = "static" | "lake" | "backup" | "logs" | "albLogs";

/** TLS versions a bucket can ask for at least; S3 accepts nothing older than 1.2. */
export type TlsVersion = "1.2" | "1.3";

/** How long a new version cannot be deleted. */
export interface ObjectLock {
  /**
   * `GOVERNANCE` can be lifted by whoever holds `s3:BypassGovernanceRetention`. `COMPLIANCE` cannot be lifted by
   * anybody, the root user and `pulumi destroy` included: the bucket is paid for until the last version is released.
   */
  readonly mode: "GOVERNANCE" | "COMPLIANCE";
  /** Days, 1-36500. */
  readonly days: number;
}

/** One bucket of an object store. */
export interface BucketSpec {
  /** Lower-case letters, digits and dashes; part of the physical name. Changing it replaces the bucket. */
  readonly name: string;
  /**
   * What the bucket is for: `static` is read by CloudFront, `lake` moves to colder storage with age, `albLogs` takes
   * the access logs of load balancers and of the other buckets and is encrypted by S3's own key, because these
   * services refuse any other.
   */
  readonly purpose: BucketPurpose;
  /** Whether overwritten and deleted objects are kept. @default true - the only way back from a mistake */
  readonly versioned?: boolean;
  /** Locks every new version. Needs `versioned`. Turning it on later is possible, off is not. @default - none */
  readonly objectLock?: ObjectLock;
  /** Age at which objects are deleted, in days. @default - 365 for `logs` and `albLogs`, never for the others */
  readonly expireAfterDays?: number;
  /** Whether objects are copied to the replica region. Needs `versioned`. @default false */
  readonly replicate?: boolean;
  /** Oldest TLS version clients may use. @default "1.2" - 1.3 suits buckets only the platform's own code talks to */
  readonly minimumTls?: TlsVersion;
  /** Key of this bucket alone. @default - the store's */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** Key of this bucket's copy alone, in the replica's region. @default - the replica's */
  readonly replicaKmsKeyArn?: pulumi.Input<string>;
}

/** What the parts of a bucket are made from, with the defaults filled in. */
export type ResolvedBucketSpec = Required<
  Omit<BucketSpec, "objectLock" | "expireAfterDays" | "kmsKeyArn" | "replicaKmsKeyArn">
> &
  Pick<BucketSpec, "objectLock" | "expireAfterDays">;

const LOG_EXPIRY_DAYS = 365;

export function resolveSpec(spec: BucketSpec): ResolvedBucketSpec {
  const isLog = spec.purpose === "logs" || spec.purpose === "albLogs";
  return {
    name: spec.name,
    purpose: spec.purpose,
    versioned: spec.versioned ?? true,
    objectLock: spec.objectLock,
    expireAfterDays: spec.expireAfterDays ?? (isLog ? LOG_EXPIRY_DAYS : undefined),
    replicate: spec.replicate ?? false,
    minimumTls: spec.minimumTls ?? "1.2",
  };
}

/**
 * The physical name of a bucket. Policies of other resources refer to it before it exists, and all AWS customers share
 * one namespace: account and region make the name nobody else's.
 * @throws RangeError beyond 63 characters
 */
export function bucketName(namePrefix: string, name: string, accountId: string, region: string): string {
  return physicalName("s3Bucket", namePrefix, name, accountId, region);
}
