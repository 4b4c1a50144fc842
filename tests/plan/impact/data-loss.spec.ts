import { expect } from "chai";
import type { PlainObject } from "../../../plan/graph";
import { judgeEnd, judgeProtection } from "../../../plan/impact/data-loss";
import { created, deleted, replaced, updated, verdict } from "./plans";

const BUCKET = "aws:s3/bucket:Bucket";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const CLUSTER = "aws:rds/cluster:Cluster";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const KEY = "aws:kms/key:Key";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const QUEUE = "aws:sqs/queue:Queue";
const ROLE = "aws:iam/role:Role";
const TABLE = "gcp:bigquery/table:Table";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";

describe("the end of a resource", () => {
  it("is data loss for a store, and refused", () => {
    expect(verdict(judgeEnd, deleted(BUCKET))).to.deep.equal([
      "refused data loss: deleted, and with it the objects in the bucket",
    ]);
    expect(verdict(judgeEnd, replaced(TABLE, {}, {}, { forcedBy: ["schema"] }))).to.deep.equal([
      "refused data loss: replaced because of schema, and the old one is deleted with the rows of the table",
    ]);
    expect(verdict(judgeEnd, replaced(KEY, {}, {}))).to.deep.equal([
      "refused data loss: replaced, and the old one is deleted with everything encrypted with the key",
    ]);
  });

  it("is told with what stands against it, or softens it", () => {
    const guarded = { deletionProtection: true, finalSnapshotIdentifier: "db-final", skipFinalSnapshot: false };
    expect(verdict(judgeEnd, deleted(CLUSTER, guarded, { protect: true }))).to.deep.equal([
      "refused data loss: deleted, and with it the databases of the cluster (the engine refuses it while the resource is protected; the service refuses it while deletion protection is on; the snapshot db-final is taken before)",
    ]);
    expect(
      verdict(judgeEnd, deleted(CLUSTER, { finalSnapshotIdentifier: "db-final", skipFinalSnapshot: true })),
    ).to.deep.equal(["refused data loss: deleted, and with it the databases of the cluster"]);
    expect(
      verdict(judgeEnd, replaced(GROUP, { deletionProtectionEnabled: true }, {}, { forcedBy: ["name"] })),
    ).to.deep.equal([
      "refused data loss: replaced because of name, and the old one is deleted with the log events in the group (the service refuses it while deletion protection is on)",
    ]);
  });

  it("is no loss where the thing itself stays", () => {
    expect(verdict(judgeEnd, deleted(BUCKET, {}, { retainOnDelete: true }))).to.deep.equal([
      "unknown: forgotten, not deleted: it keeps the objects in the bucket, and nobody manages it",
    ]);
    expect(verdict(judgeEnd, replaced(BUCKET, {}, {}, { forcedBy: ["bucket"], retainOnDelete: true }))).to.deep.equal([
      "replacement: replaced because of bucket; the old one is forgotten, not deleted, and keeps the objects in the bucket",
    ]);
    expect(verdict(judgeEnd, deleted(ROLE, {}, { retainOnDelete: true }))).to.deep.equal([
      "unknown: forgotten, not deleted: nobody manages it",
    ]);
    expect(verdict(judgeEnd, replaced(ROLE, {}, {}, { forcedBy: ["name"], retainOnDelete: true }))).to.deep.equal([
      "replacement: replaced because of name; the old one is forgotten, not deleted",
    ]);
  });

  it("is a replacement or a removal for everything else", () => {
    expect(verdict(judgeEnd, replaced(ROLE, {}, {}, { forcedBy: ["name", "path"] }))).to.deep.equal([
      "replacement: replaced because of name, path",
    ]);
    expect(verdict(judgeEnd, deleted(ROLE))).to.deep.equal(["replacement: deleted, and nothing takes its place"]);
    expect(verdict(judgeEnd, deleted("azure:storage/account:Account"))).to.deep.equal([
      "replacement: deleted, and nothing takes its place",
    ]);
  });

  it("is not where something begins or changes", () => {
    expect(verdict(judgeEnd, created(BUCKET))).to.deep.equal([]);
    expect(verdict(judgeEnd, updated(BUCKET, { a: 1 }, { a: 2 }))).to.deep.equal([]);
  });
});

