import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import type { Grant } from "../shared/iam";
import { ServiceRole } from "../shared/service-role";
import type { Bucket } from "./bucket";

const REPLICATION_TIME_MINUTES = 15; // the only value S3 offers

/** One side of a replication. */
export interface ReplicationSide {
  readonly bucket: Bucket;
  readonly region: string;
  readonly kmsKeyArn: pulumi.Input<string>;
}

export interface BucketReplicationArgs extends Omit<PlatformArgs, "region"> {
  /** AWS account of both buckets, 12 digits. */
  readonly accountId: string;
  /** Where objects are written. */
  readonly source: ReplicationSide;
  /** Where they are copied to. */
  readonly replica: ReplicationSide;
  /** Whether S3 promises to copy within 15 minutes, at a price per gigabyte, and reports when it does not. */
  readonly timeControl: boolean;
  /** Whether the source locks its objects; the copies are locked as long. */
  readonly locked: boolean;
}

/**
 * Copies every new object of one bucket to another region, and nothing back: there is no argument for the other way.
 *
 * Objects that are there already are not copied; a Batch Replication job does that once. Deletions are not copied
 * either, so that a mistake in one region is not a mistake in both.
 */
export class BucketReplication extends PlatformComponent {
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: BucketReplicationArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:data:BucketReplication", name, args, options);
    const { source, replica } = args;
    const role = new ServiceRole(
      this.childName("role"),
      {
        accountId: args.accountId,
        service: "s3.amazonaws.com",
        description: "Copies the objects of one bucket to another region.",
        grants: replicationGrants(args),
        ...this.inherited,
      },
      { parent: this },
    );
    new s3.BucketReplicationConfig(
      this.childName("rule"),
      {
        region: source.region,
        bucket: source.bucket.bucketName,
        role: role.arn,
        rules: [ruleTo(replica, args.timeControl)],
      },
      // S3 refuses to replicate unless both buckets keep versions.
      this.child({
        dependsOn: [source.bucket.versioning, replica.bucket.versioning].filter((side) => side !== undefined),
      }),
    );
    this.roleArn = role.arn;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

function ruleTo({ bucket, kmsKeyArn }: ReplicationSide, timeControl: boolean) {
  return {
    id: "everything",
    status: "Enabled",
    priority: 0,
    filter: { prefix: "" },
    deleteMarkerReplication: { status: "Disabled" },
    sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } }, // else encrypted objects are skipped
    destination: {
      bucket: bucket.arn,
      encryptionConfiguration: { replicaKmsKeyId: kmsKeyArn },
      metrics: {
        status: "Enabled",
        ...(timeControl ? { eventThreshold: { minutes: REPLICATION_TIME_MINUTES } } : {}),
      },
      ...(timeControl ? { replicationTime: { status: "Enabled", time: { minutes: REPLICATION_TIME_MINUTES } } } : {}),
    },
  };
}

function replicationGrants({ source, replica, locked }: BucketReplicationArgs): Grant[] {
  return [
    {
      sid: "ReadConfiguration",
      actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
      resources: [source.bucket.arn],
    },
    {
      sid: "ReadSource",
      actions: [
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionTagging",
        ...(locked ? ["s3:GetObjectLegalHold", "s3:GetObjectRetention"] : []),
      ],
      resources: [objectsOf(source)],
    },
    {
      sid: "WriteReplica",
      actions: ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"],
      resources: [objectsOf(replica)],
    },
    { sid: "DecryptSource", actions: ["kms:Decrypt"], ...throughBucket(source) },
    { sid: "EncryptReplica", actions: ["kms:Encrypt"], ...throughBucket(replica) },
  ];
}

/** The key, for objects of one bucket only: S3 names the bucket, or without a bucket key the object, when it asks. */
function throughBucket(side: ReplicationSide): Pick<Grant, "resources" | "conditions"> {
  return {
    resources: [side.kmsKeyArn],
    conditions: {
      StringEquals: { "kms:ViaService": `s3.${side.region}.amazonaws.com` },
      ArnLike: { "kms:EncryptionContext:aws:s3:arn": [side.bucket.arn, objectsOf(side)] },
    },
  };
}

function objectsOf({ bucket }: ReplicationSide): pulumi.Output<string> {
  return pulumi.interpolate`${bucket.arn}/*`;
}
