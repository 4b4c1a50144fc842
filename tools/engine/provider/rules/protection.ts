import type { CloudResource } from "../cloud-store";

interface Protection {
  readonly type: string;
  /** Whether this one is protected. */
  readonly when: (resource: CloudResource) => boolean;
  readonly refusal: string;
  readonly source: string;
}

const isOn =
  (property: string) =>
  ({ outputs }: CloudResource): boolean =>
    outputs[property] === true;

const isFullWithout =
  (property: string) =>
  ({ outputs, hasContent }: CloudResource): boolean =>
    hasContent === true && outputs[property] !== true;

const PROTECTIONS: readonly Protection[] = [
  {
    type: "aws:lb/loadBalancer:LoadBalancer",
    when: isOn("enableDeletionProtection"),
    refusal: "OperationNotPermitted: enableDeletionProtection is on",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteLoadBalancer.html",
  },
  {
    type: "aws:rds/cluster:Cluster",
    when: isOn("deletionProtection"),
    refusal: "InvalidParameterCombination: deletionProtection is on",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBCluster.html",
  },
  {
    type: "aws:rds/cluster:Cluster",
    when: ({ inputs }) => inputs.skipFinalSnapshot !== true && inputs.finalSnapshotIdentifier === undefined,
    refusal: "InvalidParameterCombination: finalSnapshotIdentifier is required unless skipFinalSnapshot is true",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBCluster.html",
  },
  {
    type: "aws:rds/globalCluster:GlobalCluster",
    when: isOn("deletionProtection"),
    refusal: "InvalidParameterCombination: deletionProtection is on",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteGlobalCluster.html",
  },
  {
    type: "aws:s3/bucket:Bucket",
    when: isFullWithout("forceDestroy"),
    refusal: "BucketNotEmpty: the bucket holds objects, and forceDestroy is off",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html",
  },
  {
    type: "aws:ecr/repository:Repository",
    when: isFullWithout("forceDelete"),
    refusal: "RepositoryNotEmptyException: the repository holds images, and forceDelete is off",
    source: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepository.html",
  },
  {
    type: "aws:athena/workgroup:Workgroup",
    when: isFullWithout("forceDestroy"),
    refusal: "InvalidRequestException: the workgroup holds queries, and forceDestroy is off",
    source: "https://docs.aws.amazon.com/athena/latest/APIReference/API_DeleteWorkGroup.html",
  },
  {
    type: "aws:backup/vault:Vault",
    when: isFullWithout("forceDestroy"),
    refusal: "InvalidRequestException: the vault holds recovery points, and forceDestroy is off",
    source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteBackupVault.html",
  },
  {
    type: "gcp:bigquery/table:Table",
    when: isOn("deletionProtection"),
    refusal: "the table cannot be destroyed while deletionProtection is true",
    source: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/bigquery_table",
  },
];

/** Why the service would not delete a resource that is protected or not empty. */
export function refusalOfProtected(resource: CloudResource): string | undefined {
  return PROTECTIONS.find(({ type, when }) => type === resource.type && when(resource))?.refusal;
}
