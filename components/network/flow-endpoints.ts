/**
 * The security groups of the platform and what each protects. The texts become the groups' descriptions, which AWS
 * cannot change: rewording one replaces the group, and a group in use cannot be deleted. Leave them as they are.
 */
export const GROUPS = {
  alb: "Load balancer in front of the application",
  app: "Tasks of the application",
  worker: "Tasks of the asynchronous workers and batch jobs",
  proxy: "Connection pool in front of the database",
  db: "Relational database",
  cache: "In-memory cache",
  search: "Search and analytics domain",
  jaeger: "Trace collector and its user interface",
  grafana: "Dashboards",
  vpce: "Interface endpoints of AWS services",
  "fn-index": "Function that writes logs to the search domain",
  "fn-extract": "Function that reads the search domain for analytics",
  "fn-boot": "Function that sets up search domain and database",
} as const;

export type GroupName = keyof typeof GROUPS;

/** Who is named in a flow without having a security group here. */
export type Outsider = "cloudfront" | "s3" | "internet" | "identity-provider";
export type Endpoint = GroupName | Outsider;

export function isGroup(endpoint: Endpoint): endpoint is GroupName {
  return endpoint in GROUPS;
}
