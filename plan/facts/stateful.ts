/**
 * Types that hold something the program cannot make again: deleting or replacing one loses data, or makes other data
 * unreadable. The value says what is lost; it stands in the reports.
 *
 * CloudFormation marks stateful types too (`isStateful`); a test compares. It counts database instances among them, but an
 * instance of an Aurora cluster holds nothing: the data stays in the cluster's storage.
 */
export const STATEFUL: Readonly<Record<string, string>> = {
  "aws:backup/vault:Vault": "the recovery points in the vault",
  "aws:cloudwatch/logGroup:LogGroup": "the log events in the group",
  "aws:ecr/repository:Repository": "the images in the repository",
  "aws:elasticache/replicationGroup:ReplicationGroup": "the keys in the cache, and every session among them",
  "aws:kms/key:Key": "everything encrypted with the key",
  "aws:kms/replicaKey:ReplicaKey": "everything encrypted with the key in its region",
  "aws:opensearch/domain:Domain": "the indices of the domain",
  "aws:rds/cluster:Cluster": "the databases of the cluster",
  "aws:rds/globalCluster:GlobalCluster": "the replication between its regions",
  "aws:s3/bucket:Bucket": "the objects in the bucket",
  "aws:secretsmanager/secret:Secret": "the secret's value and its versions",
  "aws:sqs/queue:Queue": "the messages in the queue",
  "gcp:bigquery/dataset:Dataset": "the tables of the dataset",
  "gcp:bigquery/table:Table": "the rows of the table",
  "gcp:kms/cryptoKey:CryptoKey": "everything encrypted with the key",
  "gcp:kms/keyRing:KeyRing": "everything encrypted with its keys",
  "random:index/randomPassword:RandomPassword": "the password, wherever it is in use",
};
