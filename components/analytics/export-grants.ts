import * as pulumi from "@pulumi/pulumi";
import type { Grant } from "../shared/iam";
import { EXPORT_LAYOUT } from "./export-layout";

export interface ExportResources {
  readonly region: string;
  readonly domainArn: pulumi.Input<string>;
  readonly indexPattern: string;
  readonly lakeArn: pulumi.Input<string>;
  readonly kmsKeyArn: pulumi.Input<string>;
}

const { dataPrefix, checkpointKey } = EXPORT_LAYOUT;

/**
 * What the extract function needs: three requests to the domain, new documents and one checkpoint.
 *
 * IAM sees paths, not bodies, and a page of a point in time is asked for without naming an index. Which indices it may
 * read is up to the role that the domain maps to this one.
 */
export function extractGrants({ domainArn, indexPattern, lakeArn, ...resources }: ExportResources): Grant[] {
  return [
    {
      sid: "ReadDocuments",
      actions: ["es:ESHttpPost"],
      resources: [
        pulumi.interpolate`${domainArn}/${indexPattern}/_search/point_in_time`,
        pulumi.interpolate`${domainArn}/_search`,
      ],
    },
    {
      sid: "EndPointInTime",
      actions: ["es:ESHttpDelete"],
      resources: [pulumi.interpolate`${domainArn}/_search/point_in_time`],
    },
    {
      sid: "WriteDocumentsAndCheckpoint",
      actions: ["s3:PutObject"],
      resources: [pulumi.interpolate`${lakeArn}/${dataPrefix}*`, pulumi.interpolate`${lakeArn}/${checkpointKey}`],
    },
    {
      sid: "ReadCheckpoint",
      actions: ["s3:GetObject"],
      resources: [pulumi.interpolate`${lakeArn}/${checkpointKey}`],
    },
    keyThroughS3(["kms:Decrypt", "kms:GenerateDataKey"], lakeArn, resources),
  ];
}

/** What the load function needs on AWS: to read what is announced. Its rights at Google are Google's to give. */
export function loadGrants({ lakeArn, ...resources }: ExportResources): Grant[] {
  return [
    {
      sid: "ReadDocuments",
      actions: ["s3:GetObject"],
      resources: [pulumi.interpolate`${lakeArn}/${dataPrefix}*`],
    },
    keyThroughS3(["kms:Decrypt"], lakeArn, resources),
  ];
}

/** With a bucket key, S3 names the bucket in the context of what it encrypts. */
function keyThroughS3(
  actions: readonly string[],
  lakeArn: pulumi.Input<string>,
  { region, kmsKeyArn }: Pick<ExportResources, "region" | "kmsKeyArn">,
): Grant {
  return {
    sid: "UseKeyThroughS3",
    actions,
    resources: [kmsKeyArn],
    conditions: {
      StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com`, "kms:EncryptionContext:aws:s3:arn": lakeArn },
    },
  };
}
