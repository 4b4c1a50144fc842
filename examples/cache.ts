import { Cache } from "../components/data/cache";

/** A cache for sessions and for computed values, each with a user that cannot see the other's keys. */
export function sessionsAndValues(): Cache {
  return new Cache("cache", {
    namePrefix: "kumiki-dev",
    subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
    securityGroupId: "sg-0c3d4e5f607182930",
    kmsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-4333-a444-555555555555",
    logsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/66666666-7777-4888-a999-000000000000",
    users: [
      { name: "session", keyPatterns: ["session:*"], commands: "readWrite" },
      { name: "cache", keyPatterns: ["cache:*"], commands: "readWrite" },
    ],
  });
}
