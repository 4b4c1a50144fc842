import type { PlainObject, ResourceGraph, ResourceNode } from "../../../../plan/graph";
import { object, type Stack } from "../../../support/stacks";
import { mutated, resource, withInputs } from "../../support/mutate";

const CLUSTER = "aws:rds/cluster:Cluster";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";

/** A change of the real platform, and each rule with the resource that breaks it. */
interface NamedMutation {
  readonly what: string;
  readonly stack: Stack;
  readonly change: (graph: ResourceGraph) => ResourceGraph;
  readonly breaks: readonly string[];
}

const set =
  (type: string, name: string, inputs: PlainObject) =>
  (graph: ResourceGraph): ResourceGraph =>
    withInputs(graph, type, name, inputs);

const alter =
  (name: string, change: (node: ResourceNode) => ResourceNode | undefined) =>
  (graph: ResourceGraph): ResourceGraph =>
    mutated(graph, (node) => (node.name === name && node.custom ? change(node) : node));

/** Tags are both an input and, with those of the provider, an output. */
const tagged = (name: string, tags: PlainObject) =>
  alter(name, (node) => ({
    ...node,
    inputs: { ...node.inputs, tags: { ...object(node.inputs.tags), ...tags } },
    outputs: { ...node.outputs, tagsAll: { ...object(node.outputs.tagsAll), ...tags } },
  }));

export const TAGS_AND_COST: readonly NamedMutation[] = [
  {
    what: "a queue without an owner",
    stack: "dev",
    change: tagged("worker-messages-queue", { Owner: "" }),
    breaks: ["tagging-aws-mandatory-tags worker-messages-queue"],
  },
  {
    what: "a queue of a class of data there is not",
    stack: "dev",
    change: tagged("worker-messages-queue", { DataClassification: "secret" }),
    breaks: ["tagging-aws-tag-values worker-messages-queue"],
  },
  {
    what: "a dataset that somebody else pays for",
    stack: "dev",
    change: alter("analytics-warehouse-final-dataset", (node) => ({
      ...node,
      inputs: { ...node.inputs, labels: { ...object(node.inputs.labels), "cost-center": "other" } },
    })),
    breaks: ["tagging-google-labels analytics-warehouse-final-dataset"],
  },
  {
    what: "a load balancer that can be deleted",
    stack: "prod",
    change: set("aws:lb/loadBalancer:LoadBalancer", "kumiki-alb", { enableDeletionProtection: false }),
    breaks: ["resilience-deletion-protection kumiki-alb"],
  },
  {
    what: "a table that can be deleted",
    stack: "prod",
    change: set("gcp:bigquery/table:Table", "analytics-warehouse-documents-final", { deletionProtection: false }),
    breaks: ["resilience-deletion-protection analytics-warehouse-documents-final"],
  },
  {
    what: "a search domain that may be replaced",
    stack: "prod",
    change: alter("search-domain", (node) => ({ ...node, options: {} })),
    breaks: ["resilience-engine-protection search-domain"],
  },
  {
    what: "a vault whose lock may be taken off",
    stack: "prod",
    change: alter("backup-vault-lock", (node) => ({ ...node, options: {} })),
    breaks: ["resilience-engine-protection backup-vault-lock"],
  },
  {
    what: "backups of six days",
    stack: "dev",
    change: set(CLUSTER, "db-cluster", { backupRetentionPeriod: 6 }),
    breaks: ["resilience-backup-retention db-cluster"],
  },
  {
    what: "a cache without snapshots",
    stack: "prod",
    change: set(CACHE, "cache-group", { snapshotRetentionLimit: 0 }),
    breaks: ["resilience-backup-retention cache-group"],
  },
  {
    what: "a selection of another tag",
    stack: "prod",
    change: set("aws:backup/selection:Selection", "backup-selection", {
      conditions: [{ stringEquals: [{ key: "aws:ResourceTag/Backup", value: "weekly" }] }],
    }),
    breaks: ["resilience-backup-selection backup-selection"],
  },
  {
    what: "a database without a last snapshot",
    stack: "prod",
    change: set(CLUSTER, "db-cluster", { skipFinalSnapshot: true }),
    breaks: ["resilience-final-copy db-cluster"],
  },
  {
    what: "a bucket that is emptied when removed",
    stack: "prod",
    change: set("aws:s3/bucket:Bucket", "store-lake-bucket", { forceDestroy: true }),
    breaks: ["resilience-final-copy store-lake-bucket"],
  },
  {
    what: "a log group that keeps for ever",
    stack: "dev",
    change: set("aws:cloudwatch/logGroup:LogGroup", "app-log", { retentionInDays: 0 }),
    breaks: ["resilience-log-groups app-log"],
  },
  {
    what: "a function on x86",
    stack: "prod",
    change: set("aws:lambda/function:Function", "export-load-function", { architectures: ["x86_64"] }),
    breaks: ["cost-arm64 export-load-function"],
  },
  {
    what: "a domain on gp2",
    stack: "dev",
    change: set("aws:opensearch/domain:Domain", "search-domain", { ebsOptions: { volumeType: "gp2" } }),
    breaks: ["cost-gp3 search-domain"],
  },
  {
    what: "a development stack on demand",
    stack: "dev",
    change: set("aws:ecs/service:Service", "worker", {
      capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
    }),
    breaks: ["cost-spot-outside-production worker"],
  },
  {
    what: "a savings plan",
    stack: "dev",
    change: (graph) => mutated(graph, (node) => node, [resource("aws:savingsplans/savingsPlan:SavingsPlan", "plan")]),
    breaks: ["cost-no-idle-commitments plan"],
  },
  {
    what: "an endpoint with many interfaces",
    stack: "prod",
    change: set("aws:ec2/vpcEndpoint:VpcEndpoint", "endpoints-logs", { subnetIds: Array(20).fill("subnet") }),
    breaks: ["cost-interface-endpoints kumiki-prod"],
  },
  {
    what: "a second NAT gateway in development",
    stack: "dev",
    change: (graph) => {
      const { inputs, outputs } = graph.one("aws:ec2/natGateway:NatGateway");
      const second = resource("aws:ec2/natGateway:NatGateway", "second", inputs, outputs);
      return mutated(graph, (node) => node, [second]);
    },
    breaks: ["cost-single-nat kumiki-dev"],
  },
];
