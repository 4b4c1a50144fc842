import type { ResourceStatement } from "../shared/iam";
import { awsArn } from "../shared/naming";
import type { TlsVersion } from "./bucket-specs";

/** Key prefix below which the other buckets of a store write their access logs. */
export const ACCESS_LOG_PREFIX = "s3";

/** What every bucket's policy says first: nobody, whoever they are, talks to it in the clear or over outdated TLS. */
export function hardeningStatements(bucketArn: string, minimumTls: TlsVersion): ResourceStatement[] {
  const everything = {
    effect: "Deny",
    principal: "*",
    actions: ["s3:*"],
    resources: [bucketArn, `${bucketArn}/*`],
  } as const;
  return [
    {
      ...everything,
      sid: "DenyInsecureTransport",
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      ...everything,
      sid: "DenyOutdatedTls",
      // Calls between services hide the TLS version; without the second condition they would be refused with the rest.
      conditions: { NumericLessThan: { "s3:TlsVersion": minimumTls }, Bool: { "aws:PrincipalIsAWSService": "false" } },
    },
  ];
}

export interface LogBucketSite {
  readonly bucketArn: string;
  readonly region: string;
  readonly accountId: string;
  /** Start of the names of the buckets that log here. */
  readonly namePrefix: string;
}

/** Load balancers and buckets of this account and region deliver their access logs, and nobody else writes. */
export function logDeliveryStatements({
  bucketArn,
  region,
  accountId,
  namePrefix,
}: LogBucketSite): ResourceStatement[] {
  return [
    {
      sid: "LoadBalancerLogs",
      principal: { service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      actions: ["s3:PutObject"],
      resources: [`${bucketArn}/AWSLogs/${accountId}/*`, `${bucketArn}/*/AWSLogs/${accountId}/*`],
      conditions: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": awsArn("elasticloadbalancing", region, accountId, "loadbalancer/*") },
      },
    },
    {
      sid: "BucketAccessLogs",
      principal: { service: "logging.s3.amazonaws.com" },
      actions: ["s3:PutObject"],
      resources: [`${bucketArn}/${ACCESS_LOG_PREFIX}/*`],
      conditions: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": bucketArnOf(`${namePrefix}-*`) },
      },
    },
  ];
}

/** Buckets have neither region nor account in their ARNs. */
export function bucketArnOf(bucketName: string): string {
  return `arn:aws:s3:::${bucketName}`;
}