/** What the engine writes for values it does not know before the run. */
const NUMBER_LATER = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";
const SWITCH_LATER = "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7";
const status = (value: string) => ({ versioningConfiguration: { status: value } });
const rules = (days: number, noncurrentDays?: number) => ({
  rules: [
    {
      id: "old",
      expiration: { days },
      ...(noncurrentDays === undefined ? {} : { noncurrentVersionExpiration: { noncurrentDays } }),
    },
  ],
});

/** Title, type, inputs before and after, the sentence. */
const WEAKENED: readonly (readonly [string, string, PlainObject, PlainObject, string])[] = [
  [
    "backups",
    CLUSTER,
    { backupRetentionPeriod: 14 },
    { backupRetentionPeriod: 7 },
    "backupRetentionPeriod 14 -> 7: backups older than that are deleted",
  ],
  [
    "snapshots",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    { snapshotRetentionLimit: 7 },
    { snapshotRetentionLimit: 1 },
    "snapshotRetentionLimit 7 -> 1: snapshots older than that are deleted",
  ],
  [
    "log events",
    GROUP,
    { retentionInDays: 30 },
    { retentionInDays: 7 },
    "retentionInDays 30 -> 7: log events older than that are deleted",
  ],
  [
    "log events kept for ever",
    GROUP,
    {},
    { retentionInDays: 400 },
    "retentionInDays without end -> 400: log events older than that are deleted",
  ],
  [
    "log events kept for ever, by 0",
    GROUP,
    { retentionInDays: 0 },
    { retentionInDays: 7 },
    "retentionInDays without end -> 7: log events older than that are deleted",
  ],
  [
    "messages",
    "aws:sqs/queue:Queue",
    { messageRetentionSeconds: 1209600 },
    { messageRetentionSeconds: 60 },
    "messageRetentionSeconds 1209600 -> 60: messages older than that are deleted",
  ],
  [
    "tables",
    "gcp:bigquery/dataset:Dataset",
    {},
    { defaultTableExpirationMs: 3600000 },
    "defaultTableExpirationMs without end -> 3600000: new tables are deleted sooner",
  ],
  [
    "protection of a cluster",
    CLUSTER,
    { deletionProtection: true },
    { deletionProtection: false },
    "deletionProtection is turned off: a later run may delete it",
  ],
  [
    "protection of a table",
    TABLE,
    { deletionProtection: true },
    { deletionProtection: false },
    "deletionProtection is turned off: a later run may delete it",
  ],
  [
    "the final snapshot",
    CLUSTER,
    { skipFinalSnapshot: false },
    { skipFinalSnapshot: true },
    "skipFinalSnapshot is turned on: a later deletion leaves no snapshot",
  ],
  [
    "a full bucket",
    BUCKET,
    {},
    { forceDestroy: true },
    "forceDestroy is turned on: a later run may delete it with its content",
  ],
  [
    "images",
    "aws:ecr/repository:Repository",
    { forceDelete: false },
    { forceDelete: true },
    "forceDelete is turned on: a later run may delete it with its images",
  ],
  [
    "tables of a dataset",
    "gcp:bigquery/dataset:Dataset",
    {},
    { deleteContentsOnDestroy: true },
    "deleteContentsOnDestroy is turned on: a later run may delete it with its tables",
  ],
  ["a key", KEY, {}, { isEnabled: false }, "isEnabled is turned off: nothing encrypted with it can be read"],
  [
    "a replica of a key",
    "aws:kms/replicaKey:ReplicaKey",
    { enabled: true },
    { enabled: false },
    "enabled is turned off: nothing encrypted with it can be read",
  ],
  [
    "versions",
    VERSIONING,
    status("Enabled"),
    status("Suspended"),
    "versioning is suspended: from now on an overwritten or deleted object is gone",
  ],
  ["objects", LIFECYCLE, rules(90), rules(30), "objects are deleted sooner: old after 30 days"],
  ["old versions", LIFECYCLE, rules(90), rules(90, 7), "objects are deleted sooner: old versions by old after 7 days"],
  [
    "snapshots, by 0, which takes none",
    CACHE,
    { snapshotRetentionLimit: 7 },
    { snapshotRetentionLimit: 0 },
    "snapshotRetentionLimit 7 -> 0: snapshots older than that are deleted",
  ],
  [
    "backups, by taking the line out",
    CLUSTER,
    { backupRetentionPeriod: 14 },
    {},
    "backupRetentionPeriod 14 -> 1: backups older than that are deleted",
  ],
  [
    "protection of a cluster, by taking the line out",
    CLUSTER,
    { deletionProtection: true },
    {},
    "deletionProtection is turned off: a later run may delete it",
  ],
  [
    "objects, by a rule that is switched on",
    LIFECYCLE,
    { rules: [{ id: "old", status: "Disabled", expiration: { days: 30 } }] },
    { rules: [{ id: "old", status: "Enabled", expiration: { days: 30 } }] },
    "objects are deleted sooner: old after 30 days",
  ],
  [
    "objects of a new rule",
    LIFECYCLE,
    { rules: [] },
    rules(90, 30),
    "objects are deleted sooner: old after 90 days, old versions by old after 30 days",
  ],
];

