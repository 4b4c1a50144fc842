import { FargateService } from "../components/compute/fargate-service";
import { ecsCluster } from "./ecs-cluster";

/** A service nobody calls, with the least that must be said. */
export function fargateService(): FargateService {
  const cluster = ecsCluster();
  return new FargateService("worker", {
    region: "ap-northeast-1",
    accountId: "123456789012",
    namePrefix: "kumiki-dev",
    clusterArn: cluster.clusterArn,
    clusterName: cluster.clusterName,
    subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
    securityGroupId: "sg-0c3d4e5f607182930",
    logsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/5b7c2f0a-3a41-4c57-8a0e-6e1f0d9c2b34",
    image: `123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/kumiki/worker@sha256:${"3f".repeat(32)}`,
  });
}
