import type { Registration, Service, Simulated } from "./registration";

/** Hosted zone of the regional S3 endpoints, as in https://docs.aws.amazon.com/general/latest/gr/s3.html. */
const HOSTED_ZONES: Readonly<Record<string, string>> = {
  "ap-northeast-1": "Z2M4EHUR26P7ZW",
  "ap-northeast-3": "Z2YQB5RD63NC85",
  "us-east-1": "Z3AQBSTGFYJSTF",
};

/** Simple Storage Service: a bucket, and the parts of its configuration, each identified by the bucket's name. */
export const s3Service: Service = {
  "aws:s3/bucket:Bucket": (bucket) => {
    const name = bucket.physicalName("bucket");
    return {
      id: name,
      bucket: name,
      arn: `arn:aws:s3:::${name}`,
      bucketDomainName: `${name}.s3.amazonaws.com`,
      bucketRegionalDomainName: `${name}.s3.${bucket.region}.amazonaws.com`,
      bucketRegion: bucket.region,
      bucketNamespace: bucket.or("bucketNamespace", "global"),
      hostedZoneId: HOSTED_ZONES[bucket.region] ?? "",
      forceDestroy: bucket.or("forceDestroy", false),
      objectLockEnabled: bucket.or("objectLockEnabled", false),
      requestPayer: "BucketOwner",
    };
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": partOfBucket,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": partOfBucket,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": partOfBucket,
  "aws:s3/bucketVersioning:BucketVersioning": partOfBucket,
  "aws:s3/bucketLogging:BucketLogging": partOfBucket,
  "aws:s3/bucketNotification:BucketNotification": partOfBucket,
  "aws:s3/bucketPolicy:BucketPolicy": partOfBucket,
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": partOfBucket,
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": (lock) => ({
    ...partOfBucket(lock),
    objectLockEnabled: lock.or("objectLockEnabled", "Enabled"),
  }),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": (lifecycle) => ({
    ...partOfBucket(lifecycle),
    transitionDefaultMinimumObjectSize: lifecycle.or("transitionDefaultMinimumObjectSize", "all_storage_classes_128K"),
  }),
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": (block) => ({
    id: block.accountId,
    accountId: block.accountId,
  }),
};

function partOfBucket(part: Registration): Simulated {
  return { id: part.text("bucket") };
}
