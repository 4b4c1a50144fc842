import type { AuroraClusterArgs } from "../components/data/aurora-args";
import { AuroraCluster } from "../components/data/aurora-cluster";

const KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10";

const place: AuroraClusterArgs = {
  region: "ap-northeast-1",
  accountId: "123456789012",
  namePrefix: "kumiki-dev",
  subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
  securityGroupId: "sg-0c3d4e5f607182930",
  kmsKeyArn: KEY,
  logsKeyArn: KEY,
  users: ["app"],
};

/** The least there is: one serverless instance that pauses when nobody uses it. */
export function auroraCluster(): AuroraCluster {
  return new AuroraCluster("db", place);
}

/** Writer and reader of a fixed class behind a proxy, with a copy in Osaka. */
export function globalDatabase(): AuroraCluster {
  const osakaKey = "arn:aws:kms:ap-northeast-3:123456789012:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10";
  return new AuroraCluster("db", {
    ...place,
    namePrefix: "kumiki-prod",
    mode: "provisioned",
    instances: 2,
    backupRetention: 35,
    insights: "advanced",
    proxy: true,
    proxySecurityGroupId: "sg-0d4e5f60718293041",
    eventTopicArn: "arn:aws:sns:ap-northeast-1:123456789012:alarms",
    rotationFunctionArn: "arn:aws:lambda:ap-northeast-1:123456789012:function:kumiki-prod-rotate-db-g1",
    replica: {
      region: "ap-northeast-3",
      subnetIds: ["subnet-0c3d4e5f60718293a", "subnet-0d4e5f60718293a4b"],
      securityGroupId: "sg-0e5f607182930415a",
      kmsKeyArn: osakaKey,
      logsKeyArn: osakaKey,
    },
  });
}
