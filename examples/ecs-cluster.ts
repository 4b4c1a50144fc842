import { EcsCluster } from "../components/compute/ecs-cluster";

/** A cluster with the least that must be said. */
export function ecsCluster(): EcsCluster {
  return new EcsCluster("cluster", {
    diskKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10",
    namespaceName: "kumiki-dev",
  });
}
