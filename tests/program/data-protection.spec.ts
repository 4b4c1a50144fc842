import { expect } from "chai";
import type { ResourceGraph } from "../../plan/graph";
import { byName, nameResolver, objectAt, platformTests, same } from "./both-stacks";

// Mocks cannot show ciphertext, nor a deletion that is refused; they show the key of every store and what keeps it.

const CLUSTER = "aws:rds/cluster:Cluster";
const TABLE = "gcp:bigquery/table:Table";

/** Everything that keeps data of its own. */
const STORES = new Set([
  "aws:athena/workgroup:Workgroup",
  "aws:backup/vault:Vault",
  "aws:ecr/repository:Repository",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:lambda/function:Function",
  "aws:opensearch/domain:Domain",
  CLUSTER,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:scheduler/schedule:Schedule",
  "aws:secretsmanager/secret:Secret",
  "aws:sqs/queue:Queue",
]);

const QUEUES = ["export-announcements", "export-failed-runs", "worker-messages"].flatMap((name) => [
  `${name}-dead-letters`,
  `${name}-queue`,
]);

describe("the data of the platform", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "is encrypted by a key of the platform wherever it is kept, and that of tables and objects by one (2.3-3, 1.3-1)",
    {
      dev: {
        "keys-data": [
          ...["bootstrap-function-function", "cache-group", "db-cluster"],
          ...["export-extract-function", "export-extract-timer-schedule", "export-load-function"],
          ...["images-repository", "lake-queries", "search-domain"],
          ...["store-backup-encryption", "store-lake-encryption", "store-static-encryption"],
        ],
        "keys-logs": ["store-logs-encryption"],
        "keys-messaging": QUEUES,
        "none of ours": ["store-access-encryption"], // S3 delivers logs of load balancers and of itself by its own key only
      },
      prod: {
        "keys-backup": ["backup-vault", "store-backup-encryption"],
        "keys-backup-replica": ["backup-replica", "store-backup-replica-encryption"],
        "keys-data": [
          ...["bootstrap-function-function", "cache-group", "db-cluster", "db-master-secret"],
          ...["db-rotation-function-function", "export-extract-function", "export-extract-timer-schedule"],
          ...["export-load-function", "images-repository", "lake-queries", "search-domain"],
          ...["store-lake-encryption", "store-static-encryption"],
        ],
        "keys-data-replica": [
          ...["db-master-secret", "db-replica-cluster", "images-replica"],
          ...["store-lake-replica-encryption", "store-static-replica-encryption"],
        ],
        "keys-logs": ["store-logs-encryption"],
        "keys-messaging": QUEUES,
        "none of ours": ["store-access-encryption", "store-access-replica-encryption"],
      },
    },
    (graph, expected) => {
      expect(storesByKey(graph)).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "has every part of a database under the same key: storage, insights, and the password RDS keeps (2.3-3)",
    {
      dev: { "db-cluster": ["keys-data", undefined, "keys-data"] },
      prod: {
        "db-cluster": ["keys-data", "keys-data", undefined],
        "db-replica-cluster": ["keys-data-replica", "keys-data-replica", undefined],
      },
    },
    (graph, expected) => {
      const nameOf = nameResolver(graph);
      const keys = byName(graph, CLUSTER, ({ inputs }) => {
        const { kmsKeyId, performanceInsightsKmsKeyId, masterUserSecretKmsKeyId } = inputs;
        expect(inputs.storageEncrypted).to.equal(true);
        return [kmsKeyId, performanceInsightsKmsKeyId, masterUserSecretKmsKeyId].map((key) => key && nameOf(key));
      });
      expect(keys).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "is protected by Pulumi in prod, store by store, and nothing of it in dev (2.3-3, 3.1-5)",
    {
      dev: [],
      prod: [
        ...["analytics-endpoint-endpoint", "analytics-endpoint-log-dataset", "analytics-keys-bigquery"],
        ...["analytics-keys-ring", "analytics-keys-vertex", "analytics-warehouse-documents-final"],
        ...["analytics-warehouse-final-dataset", "analytics-warehouse-staging-dataset"],
        ...["backup-replica", "backup-replica-lock", "backup-replica-policy"],
        ...["backup-vault", "backup-vault-lock", "backup-vault-policy"],
        ...["cache-group", "db-cluster", "db-master-secret", "db-replica-cluster", "db-replica-global"],
        ...["images-replica", "images-replica", "images-repository", "images-repository"], // with what ages them
        ...["keys-backup", "keys-backup-replica", "keys-data", "keys-data-replica", "keys-edge-logs", "keys-logs"],
        ...["keys-logs-replica", "keys-messaging", "keys-pipeline", "keys-tasks", "recovery-network", "search-domain"],
        ...["store-access-bucket", "store-access-replica-bucket", "store-backup-bucket", "store-backup-lock"],
        ...["store-backup-replica-bucket", "store-backup-replica-lock", "store-lake-bucket"],
        ...["store-lake-replica-bucket", "store-logs-bucket", "store-static-bucket", "store-static-replica-bucket"],
        "vpc-network",
      ],
    },
    (graph, expected) => {
      const protectedOnes = graph.resources.filter(({ custom, options }) => custom && options.protect === true);
      expect(protectedOnes.map(({ name }) => name).sort()).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "is kept by the services as well: databases refuse to go, and leave a last snapshot (1.3-1)",
    { dev: false, prod: true },
    (graph, kept) => {
      const databases = [...graph.ofType(CLUSTER), ...graph.ofType("aws:rds/globalCluster:GlobalCluster")];
      for (const { inputs, urn, options } of databases) {
        expect(inputs.deletionProtection, urn).to.equal(kept);
        expect(options.retainOnDelete ?? false, urn).to.equal(kept);
        expect(options.deleteBeforeReplace, `${urn}: the new one comes before the old one goes`).to.equal(false);
      }
      for (const { inputs, urn } of graph.ofType(CLUSTER)) {
        expect(inputs.skipFinalSnapshot, urn).to.equal(!kept);
        const snapshot = kept ? `${inputs.clusterIdentifier}-final` : undefined;
        expect(inputs.finalSnapshotIdentifier, urn).to.equal(snapshot);
        expect(inputs.copyTagsToSnapshot, urn).to.equal(true);
      }
    },
  );

  inBothStacks(
    "leaves a last snapshot of the cache, and the last month of secrets, in prod (4.2-1, 3.1-5)",
    { dev: undefined, prod: "kumiki-prod-cache-final" },
    (graph, finalSnapshotIdentifier) => {
      const { inputs } = graph.one("aws:elasticache/replicationGroup:ReplicationGroup");
      expect(inputs.finalSnapshotIdentifier).to.equal(finalSnapshotIdentifier);
      for (const { inputs: secret, urn } of graph.ofType("aws:secretsmanager/secret:Secret")) {
        expect(secret.recoveryWindowInDays, urn).to.equal(30);
      }
    },
  );

  inBothStacks(
    "is not deleted along with what it lies in, unless the stack is there to be thrown away (1.3-7, 3.2-1)",
    { dev: true, prod: false },
    (graph, thrownAway) => {
      const holders = [
        ...graph.ofType("aws:s3/bucket:Bucket").map(({ inputs, urn }) => [urn, inputs.forceDestroy ?? false]),
        ...graph.ofType("aws:backup/vault:Vault").map(({ inputs, urn }) => [urn, inputs.forceDestroy ?? false]),
        ...graph.ofType("aws:athena/workgroup:Workgroup").map(({ inputs, urn }) => [urn, inputs.forceDestroy ?? false]),
      ];
      expect(holders.length).to.be.greaterThan(5);
      expect(holders.filter(([, forced]) => forced !== thrownAway)).to.deep.equal([]);
      for (const { inputs, urn } of graph.ofType("gcp:bigquery/dataset:Dataset")) {
        expect(inputs.deleteContentsOnDestroy, urn).to.equal(false);
      }
    },
  );

  inBothStacks(
    "may be lost from staging, where it is on its way, and not from the final table in prod (1.1-10)",
    {
      dev: { "analytics-warehouse-documents-final": false, "analytics-warehouse-documents-staging": false },
      prod: { "analytics-warehouse-documents-final": true, "analytics-warehouse-documents-staging": false },
    },
    (graph, expected) => {
      expect(byName(graph, TABLE, ({ inputs }) => inputs.deletionProtection)).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "is under keys of Google that are new every 90 days and take a month to destroy (1.1-10)",
    { dev: ["analytics-keys-bigquery"], prod: ["analytics-keys-bigquery", "analytics-keys-vertex"] },
    (graph, expected) => {
      const keys = graph.ofType("gcp:kms/cryptoKey:CryptoKey");
      expect(keys.map(({ name }) => name)).to.deep.equal(expected);
      for (const { inputs, urn } of keys) {
        expect(inputs, urn).to.deep.include({
          purpose: "ENCRYPT_DECRYPT",
          rotationPeriod: `${90 * 86_400}s`,
          destroyScheduledDuration: `${30 * 86_400}s`,
        });
      }
    },
  );

  inBothStacks(
    "is in its second generation nowhere: names hold the generation a restore would change (3.2-2)",
    same({ cluster: "db-g1" }),
    (graph, { cluster }, stack) => {
      expect(graph.one(CLUSTER, "db-cluster").inputs.clusterIdentifier).to.equal(`kumiki-${stack}-${cluster}`);
      const { restoreToPointInTime, snapshotIdentifier } = graph.one(CLUSTER, "db-cluster").inputs;
      expect([restoreToPointInTime, snapshotIdentifier]).to.deep.equal([undefined, undefined]);
    },
  );
});

/** Names of what keeps data, by the key that it is encrypted with. */
function storesByKey(graph: ResourceGraph): Record<string, string[]> {
  const nameOf = nameResolver(graph);
  const stores: Record<string, string[]> = {};
  for (const { type, name, inputs } of graph.resources) {
    if (!STORES.has(type)) continue;
    const arns = JSON.stringify(objectAt(inputs)).match(/arn:aws:kms:[\w:/-]+/g) ?? [];
    const keys = arns.length === 0 ? ["none of ours"] : [...new Set(arns.map(nameOf))];
    for (const key of keys) stores[key] = [...(stores[key] ?? []), name].sort();
  }
  return stores;
}
