import type { Endpoint, GroupName } from "./flow-endpoints";

/** Ports the platform listens on; that of the application can be another one, as images differ. */
export const PORTS = {
  https: 443,
  application: 8443,
  postgres: 5432,
  valkey: 6379,
  traces: 4317,
  grafana: 3000,
  jaeger: 16686,
} as const;

/** One direction in which connections may be opened. What is not in the table is forbidden. */
export interface Flow {
  /** Number in the design's flow matrix; several rows may belong to one. */
  readonly id: `F${number}`;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly port: number;
  readonly protocol: "tcp";
  /** What the connection is for. Ends up in the rules' descriptions, so only in characters that EC2 accepts there. */
  readonly why: string;
  /** The flow exists only beside this endpoint. @default - always */
  readonly beside?: Endpoint;
  /** The flow gives way to the one through this group, where that exists. @default - never */
  readonly unless?: GroupName;
  /** The flow ends when each of these AWS services has an interface endpoint. @default - never */
  readonly untilEndpoints?: readonly string[];
}

type Conditions = Pick<Flow, "beside" | "unless" | "untilEndpoints">;

const { https, application, postgres, valkey, traces } = PORTS;

/** What starting a Fargate task and shipping its output takes, besides the image layers in S3. */
const TASK = ["ecr.api", "ecr.dkr", "logs"];
const TELEMETRY = ["aps-workspaces", "xray"];

/**
 * Every flow of the platform that meets a network interface, and the two that end at the edge.
 *
 * Flows inside of AWS or Google (log delivery, replication, notifications) cross no security group and are not listed.
 * Neither are name resolution and task credentials: security groups do not filter traffic to the VPC's own resolver and
 * to link-local addresses.
 */
export const FLOWS: readonly Flow[] = [
  tcp("F1", "internet", "cloudfront", https, "users call the platform"),
  tcp("F2", "cloudfront", "s3", https, "static files"),
  tcp("F3", "cloudfront", "alb", https, "requests of users"),
  tcp("F4", "alb", "app", application, "requests of users"),
  tcp("F5", "app", "proxy", postgres, "queries through the pool"),
  tcp("F5", "app", "db", postgres, "queries", { unless: "proxy" }),
  tcp("F6", "proxy", "db", postgres, "pooled connections"),
  tcp("F7", "app", "cache", valkey, "cached values"),
  tcp("F8", "app", "search", https, "searches"),
  tcp("F9", "app", "s3", https, "objects, and image layers at the start"),
  tcp("F10", "app", "internet", https, "Google APIs, and AWS services without an interface endpoint"),
  tcp("F11", "app", "vpce", https, "AWS services"),
  tcp("F11", "worker", "vpce", https, "AWS services"),
  tcp("F11", "worker", "internet", https, "AWS services without an interface endpoint", {
    untilEndpoints: [...TASK, ...TELEMETRY, "secretsmanager", "sns", "sqs", "ssm", "sts"],
  }),
  tcp("F11", "jaeger", "vpce", https, "image and logs"),
  tcp("F11", "jaeger", "internet", https, "image and logs", { untilEndpoints: TASK }),
  tcp("F11", "jaeger", "s3", https, "image layers at the start"),
  tcp("F12", "worker", "proxy", postgres, "queries through the pool"),
  tcp("F12", "worker", "db", postgres, "queries", { unless: "proxy" }),
  tcp("F12", "worker", "cache", valkey, "cached values"),
  tcp("F12", "worker", "search", https, "searches"),
  tcp("F12", "worker", "s3", https, "objects, and image layers at the start"),
  tcp("F13", "app", "jaeger", traces, "traces"),
  tcp("F13", "worker", "jaeger", traces, "traces"),
  tcp("F14", "jaeger", "search", https, "stored traces"),
  tcp("F16", "fn-index", "s3", https, "log objects the queue announces"),
  tcp("F17", "fn-index", "search", https, "log entries"),
  tcp("F18", "fn-extract", "search", https, "documents for analytics, read only"),
  tcp("F19", "fn-extract", "s3", https, "exported documents and the checkpoint"),
  tcp("F23", "fn-boot", "search", https, "roles, templates and retention of the domain"),
  tcp("F23", "fn-boot", "vpce", https, "statements to the database through its API"),
  tcp("F23", "fn-boot", "internet", https, "statements to the database through its API", {
    untilEndpoints: ["rds-data", "secretsmanager"],
  }),
  tcp("F25", "alb", "grafana", PORTS.grafana, "operators who signed in", { beside: "identity-provider" }),
  tcp("F25", "alb", "jaeger", PORTS.jaeger, "operators who signed in", { beside: "identity-provider" }),
  tcp("F25", "alb", "identity-provider", https, "tokens of operators who sign in"),
  tcp("F26", "grafana", "vpce", https, "image, logs, metrics and traces"),
  tcp("F26", "grafana", "internet", https, "image, logs, metrics and traces", {
    untilEndpoints: [...TASK, ...TELEMETRY, "monitoring", "sts"],
  }),
  tcp("F26", "grafana", "s3", https, "image layers at the start"),
  tcp("F26", "grafana", "search", https, "logs shown in dashboards"),
];

function tcp(
  id: Flow["id"],
  from: Endpoint,
  to: Endpoint,
  port: number,
  why: string,
  conditions: Conditions = {},
): Flow {
  return { id, from, to, port, protocol: "tcp", why, ...conditions };
}
