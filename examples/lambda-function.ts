import * as pulumi from "@pulumi/pulumi";
import { LambdaFunction } from "../components/compute/lambda-function";
import { queue } from "./queue";

const KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10";

/** A function that works through a queue. In this repository its code would come from `functionCode("load")`. */
export function lambdaFunction(): LambdaFunction {
  return new LambdaFunction("load", {
    region: "ap-northeast-1",
    accountId: "123456789012",
    namePrefix: "kumiki-dev",
    functionName: "load",
    description: "Loads what a bucket announces.",
    code: {
      archive: new pulumi.asset.AssetArchive({
        "index.js": new pulumi.asset.StringAsset("exports.handler = async () => ({ batchItemFailures: [] });"),
      }),
      sha256: "5a8dd3ad0756a93ded72b823b19dd877c2e0d9b0f4b3b4c6d6a0e3e0a1b2c3d4",
    },
    grants: [{ sid: "ReadExports", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::kumiki-dev-lake/export/*"] }],
    reservedConcurrency: 2,
    consumes: { queue: queue() },
    kmsKeyArn: KEY,
    logsKeyArn: KEY,
  });
}
