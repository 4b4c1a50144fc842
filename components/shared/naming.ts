/** Longest physical names the services accept, from their API references. */
const NAME_LIMITS = {
  loadBalancer: 32,
  targetGroup: 32,
  iamRole: 64,
  s3Bucket: 63,
  ecsService: 255,
  taskFamily: 255,
  logGroup: 512,
  firehose: 64,
  sqsQueue: 80,
  replicationGroup: 40,
  cacheUser: 40,
  rdsCluster: 63,
  backupVault: 50,
  openSearchDomain: 28,
} as const;

export type NamedKind = keyof typeof NAME_LIMITS;

/**
 * Joins the parts of a physical name that has to be known in advance, because a policy, another cloud or a log's
 * encryption context refers to it. Everything else keeps the names Pulumi generates: a resource with a fixed name
 * cannot be replaced without first deleting the old one.
 *
 * @throws RangeError if the name is longer than the service accepts
 */
export function physicalName(kind: NamedKind, ...parts: readonly string[]): string {
  const name = parts.join("-");
  const limit = NAME_LIMITS[kind];
  if (name.length > limit) {
    throw new RangeError(
      `"${name}" has ${name.length} characters, but the name of a ${kind} may have ${limit}; shorten one of: ${parts.join(", ")}`,
    );
  }
  return name;
}

/** The platform runs in the commercial partition; China and GovCloud have other names and lack some of its services. */
export const AWS_PARTITION = "aws";

/** ARN of a regional AWS resource whose name is known in advance. */
export function awsArn(service: string, region: string, accountId: string, resource: string): string {
  return `arn:${AWS_PARTITION}:${service}:${region}:${accountId}:${resource}`;
}
