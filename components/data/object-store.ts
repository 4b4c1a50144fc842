import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import type { ResourceStatement } from "../shared/iam";
import { entryOf } from "../shared/lookup";
import { Bucket } from "./bucket";
import { problemsOfBuckets } from "./bucket-checks";
import { BucketReplication, type ReplicationSide } from "./bucket-replication";
import { type BucketPurpose, type BucketSpec, bucketName, resolveSpec } from "./bucket-specs";

export interface ObjectStoreReplica {
  /** Region of the copies; another than the store's. Changing it replaces them. */
  readonly region: string;
  /** Key of that region, for every copy that names no other. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Purposes whose copies S3 promises within 15 minutes, at a price per gigabyte. @default [] */
  readonly rtc?: readonly BucketPurpose[];
}

export interface ObjectStoreArgs extends PlatformArgs {
  /** Region of the buckets; part of their names. Changing it replaces them. */
  readonly region: string;
  /** AWS account of the buckets, 12 digits; part of their names. */
  readonly accountId: string;
  /** Start of the buckets' names: `<namePrefix>-<name>-<accountId>-<region>`, 63 characters at most. */
  readonly namePrefix: string;
  /** Key of every bucket that names no other. The one of purpose `albLogs` uses none. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** The buckets. With one of purpose `albLogs`, the accesses to all the others are logged there. */
  readonly buckets: readonly BucketSpec[];
  /** Where buckets with `replicate` are copied to. @default - nothing is copied */
  readonly replica?: ObjectStoreReplica;
  /**
   * How long overwritten and deleted objects are kept, in days, 1-3650. An object lock that lasts longer wins.
   * @default 90 - a loss is often noticed at the end of a quarter
   */
  readonly noncurrentDays?: number;
  /**
   * Whether destroying a bucket deletes what is in it, locked versions included.
   * @default false - a bucket with objects, old versions too, cannot be destroyed
   */
  readonly forceDestroy?: boolean;
  /**
   * Whether Pulumi refuses to delete or replace a bucket, empty ones too. A bucket is then taken out of the program in
   * two steps: without protection first.
   * @default true, unless `forceDestroy` is
   */
  readonly protect?: boolean;
  /**
   * Whether this stack sets what exists once per account: the refusal of public buckets everywhere in it.
   * @default false - two stacks of one account would take turns in overwriting it
   */
  readonly accountOwner?: boolean;
}

/** What others need to know of a bucket. */
export interface StoredBucket {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** Where CloudFront fetches from: `<name>.s3.<region>.amazonaws.com`. */
  readonly regionalDomainName: pulumi.Output<string>;
  /**
   * Statements the bucket's policy must contain, for whoever attaches it: a bucket has one policy, and that of purpose
   * `static` has to name the distribution that reads it. Empty for the others, whose policy is attached here.
   */
  readonly policyStatements: readonly ResourceStatement[];
}

/** One of the two places buckets are created in. */
interface Place {
  readonly region: string;
  /** What the logical names of the buckets there end with. */
  readonly suffix: "" | "-replica";
  readonly keyOf: (spec: BucketSpec) => pulumi.Input<string>;
}

type Resolved = ObjectStoreArgs & Required<Pick<ObjectStoreArgs, "noncurrentDays" | "forceDestroy" | "protect">>;

/**
 * The platform's buckets, all made alike: private, owner-enforced, encrypted by the platform's key, versioned, cleaned
 * up by age, refusing plain text and old TLS; and copied to another region where asked for.
 *
 * ```ts
 * const store = new ObjectStore("store", {
 *   region, accountId, namePrefix, kmsKeyArn: keys.arn("data"),
 *   buckets: [{ name: "lake", purpose: "lake" }, { name: "access-logs", purpose: "albLogs" }],
 * });
 * store.bucket("lake").arn;
 * ```
 *
 * Default settings: versions kept for 90 days, logs for a year, lake objects moved to infrequent access after 30 days
 * and to Glacier after 90, unfinished uploads dropped after 7, no bucket destroyed while it holds anything.
 *
 * It does not attach the policy of the `static` bucket, copy objects that were there before replication was turned on,
 * copy anything back, or send event notifications.
 */
export class ObjectStore extends PlatformComponent {
  /** The buckets, by name. */
  readonly buckets: Readonly<Record<string, StoredBucket>>;
  /** Their copies in the other region, by the same name. */
  readonly replicas: Readonly<Record<string, StoredBucket>>;

  constructor(name: string, args: ObjectStoreArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:data:ObjectStore", name, args, options);
    const resolved = resolve(name, args);
    if (args.accountOwner === true) this.refusePublicBuckets();
    const sources = this.createBuckets(args.buckets, here(args), resolved);
    const copies = this.createCopies(resolved);
    this.replicate(sources, copies, resolved);
    this.buckets = describe(sources, args.buckets);
    this.replicas = describe(copies, args.buckets.filter(isReplicated));
    this.registerOutputs({ buckets: this.buckets, replicas: this.replicas });
  }

