import type * as pulumi from "@pulumi/pulumi";
import { physicalName } from "../shared/naming";
import { Problems } from "../shared/validate";

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

/** Where the buckets of a store live, as far as their specifications depend on it. */
export interface StoreSite {
  readonly namePrefix: string;
  readonly accountId: string;
  readonly region: string;
  readonly replicaRegion?: string;
}

/** Everything wrong with a list of buckets. */
export function problemsOfBuckets(buckets: readonly BucketSpec[], site: StoreSite): Problems {
  const problems = new Problems();
  problems.count("buckets", buckets, 1, 100);
  for (const [index, bucket] of buckets.entries()) {
    const at = `buckets[${index}]`;
    const first = buckets.findIndex(({ name }) => name === bucket.name);
    problems.unless(
      /^[a-z0-9]+(-[a-z0-9]+)*$/.test(bucket.name),
      `${at}.name must be lower-case letters, digits and single dashes, got "${bucket.name}".`,
    );
    problems.unless(first === index, `${at}.name "${bucket.name}" is used twice; give every bucket its own name.`);
    checkName(problems, at, bucket.name, site);
    checkVersions(problems, at, resolveSpec(bucket));
    checkReplication(problems, at, resolveSpec(bucket), site);
  }
  const logBuckets = buckets.filter(({ purpose }) => purpose === "albLogs").map(({ name }) => name);
  problems.unless(
    logBuckets.length <= 1,
    `buckets may have one entry of purpose albLogs, got ${logBuckets.length}: ${logBuckets.join(", ")}.`,
  );
  return problems;
}

function checkName(problems: Problems, at: string, name: string, site: StoreSite): void {
  const regions = [site.region, site.replicaRegion].filter((region) => region !== undefined);
  for (const region of regions) {
    try {
      bucketName(site.namePrefix, name, site.accountId, region);
    } catch (error) {
      problems.add([`${at}.name: ${error instanceof Error ? error.message : String(error)}.`]);
    }
  }
}

function checkVersions(problems: Problems, at: string, bucket: ResolvedBucketSpec): void {
  const { objectLock, expireAfterDays } = bucket;
  problems.oneOf(`${at}.minimumTls`, bucket.minimumTls, ["1.2", "1.3"]);
  if (expireAfterDays !== undefined) problems.range(`${at}.expireAfterDays`, expireAfterDays, 1, 36500, "days");
  if (objectLock === undefined) return;
  problems.oneOf(`${at}.objectLock.mode`, objectLock.mode, ["GOVERNANCE", "COMPLIANCE"]);
  problems.range(`${at}.objectLock.days`, objectLock.days, 1, 36500, "days");
  problems.unless(bucket.versioned, `${at}.objectLock locks versions; set ${at}.versioned to true.`);
  problems.unless(
    bucket.purpose !== "albLogs",
    `${at}.objectLock is not possible for purpose albLogs: S3 delivers access logs to no locked bucket.`,
  );
  problems.unless(
    expireAfterDays === undefined || expireAfterDays >= objectLock.days,
    `${at}.expireAfterDays must be at least objectLock.days (${objectLock.days}), because the lock outranks expiry; got ${expireAfterDays}.`,
  );
}

function checkReplication(problems: Problems, at: string, bucket: ResolvedBucketSpec, site: StoreSite): void {
  if (!bucket.replicate) return;
  problems.unless(bucket.versioned, `${at}.replicate copies versions; set ${at}.versioned to true.`);
  problems.unless(
    site.replicaRegion !== undefined,
    `${at}.replicate needs a place to copy to; give the store a replica.`,
  );
  problems.unless(
    bucket.purpose !== "albLogs",
    `${at}.replicate is not offered for purpose albLogs: its logs describe one region.`,
  );
}