/** The other way round, and changes that mean nothing. */
const KEPT: readonly (readonly [string, string, PlainObject, PlainObject])[] = [
  ["longer backups", CLUSTER, { backupRetentionPeriod: 7 }, { backupRetentionPeriod: 14 }],
  ["backups whose number is not known", CLUSTER, { backupRetentionPeriod: 7 }, { backupRetentionPeriod: NUMBER_LATER }],
  ["log events kept for ever", GROUP, { retentionInDays: 7 }, { retentionInDays: 0 }],
  ["protection that is turned on", CLUSTER, { deletionProtection: false }, { deletionProtection: true }],
  ["protection that stays off", CLUSTER, { deletionProtection: false }, { deletionProtection: false, engine: "a" }],
  ["protection of a role, which has none", ROLE, { deletionProtection: true }, { deletionProtection: false }],
  ["a bucket that no run empties", BUCKET, { forceDestroy: true }, { forceDestroy: false }],
  ["versioning that begins", VERSIONING, status("Suspended"), status("Enabled")],
  ["objects that stay longer", LIFECYCLE, rules(30, 7), rules(90, 30)],
  ["a rule that goes", LIFECYCLE, rules(30), { rules: [] }],
  [
    "a new rule that is switched off",
    LIFECYCLE,
    {},
    { rules: [{ id: "old", status: "Disabled", expiration: { days: 1 } }] },
  ],
  ["snapshots where there were none", CACHE, {}, { snapshotRetentionLimit: 7 }],
  ["messages kept longer than a queue keeps them by itself", QUEUE, {}, { messageRetentionSeconds: 1_209_600 }],
  ["a number that only the run will show", GROUP, { retentionInDays: 7 }, { retentionInDays: NUMBER_LATER }],
  ["a switch that only the run will show", CLUSTER, { deletionProtection: true }, { deletionProtection: SWITCH_LATER }],
  ["a cluster that was not protected", CLUSTER, {}, { deletionProtection: false }],
  ["a table, which is protected by itself", TABLE, { deletionProtection: true }, {}],
];

describe("the protection of data", () => {
  for (const [title, type, before, after, text] of WEAKENED) {
    it(`is weaker for ${title}`, () => {
      expect(verdict(judgeProtection, updated(type, before, after))).to.deep.equal([`data loss: ${text}`]);
    });
  }
  for (const [title, type, before, after] of KEPT) {
    it(`is not weaker for ${title}`, () => {
      expect(verdict(judgeProtection, updated(type, before, after))).to.deep.equal([]);
    });
  }

  it("is a matter of updates: a new store has no data yet, and an old one is replaced by another judge", () => {
    expect(verdict(judgeProtection, created(GROUP, { retentionInDays: 1 }))).to.deep.equal([]);
    expect(verdict(judgeProtection, replaced(GROUP, { retentionInDays: 7 }, { retentionInDays: 1 }))).to.deep.equal([]);
  });
});
