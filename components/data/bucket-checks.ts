import { Problems } from "../shared/validate";
import { type BucketSpec, bucketName, type ResolvedBucketSpec, resolveSpec } from "./bucket-specs";

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
