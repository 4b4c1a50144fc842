import { AsyncWorker } from "../components/compute/async-worker";
import type { ComputeBase } from "./compute-base";
import type { Foundation } from "./foundation";
import type { Network } from "./network";

/** What is done later: the same image as the application's, told by `WORKLOAD` that it works through a queue. */
export function createWorker(
  { config, common, options, keys }: Foundation,
  { vpc, groups, paths }: Network,
  { cluster, image, telemetry }: ComputeBase,
): AsyncWorker {
  const { observability, service, worker } = config;
  return new AsyncWorker(
    "worker",
    {
      ...common,
      clusterArn: cluster.clusterArn,
      clusterName: cluster.clusterName,
      serviceConnect: { namespaceArn: cluster.namespaceArn },
      subnetIds: [...vpc.appSubnetIds],
      securityGroupId: groups.id("worker"),
      image,
      cpu: service.cpu,
      memory: service.memory,
      count: { min: worker.min, max: worker.max, desired: worker.min },
      spot: worker.spot,
      environment: { WORKLOAD: "worker" },
      telemetry,
      messagingKeyArn: keys.arn("messaging"),
      logsKeyArn: keys.arn("logs"),
      logRetention: observability.logRetentionDays,
    },
    { ...options, dependsOn: [...paths] },
  );
}