  /** A bucket by name. @throws if there is none of that name */
  bucket(name: string): StoredBucket {
    return entryOf("bucket", this.buckets, name);
  }

  /** The copy of a bucket by its name. @throws if there is none */
  replica(name: string): StoredBucket {
    return entryOf("replicated bucket", this.replicas, name);
  }

  private refusePublicBuckets(): void {
    new s3.AccountPublicAccessBlock(
      this.childName("account"),
      { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      this.child(),
    );
  }

  /** The buckets of one region; the one that takes the logs first, because the others name it. */
  private createBuckets(specs: readonly BucketSpec[], place: Place, args: Resolved): ReadonlyMap<string, Bucket> {
    const logsFirst = [...specs].sort((a, b) => Number(isLogBucket(b)) - Number(isLogBucket(a)));
    const created = new Map<string, Bucket>();
    let logBucketName: pulumi.Output<string> | undefined;
    for (const spec of logsFirst) {
      const bucket = new Bucket(
        this.childName(`${spec.name}${place.suffix}`),
        {
          region: place.region,
          accountId: args.accountId,
          namePrefix: args.namePrefix,
          bucketName: bucketName(args.namePrefix, spec.name, args.accountId, place.region),
          spec: resolveSpec(spec),
          kmsKeyArn: place.keyOf(spec),
          noncurrentDays: args.noncurrentDays,
          forceDestroy: args.forceDestroy,
          protect: args.protect,
          attachPolicy: spec.purpose !== "static" || place.suffix !== "", // no distribution reads a copy
          logBucketName,
          ...this.inherited,
        },
        { parent: this },
      );
      if (isLogBucket(spec)) logBucketName = bucket.bucketName;
      created.set(spec.name, bucket);
    }
    return created;
  }

  /** The copies, and a log bucket of their own: S3 delivers access logs within a region only. */
  private createCopies(args: Resolved): ReadonlyMap<string, Bucket> {
    const replicated = args.buckets.filter(isReplicated);
    if (args.replica === undefined || replicated.length === 0) return new Map();
    return this.createBuckets([...args.buckets.filter(isLogBucket), ...replicated], there(args.replica), args);
  }

  private replicate(sources: ReadonlyMap<string, Bucket>, copies: ReadonlyMap<string, Bucket>, args: Resolved): void {
    const { accountId, replica } = args;
    if (replica === undefined) return;
    for (const spec of args.buckets.filter(isReplicated)) {
      new BucketReplication(
        this.childName(`${spec.name}-replication`),
        {
          accountId,
          source: side(sources, spec, here(args)),
          replica: side(copies, spec, there(replica)),
          timeControl: replica.rtc?.includes(spec.purpose) ?? false,
          locked: spec.objectLock !== undefined,
          ...this.inherited,
        },
        { parent: this },
      );
    }
  }
}

function here({ region, kmsKeyArn }: ObjectStoreArgs): Place {
  return { region, suffix: "", keyOf: (spec) => spec.kmsKeyArn ?? kmsKeyArn };
}

function there({ region, kmsKeyArn }: ObjectStoreReplica): Place {
  return { region, suffix: "-replica", keyOf: (spec) => spec.replicaKmsKeyArn ?? kmsKeyArn };
}

function side(buckets: ReadonlyMap<string, Bucket>, spec: BucketSpec, { region, keyOf }: Place): ReplicationSide {
  return { bucket: entryOf("bucket", Object.fromEntries(buckets), spec.name), region, kmsKeyArn: keyOf(spec) };
}

function isReplicated({ replicate }: BucketSpec): boolean {
  return replicate === true;
}

function isLogBucket({ purpose }: BucketSpec): boolean {
  return purpose === "albLogs";
}

function describe(buckets: ReadonlyMap<string, Bucket>, specs: readonly BucketSpec[]): Record<string, StoredBucket> {
  const described = specs.map(({ name }) => {
    const bucket = entryOf("bucket", Object.fromEntries(buckets), name);
    const { bucketName, arn, regionalDomainName, policyStatements } = bucket;
    return [name, { name: bucketName, arn, regionalDomainName, policyStatements }] as const;
  });
  return Object.fromEntries(described);
}

function resolve(name: string, args: ObjectStoreArgs): Resolved {
  const forceDestroy = args.forceDestroy ?? false;
  const protect = args.protect ?? !forceDestroy;
  const resolved = { ...args, noncurrentDays: args.noncurrentDays ?? 90, forceDestroy, protect };
  const problems = problemsOfBuckets(args.buckets, { ...args, replicaRegion: args.replica?.region });
  problems.accountId("accountId", args.accountId);
  problems.range("noncurrentDays", resolved.noncurrentDays, 1, 3650, "days");
  problems.unless(
    args.replica?.region !== args.region,
    `replica.region must differ from region, got "${args.region}" for both.`,
  );
  problems.throwFor(`ObjectStore "${name}"`);
  return resolved;
}
