import { object, objects } from "../../../support/stacks";
import { mutated } from "../../support/mutate";
import { input, type Mutation } from "./change";

export const STORES: readonly Mutation[] = [
  {
    title: "a database of one member",
    stack: "prod",
    change: (graph) =>
      mutated(graph, (node) =>
        node.type === "aws:rds/clusterInstance:ClusterInstance" && node.name === "db-instance-2" ? undefined : node,
      ),
    breaks: { "resilience-database-spans-zones": ["members"] },
  },
  {
    title: "a database that does not log statements",
    stack: "prod",
    change: input("aws:rds/clusterParameterGroup:ClusterParameterGroup", "db-region-parameters", ({ parameters }) => ({
      parameters: objects(parameters).filter(({ name }) => name !== "log_statement"),
    })),
    breaks: { "least-privilege-database-logs-statements": ["log_statement"] },
  },
  {
    title: "an old database engine",
    stack: "prod",
    change: input("aws:rds/cluster:Cluster", "db-cluster", () => ({ engineVersion: "13.2" })),
    breaks: { "least-privilege-database-engine-current": ["engineVersion"] },
  },
  {
    title: "a database without insights",
    stack: "prod",
    change: input("aws:rds/clusterInstance:ClusterInstance", "db-instance-1", () => ({
      performanceInsightsEnabled: false,
    })),
    breaks: { "resilience-database-has-insights": ["performanceInsightsEnabled"] },
  },
  {
    title: "insights under a key that is not ours",
    stack: "prod",
    change: input("aws:rds/clusterInstance:ClusterInstance", "db-instance-1", () => ({
      performanceInsightsKmsKeyId: "",
    })),
    breaks: { "encryption-database-insights-under-own-key": ["performanceInsightsKmsKeyId"] },
  },
  {
    title: "a database without the tag that backups select by",
    stack: "prod",
    change: input("aws:rds/cluster:Cluster", "db-cluster", ({ tags }) => ({
      tags: { ...object(tags), Backup: "weekly" },
    })),
    breaks: { "resilience-database-backed-up": ["missing"] },
  },
  {
    title: "a queue that keeps what it cannot hand over",
    stack: "prod",
    change: input("aws:sqs/queue:Queue", "export-announcements-queue", () => ({ redrivePolicy: "" })),
    breaks: { "resilience-queues-keep-failures": ["redrivePolicy", "redrivePolicy"] },
  },
];
