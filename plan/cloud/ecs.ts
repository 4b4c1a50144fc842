import type { Service } from "./registration";

/** Elastic Container Service. Ids of clusters and services are their ARNs. */
export const ecsService: Service = {
  "aws:ecs/cluster:Cluster": (cluster) => {
    const name = cluster.physicalName();
    const arn = cluster.arn("ecs", `cluster/${name}`);
    return { id: arn, arn, name };
  },
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": (providers) => ({
    id: providers.text("clusterName"),
  }),
  "aws:ecs/taskDefinition:TaskDefinition": (definition) => {
    const family = definition.text("family");
    const arnWithoutRevision = definition.arn("ecs", `task-definition/${family}`);
    return {
      id: family,
      arn: `${arnWithoutRevision}:${definition.generation}`,
      arnWithoutRevision,
      revision: definition.generation,
      skipDestroy: definition.or("skipDestroy", false),
    };
  },
  "aws:ecs/service:Service": (service) => {
    const name = service.physicalName();
    const arn = service.arn("ecs", `service/${clusterName(service.text("cluster"))}/${name}`);
    return {
      id: arn,
      arn,
      name,
      enableExecuteCommand: service.or("enableExecuteCommand", false),
      platformVersion: service.or("platformVersion", "LATEST"),
      schedulingStrategy: service.or("schedulingStrategy", "REPLICA"),
    };
  },
};

/** The service accepts a cluster's name or its ARN. */
function clusterName(cluster: string): string {
  return cluster.split("/").at(-1) ?? cluster;
}
