import { OneOffTask } from "../components/compute/one-off-task";

/** The migration of a schema, started by hand or by a pipeline before a new version is deployed. */
export function oneOffTask(): OneOffTask {
  return new OneOffTask("migrate", {
    region: "ap-northeast-1",
    accountId: "123456789012",
    namePrefix: "kumiki-dev",
    clusterName: "main",
    subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
    securityGroupId: "sg-0a1b2c3d4e5f60718",
    logsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10",
    image: `123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/kumiki-dev/app@sha256:${"3f".repeat(32)}`,
    command: ["migrate"],
  });
}
