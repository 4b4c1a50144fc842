import { Vpc } from "../components/network/vpc";

/** A network for two zones with one NAT gateway. */
export function network(): Vpc {
  return new Vpc("vpc", {
    region: "ap-northeast-1",
    accountId: "123456789012",
    namePrefix: "shop-dev",
    cidrBlock: "10.20.0.0/16",
    availabilityZoneNames: ["ap-northeast-1a", "ap-northeast-1c"],
    s3BucketNamePatterns: ["shop-dev-*"],
    logsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-4333-a444-555555555555",
    tags: { Project: "shop" },
  });
}
