import { AsyncWorker } from "../components/compute/async-worker";

const KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10";

/** Workers that rest until there is something to do. */
export function asyncWorker(): AsyncWorker {
  return new AsyncWorker("worker", {
    region: "ap-northeast-1",
    accountId: "123456789012",
    namePrefix: "kumiki-dev",
    clusterArn: "arn:aws:ecs:ap-northeast-1:123456789012:cluster/main",
    clusterName: "main",
    subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
    securityGroupId: "sg-0a1b2c3d4e5f60718",
    logsKeyArn: KEY,
    messagingKeyArn: KEY,
    image: `123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/kumiki-dev/app@sha256:${"3f".repeat(32)}`,
    count: { min: 0, max: 2, desired: 0 },
  });
}
