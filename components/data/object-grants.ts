import * as pulumi from "@pulumi/pulumi";
import type { Grant } from "../shared/iam";

/**
 * What a workload needs to read and write the objects below one prefix of an encrypted bucket, and nothing else: the key
 * is usable through S3 only, and only for this bucket (with a bucket key, S3 names the bucket in the context).
 */
export function objectGrants(
  bucketArn: pulumi.Input<string>,
  prefix: string,
  kmsKeyArn: pulumi.Input<string>,
  region: string,
): Grant[] {
  return [
    {
      sid: "UseOwnObjects",
      actions: ["s3:GetObject", "s3:PutObject"],
      resources: [pulumi.interpolate`${bucketArn}/${prefix}*`],
    },
    {
      sid: "UseKeyThroughS3",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [kmsKeyArn],
      conditions: {
        StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com`, "kms:EncryptionContext:aws:s3:arn": bucketArn },
      },
    },
  ];
}
