import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../plan/project";

/** A line of the design: what builds it. Which tests prove it is found by the row's number in their titles. */
interface Row {
  readonly id: string;
  readonly what: string;
  readonly code: readonly string[];
}

const network = (file: string): string => `components/network/${file}.ts`;
const compute = (file: string): string => `components/compute/${file}.ts`;
const data = (file: string): string => `components/data/${file}.ts`;

const BUILT: readonly Row[] = [
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
    id: "1.1-5",
    what: "Tasks to S3: gateway endpoint, own buckets only",
    code: [network("s3-endpoint-policy"), data("object-grants")],
  },
  {
    id: "1.2-1",
    what: "Containers: Fargate on ARM, unprivileged, by digest",
    code: [compute("ecs-cluster"), compute("task-definition"), compute("task-roles")],
  },
  {
    id: "1.2-2",
    what: "Scaling: CPU, memory, requests, forecast, schedule",
    code: [compute("autoscaling"), compute("night-stop")],
  },
  {
    id: "1.2-3",
    what: "Load balancing, rolling and blue/green deployment",
    code: [network("load-balancer"), compute("deployment"), compute("rollback-alarms")],
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
  {
    id: "2.2-1",
    what: "Least privilege: named actions, closed list of any-resource",
    code: ["components/shared/iam.ts", "components/shared/service-role.ts"],
  },
  {
    id: "2.2-3",
    what: "Temporary credentials only",
    code: ["components/shared/service-role.ts", compute("task-roles")],
  },
  { id: "2.2-4", what: "Firewall against SQL injection", code: [network("waf-rules"), network("web-acl")] },
  { id: "2.2-5", what: "Firewall against cross-site scripting", code: [network("waf-rules")] },
  { id: "2.2-6", what: "Rate limits, logs without credentials", code: [network("waf-rules"), network("waf-privacy")] },
  {
    id: "2.3-1",
    what: "Keys: one a class of data, rotated, replicated",
    code: ["components/governance/keys.ts", "components/governance/key-policies.ts"],
  },
  { id: "2.3-2", what: "S3 encryption and TLS-only policies", code: [data("bucket"), data("bucket-policies")] },
  { id: "2.3-4", what: "TLS 1.3 at the edge and the load balancer", code: [network("edge"), network("load-balancer")] },
  { id: "2.3-5", what: "Certificates", code: [network("certificate")] },
  { id: "3.1-1", what: "Tasks over all zones", code: [compute("fargate-service")] },
  { id: "3.1-4", what: "Replication of buckets to Osaka", code: [data("bucket-replication")] },
  { id: "3.2-3", what: "Versions of objects", code: [data("bucket")] },
  { id: "3.2-4", what: "Ages of objects", code: [data("bucket-lifecycle")] },
  { id: "3.3-1", what: "Health checks of the application", code: [compute("listener-route")] },
  { id: "4.1-1", what: "Number of tasks, backlog per task", code: [compute("autoscaling"), compute("backlog-metric")] },
  { id: "4.1-3", what: "Sizes Fargate offers", code: [compute("fargate-sizes"), compute("task-rules")] },
  { id: "4.2-3", what: "Static content cached, application not", code: [network("edge-behaviors")] },
  { id: "4.2-4", what: "Edge locations and access logs", code: [network("edge-logging")] },
  { id: "6.1-3", what: "Spot and on-demand mix", code: [compute("fargate-service")] },
  { id: "6.2-1", what: "Tags", code: ["components/shared/tags.ts", "components/shared/component.ts"] },
];

/** Lines of the design that are still to come. */
const COMING: readonly (readonly [rows: string, what: string])[] = [
  ["1.1-4, 1.1-6 to 1.1-10, 1.3-1 to 1.3-5, 2.1-7 to 2.1-9, 2.3-3, 3.1-2, 3.1-3, 3.1-5", "data tier and analytics"],
  ["2.2-2", "roles of people: SSO, database, search and cache roles; the workloads' roles are built (2.2-1)"],
  ["3.2-1, 3.2-2, 4.1-2, 4.1-4, 4.2-1, 4.2-2, 4.3-1 to 4.3-3", "backups, replicas, cache, query tuning, pooling"],
  [
    "3.2-5, 3.2-6, 3.3-2 to 3.3-7, 4.3-4 to 4.3-6",
    "drift, health of data stores, failover, runbooks, async and batch work",
  ],
  ["5.*", "monitoring, alerting, delivery"],
  ["6.1-1, 6.1-2, 6.2-2, 6.2-3, 6.3-*", "cost control; the night stop of 6.1-2 is built"],
];

/**
 * The page that leads from each line of the design to its code and its tests.
 * @throws Error for a row without a test, and for code that does not exist
 */
export function renderTraceability(): string {
  const titles = testTitles();
  const rows = BUILT.map(({ id, what, code }) => {
    const missing = code.find((path) => !existsSync(join(projectRoot, path)));
    if (missing !== undefined) throw new Error(`row ${id} names ${missing}, which does not exist`);
    const proofs = titles.filter(({ title }) => new RegExp(`[( ]${id.replaceAll(".", "\\.")}[,)]`).test(title));
    if (proofs.length === 0) throw new Error(`no test title names row ${id}`);
    const first = proofs[0]?.title ?? "";
    const files = [...new Set(proofs.map(({ file }) => file))];
    const links = (paths: readonly string[]) =>
      paths.map((path) => `[${path.split("/").at(-1)}](../${path})`).join(", ");
    return `| ${id} | ${what} | ${links(code)} | ${links(files)}: "${first.replaceAll("|", "\\|")}"${proofs.length > 1 ? ` and ${proofs.length - 1} more` : ""} |`;
  });
  return `# From the design to the code and its tests

Generated by \`npm run generate\`; do not edit. The tests named here look at both whole stacks and carry the row's number in
their titles; each component has a spec of its own below \`tests/components\` besides. A row without a test fails the check.

| row | what | code | proven by |
|---|---|---|---|
${rows.join("\n")}

## Still to come

| rows | what |
|---|---|
${COMING.map(([ids, what]) => `| ${ids} | ${what} |`).join("\n")}
`;
}

/** Titles of the tests on both stacks, as they stand in the sources. */
function testTitles(): { file: string; title: string }[] {
  const folder = "tests/program";
  return readdirSync(join(projectRoot, folder))
    .filter((name) => name.endsWith(".spec.ts"))
    .sort()
    .flatMap((name) => {
      const text = readFileSync(join(projectRoot, folder, name), "utf8");
      const titles = [...text.matchAll(/(?:\bit\(|inBothStacks\(|inEachStack\()\s*(["`])((?:(?!\1).)+)\1/g)].map(
        (match) => match[2] ?? "",
      );
      return titles.map((title) => ({ file: `${folder}/${name}`, title: title.replaceAll(/\$\{[^}]+\} ?/g, "") }));
    });
}
