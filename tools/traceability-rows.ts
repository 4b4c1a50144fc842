/** A line of the design: what builds it. Which tests prove it is found by the row's number in their titles. */
export interface Row {
  readonly id: string;
  readonly what: string;
  readonly code: readonly string[];
}

const componentsOf =
  (area: string) =>
  (file: string): string =>
    `components/${area}/${file}.ts`;

const network = componentsOf("network");
const compute = componentsOf("compute");
const data = componentsOf("data");
const analytics = componentsOf("analytics");
const operations = componentsOf("operations");
const governance = componentsOf("governance");
const shared = componentsOf("shared");

/** Lines of the design that are built. */
export const BUILT: readonly Row[] = [
  {
    id: "1.1-1",
    what: "Client to CloudFront: TLS 1.3, own name, HTTP/3",
    code: [network("edge"), network("edge-behaviors")],
  },
  {
    id: "1.1-2",
    what: "CloudFront to load balancer: prefix list, secret header",
    code: [network("edge-origins"), network("listener-rules"), network("origin-secret")],
  },
  { id: "1.1-3", what: "Load balancer to tasks: target group before service", code: [compute("listener-route")] },
  {
    id: "1.1-4",
    what: "Tasks to the database: a token for one user each",
    code: [data("aurora-connect"), data("aurora-cluster"), "platform/workload-access.ts"],
  },
  {
    id: "1.1-5",
    what: "Tasks to S3: gateway endpoint, own buckets only",
    code: [network("s3-endpoint-policy"), data("object-grants")],
  },
  {
    id: "1.1-6",
    what: "Tasks to search: signed requests, mapped roles",
    code: [data("search-clients"), data("search-access"), data("platform-search-clients")],
  },
  {
    id: "1.1-7",
    what: "Tasks to AI: federated identity, no key",
    code: [analytics("workload-federation"), analytics("federation-rules"), "functions/google-credentials/client.ts"],
  },
  {
    id: "1.1-8",
    what: "Search to BigQuery: two functions, neither of which knows both sides",
    code: [
      analytics("bigquery-export"),
      analytics("export-grants"),
      "functions/extract/extract.ts",
      "functions/load/load-object.ts",
    ],
  },
  { id: "1.1-9", what: "Models: an endpoint by a key of its own", code: [analytics("vertex-endpoint")] },
  {
    id: "1.1-10",
    what: "BigQuery: encrypted datasets, tables by day, merge",
    code: [analytics("warehouse"), analytics("merged-table"), analytics("merge-query")],
  },
  {
    id: "1.2-1",
    what: "Containers: Fargate on ARM, unprivileged, by digest",
    code: [compute("ecs-cluster"), compute("task-definition"), compute("task-roles")],
  },
  {
    id: "1.2-2",
    what: "Scaling: CPU, memory, requests, forecast, schedule",
    code: [compute("service-scaling"), compute("night-stop")],
  },
  {
    id: "1.2-3",
    what: "Load balancing, rolling and blue/green deployment",
    code: [network("load-balancer"), compute("deployment"), compute("rollback-alarms")],
  },
  {
    id: "1.3-1",
    what: "Database: Aurora PostgreSQL, two instances in prod",
    code: [data("aurora-cluster"), data("aurora-settings"), data("aurora-capacity")],
  },
  {
    id: "1.3-2",
    what: "Readers, with an address of their own",
    code: [data("aurora-instances"), data("aurora-proxy")],
  },
  { id: "1.3-3", what: "Native backups, at night", code: [data("aurora-settings"), data("aurora-windows")] },
  {
    id: "1.3-4",
    what: "Search: a domain in the network, roles instead of users",
    code: [data("search-domain"), data("search-cluster"), data("search-logs")],
  },
  { id: "1.3-6", what: "Static files: origin access control", code: [network("edge"), data("bucket-policies")] },
  { id: "1.3-7", what: "Backup bucket with object lock", code: [data("platform-buckets"), data("bucket")] },
  { id: "1.3-8", what: "Data lake: catalogue, encrypted queries with a limit", code: [data("data-lake")] },
  {
    id: "2.1-1",
    what: "VPC: fixed addresses, NAT strategies, flow logs, DNS firewall",
    code: [network("vpc"), network("address-plan"), network("routing"), network("flow-logs"), network("dns-firewall")],
  },
  { id: "2.1-2", what: "Public tier", code: [network("routing"), network("network-acls")] },
  { id: "2.1-3", what: "App tier", code: [network("routing"), network("network-acls")] },
  { id: "2.1-4", what: "Data tier without a route out", code: [network("routing"), network("network-acls")] },
  {
    id: "2.1-5",
    what: "Internet to load balancer: through CloudFront only",
    code: [network("flows"), network("security-groups")],
  },
  { id: "2.1-6", what: "Load balancer to app: a pair of rules", code: [network("flows"), network("flow-rules")] },
  { id: "2.1-7", what: "App to cache", code: [network("flows"), data("cache")] },
  { id: "2.1-8", what: "App to database: past no proxy", code: [network("flows"), data("aurora-proxy")] },
  { id: "2.1-9", what: "App to search", code: [network("flows"), data("search-domain")] },
  {
    id: "2.2-1",
    what: "Least privilege: named actions, closed list of any-resource",
    code: [shared("iam"), shared("service-role")],
  },
  {
    id: "2.2-2",
    what: "Roles of people, of the database, of the search domain, of the cache and of datasets",
    code: [
      governance("people-roles"),
      "functions/bootstrap/database-roles.ts",
      data("search-roles"),
      data("cache-access"),
      analytics("google-roles"),
    ],
  },
  {
    id: "2.2-3",
    what: "Temporary credentials only",
    code: [shared("service-role"), compute("task-roles"), "platform/identities.ts"],
  },
  { id: "2.2-4", what: "Firewall against SQL injection", code: [network("waf-rules"), network("web-acl")] },
  { id: "2.2-5", what: "Firewall against cross-site scripting", code: [network("waf-rules")] },
  { id: "2.2-6", what: "Rate limits, logs without credentials", code: [network("waf-rules"), network("waf-privacy")] },
  {
    id: "2.3-1",
    what: "Keys: one a class of data, rotated, replicated",
    code: [governance("keys"), governance("key-policies")],
  },
  { id: "2.3-2", what: "S3 encryption and TLS-only policies", code: [data("bucket"), data("bucket-policies")] },
  {
    id: "2.3-3",
    what: "Encrypted databases, and their copies",
    code: [data("aurora-settings"), data("aurora-replica")],
  },
  { id: "2.3-4", what: "TLS 1.3 at the edge and the load balancer", code: [network("edge"), network("load-balancer")] },
  { id: "2.3-5", what: "Certificates", code: [network("certificate")] },
  { id: "3.1-1", what: "Tasks over all zones", code: [compute("fargate-service")] },
  { id: "3.1-2", what: "Database and search over zones", code: [data("aurora-instances"), data("search-cluster")] },
  { id: "3.1-3", what: "Cache over zones", code: [data("cache"), data("cache-spec")] },
  { id: "3.1-4", what: "Replication of buckets to Osaka", code: [data("bucket-replication")] },
  {
    id: "3.1-5",
    what: "The database in Osaka, in a network that nothing leads to",
    code: [data("aurora-replica"), data("master-secret"), data("master-password-rotation"), "platform/recovery.ts"],
  },
  {
    id: "3.2-1",
    what: "Backups: plan, lock, copy, restore test",
    code: [data("backup"), data("backup-vault"), data("backup-lock"), data("restore-test")],
  },
  { id: "3.2-2", what: "Back to any second", code: [data("aurora-restore"), data("aurora-names")] },
  { id: "3.2-3", what: "Versions of objects", code: [data("bucket")] },
  { id: "3.2-4", what: "Ages of objects", code: [data("bucket-lifecycle")] },
  { id: "3.3-1", what: "Health checks of the application", code: [compute("listener-route")] },
  {
    id: "4.1-1",
    what: "Number of tasks, backlog per task",
    code: [compute("service-scaling"), compute("backlog-metric")],
  },
  { id: "4.1-2", what: "Number of readers", code: [data("aurora-reader-scaling")] },
  { id: "4.1-3", what: "Sizes Fargate offers", code: [compute("fargate-sizes"), compute("task-rules")] },
  { id: "4.1-4", what: "Class of the database", code: [data("aurora-capacity"), data("aurora-settings")] },
  { id: "4.2-1", what: "Cache: Valkey in cluster mode", code: [data("cache"), data("cache-spec")] },
  { id: "4.2-2", what: "Sessions that computed values cannot see", code: [data("cache-users"), data("cache-access")] },
  { id: "4.2-3", what: "Static content cached, application not", code: [network("edge-behaviors")] },
  { id: "4.2-4", what: "Edge locations and access logs", code: [network("edge-logging")] },
  {
    id: "4.3-1",
    what: "Schema, indices and partitions",
    code: [compute("one-off-task"), operations("bootstrap"), operations("bootstrap-run"), data("search-templates")],
  },
  {
    id: "4.3-2",
    what: "Slow queries, without their values",
    code: [data("aurora-parameters"), data("search-templates")],
  },
  { id: "4.3-3", what: "Pooled connections", code: [data("aurora-proxy")] },
  {
    id: "4.3-4",
    what: "Work by messages",
    code: [compute("async-worker"), compute("queue"), compute("lambda-function")],
  },
  { id: "6.1-3", what: "Spot and on-demand mix", code: [compute("fargate-service")] },
  { id: "6.2-1", what: "Tags", code: [shared("tags"), shared("component")] },
];

/** Lines of the design that are still to come. */
export const COMING: readonly (readonly [rows: string, what: string])[] = [
  ["1.3-5", "logs in the search domain; templates and retention for them are built (4.3-1)"],
  [
    "3.2-5, 3.2-6, 3.3-2 to 3.3-7, 4.3-5, 4.3-6",
    "drift, health of data stores, failover, runbooks, batch work, limits; the time-outs and sizes of 4.3-6 are built",
  ],
  [
    "5.*",
    "monitoring, alerting, delivery; the log groups of 5.1-4 are built, encrypted and finite, and the functions of 5.3-6",
  ],
  ["6.1-1, 6.1-2, 6.2-2, 6.2-3, 6.3-*", "cost control; the night stop of 6.1-2 is built"],
];
