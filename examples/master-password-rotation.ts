import * as pulumi from "@pulumi/pulumi";
import { MasterPasswordRotation } from "../components/data/master-password-rotation";

const KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10";

/** Rotates the password of `globalDatabase`. In this repository its code comes from `functionCode`. */
export function masterPasswordRotation(): MasterPasswordRotation {
  return new MasterPasswordRotation("db-rotation", {
    region: "ap-northeast-1",
    accountId: "123456789012",
    namePrefix: "kumiki-prod",
    clusterName: "db",
    kmsKeyArn: KEY,
    logsKeyArn: KEY,
    code: {
      archive: new pulumi.asset.AssetArchive({
        "index.js": new pulumi.asset.StringAsset("exports.handler = async () => undefined;"),
      }),
      sha256: "0f5f2a1f6a3f6a3d8d9b8c5a3d8a7e5a9c0d7b4d3a5e0b1c2d3e4f5a6b7c8d9e",
    },
  });
}
