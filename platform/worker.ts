import { AsyncWorker } from "../components/compute/async-worker";
import { OneOffTask } from "../components/compute/one-off-task";
import type { ComputeBase } from "./compute-base";
import type { Foundation } from "./foundation";
import type { Network } from "./network";
import { migrationAccess, type Stores, workloadAccess } from "./workload-access";

/** What runs apart from requests. */
export interface Work {
  readonly worker: AsyncWorker;
  readonly migration: OneOffTask;
}

/** The same image as the application's, told by `WORKLOAD` what to be. */
export function createWork(foundation: Foundation, network: Network, stores: Stores, compute: ComputeBase): Work {
  return {
    worker: createWorker(foundation, network, stores, compute),
    migration: createMigration(foundation, network, stores, compute),
  };
}

/** What is done later, message by message. */
function createWorker(
  foundation: Foundation,
  { vpc, groups, paths }: Network,
  stores: Stores,
  { cluster, image, telemetry }: ComputeBase,
): AsyncWorker {
  const { config, common, options, keys } = foundation;
  const { observability, service, worker } = config;
  const access = workloadAccess(foundation, stores, "worker");
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
      environment: { ...access.environment, WORKLOAD: "worker" },
      taskGrants: access.grants,
      telemetry,
      messagingKeyArn: keys.arn("messaging"),
      logsKeyArn: keys.arn("logs"),
      logRetention: observability.logRetentionDays,
    },
    { ...options, dependsOn: [...paths, ...stores.search.ready] },
  );
}

/** Changes the schema before a version that needs it; nobody else owns the schema. */
function createMigration(
  { config, common, options, keys }: Foundation,
  { vpc, groups }: Network,
  { data }: Stores,
  { cluster, image }: ComputeBase,
): OneOffTask {
  const access = migrationAccess(data);
  return new OneOffTask(
    "migrate",
    {
      ...common,
      clusterName: cluster.clusterName,
      subnetIds: [...vpc.appSubnetIds],
      securityGroupId: groups.id("worker"),
      image,
      environment: { ...access.environment, WORKLOAD: "migration" },
      taskGrants: access.grants,
      logsKeyArn: keys.arn("logs"),
      logRetention: config.observability.logRetentionDays,
    },
    options,
  );
}
