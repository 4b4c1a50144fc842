import { expect } from "chai";
import type { PlainObject, PlainValue, ResourceGraph, ResourceNode } from "../../../plan/graph";
import { evaluateRules } from "../../../policies/core/evaluate";
import { UnknownValue } from "../../../policies/core/rule";
import { RULES } from "../../../policies/rules";
import { DECLARATIVE } from "../../../policies/rules/declarative";
import { relatedRuleOf } from "../../../policies/rules/related/row";
import { RELATED_ROWS } from "../../../policies/rules/related/rows";
import { bothStacks, object, objects, type Stack } from "../../support/stacks";
import { mutated, resource } from "../support/mutate";

// Rules that are written by hand, each broken on the real platform by one change; the others have specs of their own.

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const FUNCTION = "aws:lambda/function:Function";

interface Mutation {
  /** What is changed. */
  readonly title: string;
  readonly stack: Stack;
  readonly change: (graph: ResourceGraph) => ResourceGraph;
  /** Every rule that finds something it did not find before, with the keys of what it finds. */
  readonly breaks: Readonly<Record<string, readonly string[]>>;
}

function input(type: string, name: string, change: (inputs: PlainObject) => PlainObject) {
  return (graph: ResourceGraph) => {
    graph.one(type, name);
    return mutated(graph, (node) =>
      node.type === type && node.name === name ? { ...node, inputs: { ...node.inputs, ...change(node.inputs) } } : node,
    );
  };
}

function containers(change: (container: PlainObject) => PlainObject) {
  return input(TASK, "worker-task", ({ containerDefinitions }) => {
    const parsed: PlainObject[] = JSON.parse(String(containerDefinitions));
    const [first = {}, ...others] = parsed;
    return { containerDefinitions: JSON.stringify([change(first), ...others]) };
  });
}

function gone(type: string) {
  return (graph: ResourceGraph) => mutated(graph, (node) => (node.type === type ? undefined : node));
}

function added(...nodes: readonly ResourceNode[]) {
  return (graph: ResourceGraph) => mutated(graph, (node) => node, nodes);
}

function element(list: PlainValue | undefined, index: number, change: PlainObject): PlainObject[] {
  return objects(list).map((one, position) => (position === index ? { ...one, ...change } : one));
}

const USER = resource("aws:iam/user:User", "somebody");
const LOGIN = resource("aws:iam/userLoginProfile:UserLoginProfile", "somebody");
const USER_POLICY = resource("aws:iam/userPolicy:UserPolicy", "somebody");
const DEFAULT_VPC = resource("aws:ec2/defaultVpc:DefaultVpc", "default");
const GOOGLE_KEY = resource("gcp:serviceaccount/key:Key", "key");
const GRANT = "gcp:projects/iAMMember:IAMMember";
const grant = (name: string, role: string, member = "group:operators@example.com") =>
  resource(GRANT, name, { role, member, project: "p" });

const MUTATIONS: readonly Mutation[] = [
  {
    title: "a rule that admits everybody",
    stack: "prod",
    change: input("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "groups-alb-to-app-8443-ingress", () => ({
      cidrIpv4: "0.0.0.0/0",
    })),
    breaks: { "network-no-open-ingress": ["cidrIpv4"] },
  },
  {
    title: "a rule that admits everybody over IPv6, inside a group",
    stack: "prod",
    change: input("aws:ec2/securityGroup:SecurityGroup", "groups-db", () => ({
      ingress: [{ fromPort: 5432, toPort: 5432, protocol: "tcp", ipv6CidrBlocks: ["::/0"] }],
    })),
    breaks: { "network-no-open-ingress": ["ingress[0].ipv6CidrBlocks[0]"] },
  },
  {
    title: "a route out of the data tier",
    stack: "prod",
    change: (graph) => {
      const table = graph.ofType("aws:ec2/routeTable:RouteTable").find(({ name }) => name.includes("data"));
      return added(
        resource("aws:ec2/route:Route", "way-out", {
          routeTableId: table?.id ?? "",
          destinationCidrBlock: "0.0.0.0/0",
          natGatewayId: "nat-1",
        }),
      )(graph);
    },
    breaks: { "network-isolated-data-tier": ["route"] },
  },
  {
    title: "a route of a table that is not of the stack",
    stack: "prod",
    change: added(
      resource("aws:ec2/route:Route", "strange", {
        routeTableId: "rtb-strange",
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: "igw-1",
      }),
    ),
    breaks: { "network-isolated-data-tier": ["routeTableId"], "network-private-tiers-use-nat": ["natGatewayId"] },
  },
  {
    title: "a database in subnets of tasks",
    stack: "prod",
    change: (graph) => {
      const subnet = graph.ofType("aws:ec2/subnet:Subnet").find(({ name }) => name.includes("app"));
      return input("aws:rds/subnetGroup:SubnetGroup", "db-region-subnets", () => ({ subnetIds: [subnet?.id ?? ""] }))(graph);
    },
    breaks: { "network-databases-in-data-tier": ["subnetIds[0]"] },
  },
  {
    title: "an ACL of the data tier that admits SSH from anywhere",
    stack: "prod",
    change: input("aws:ec2/networkAcl:NetworkAcl", "vpc-data-acl", ({ ingress }) => ({
      ingress: element(ingress, 0, { cidrBlock: "0.0.0.0/0", fromPort: 22, toPort: 22 }),
    })),
    breaks: { "network-acls-close-administration": ["ingress[0]:22"] },
  },
  {
    title: "a bucket behind the edge without access control",
    stack: "prod",
    change: input("aws:cloudfront/distribution:Distribution", "edge-distribution", ({ origins }) => ({
      origins: element(origins, 1, { originAccessControlId: "" }),
    })),
    breaks: { "network-origins-private": ["origins[1].originAccessControlId"] },
  },
  {
    title: "a bucket of somebody else behind the edge",
    stack: "prod",
    change: input("aws:cloudfront/distribution:Distribution", "edge-distribution", ({ origins }) => ({
      origins: element(origins, 1, { domainName: "other.s3.ap-northeast-1.amazonaws.com" }),
    })),
    breaks: { "network-origins-private": ["origins[1].domainName"] },
  },
  {
    title: "a record that points at what is gone",
    stack: "prod",
    change: input("aws:route53/record:Record", "edge-address-a", ({ aliases }) => ({
      aliases: element(aliases, 0, { name: "d1.cloudfront.net" }),
    })),
    breaks: { "network-records-point-at-own-resources": ["aliases[0].name"] },
  },
  {
    title: "a firewall that only counts",
    stack: "prod",
    change: input("aws:wafv2/webAcl:WebAcl", "edge-firewall-acl", ({ rules }) => ({
      rules: element(rules, 0, { overrideAction: { count: {} } }),
    })),
    breaks: { "network-firewall-rules-act": ["rules[0]"] },
  },
  {
    title: "a load balancer in one zone",
    stack: "prod",
    change: input("aws:lb/loadBalancer:LoadBalancer", "kumiki-alb", ({ subnets }) => ({
      subnets: Array.isArray(subnets) ? subnets.slice(0, 1) : [],
    })),
    breaks: { "resilience-balancer-spans-zones": ["subnets"] },
  },
  {
    title: "a privileged container",
    stack: "prod",
    change: containers((container) => ({ ...container, privileged: true })),
    breaks: { "least-privilege-containers-unprivileged": ["containerDefinitions[0].privileged"] },
  },
  {
    title: "a container that may write",
    stack: "prod",
    change: containers((container) => ({ ...container, readonlyRootFilesystem: false })),
    breaks: { "least-privilege-containers-read-only": ["containerDefinitions[0].readonlyRootFilesystem"] },
  },
  {
    title: "a container with a password in its environment",
    stack: "prod",
    change: containers((container) => ({ ...container, environment: [{ name: "DB_PASSWORD", value: "hunter2" }] })),
    breaks: { "least-privilege-containers-have-no-plain-credentials": ["containerDefinitions[0].environment.DB_PASSWORD"] },
  },
  {
    title: "a container without a log",
    stack: "prod",
    change: containers(({ logConfiguration: _, ...container }) => container),
    breaks: { "resilience-containers-log": ["containerDefinitions[0].logConfiguration"] },
  },
  {
    title: "a container that runs as root",
    stack: "prod",
    change: containers((container) => ({ ...container, user: "0:10001" })),
    breaks: { "least-privilege-containers-not-root": ["containerDefinitions[0].user"] },
  },
  {
    title: "a Windows container that runs as administrator",
    stack: "prod",
    change: (graph) =>
      input(TASK, "worker-task", () => ({ runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } }))(
        containers((container) => ({ ...container, user: "ContainerAdministrator" }))(graph),
      ),
    breaks: { "least-privilege-windows-containers-not-administrator": ["containerDefinitions[0].user"] },
  },
  {
    title: "a runtime that is out of support",
    stack: "prod",
    change: input(FUNCTION, "export-load-function", () => ({ runtime: "nodejs18.x" })),
    breaks: { "resilience-function-runtime-supported": ["runtime"] },
  },
  {
    title: "an access key among the settings of a function",
    stack: "prod",
    change: input(FUNCTION, "export-load-function", ({ environment }) => ({
      environment: { variables: { ...object(object(environment).variables), NOTE: "AKIAABCDEFGHIJKLMNOP" } },
    })),
    breaks: { "least-privilege-functions-have-no-plain-credentials": ["environment.variables.NOTE"] },
  },
  {
    title: "a registry that does not scan",
    stack: "dev",
    change: (graph) =>
      mutated(gone("aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration")(graph), (node) =>
        node.type === "aws:ecr/repository:Repository"
          ? { ...node, inputs: { ...node.inputs, imageScanningConfiguration: { scanOnPush: false } } }
          : node,
      ),
    breaks: { "resilience-images-scanned": ["missing"] },
  },
  {
    title: "a service with shells that nobody records",
    stack: "prod",
    change: input("aws:ecs/service:Service", "worker", () => ({ enableExecuteCommand: true })),
    breaks: { "least-privilege-exec-recorded": ["key", "logging"] },
  },
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
    change: input("aws:rds/clusterInstance:ClusterInstance", "db-instance-1", () => ({ performanceInsightsKmsKeyId: "" })),
    breaks: { "encryption-database-insights-under-own-key": ["performanceInsightsKmsKeyId"] },
  },
  {
    title: "a database without the tag that backups select by",
    stack: "prod",
    change: input("aws:rds/cluster:Cluster", "db-cluster", ({ tags }) => ({ tags: { ...object(tags), Backup: "weekly" } })),
    breaks: { "resilience-database-backed-up": ["missing"] },
  },
  {
    title: "a queue that keeps what it cannot hand over",
    stack: "prod",
    change: input("aws:sqs/queue:Queue", "export-announcements-queue", () => ({ redrivePolicy: "" })),
    breaks: { "resilience-queues-keep-failures": ["redrivePolicy", "redrivePolicy"] },
  },
  {
    title: "no analyzer",
    stack: "dev",
    change: gone("aws:accessanalyzer/analyzer:Analyzer"),
    breaks: { "least-privilege-analyzer-in-every-region": ["ap-northeast-1"] },
  },
  {
    title: "a user of IAM with a policy and a password",
    stack: "prod",
    change: added(USER, LOGIN, USER_POLICY),
    breaks: {
      "least-privilege-no-console-passwords": [LOGIN.urn],
      "least-privilege-no-iam-users": [USER.urn],
      "least-privilege-no-policies-on-users": [USER_POLICY.urn],
    },
  },
  {
    title: "the default network, and a key of a service account",
    stack: "prod",
    change: added(DEFAULT_VPC, GOOGLE_KEY),
    breaks: {
      "least-privilege-no-service-account-keys": [GOOGLE_KEY.urn],
      "network-no-default-vpc": [DEFAULT_VPC.urn],
    },
  },
  {
    title: "a dataset for everybody",
    stack: "prod",
    change: added(
      resource("gcp:bigquery/datasetIamMember:DatasetIamMember", "open", { role: "r", member: "allAuthenticatedUsers" }),
    ),
    breaks: { "least-privilege-google-no-public-members": ["member"] },
  },
  {
    title: "an administrator that is a workload",
    stack: "prod",
    change: added(grant("mighty", "roles/bigquery.admin", "serviceAccount:loader@p.iam.gserviceaccount.com")),
    breaks: { "least-privilege-google-no-admin-accounts": ["role"] },
  },
  {
    title: "a member who administers keys and uses them",
    stack: "prod",
    change: added(grant("admin", "roles/cloudkms.admin"), grant("user", "roles/cloudkms.cryptoKeyDecrypter")),
    breaks: { "least-privilege-google-key-duties-separate": [grant("admin", "").urn] },
  },
  {
    title: "a member who makes service accounts and becomes them",
    stack: "prod",
    change: added(grant("admin", "roles/iam.serviceAccountAdmin"), grant("user", "roles/iam.serviceAccountUser")),
    breaks: {
      "least-privilege-google-account-duties-separate": [grant("admin", "").urn],
      "least-privilege-no-impersonation-of-all-accounts": ["role"],
    },
  },
  {
    title: "a key of Google Cloud that may be destroyed",
    stack: "prod",
    change: (graph) =>
      mutated(graph, (node) => (node.name === "analytics-keys-bigquery" ? { ...node, options: {} } : node)),
    breaks: { "resilience-google-keys-survive": ["deletionPolicy"] },
  },
  {
    title: "a queue without an owner",
    stack: "prod",
    change: (graph) =>
      mutated(graph, (node) => {
        if (node.type !== "aws:sqs/queue:Queue" || node.name !== "export-announcements-queue") return node;
        const strip = ({ Owner: _, ...tags }: PlainObject) => tags;
        return {
          ...node,
          inputs: { ...node.inputs, tags: strip(object(node.inputs.tags)) },
          outputs: { ...node.outputs, tagsAll: strip(object(node.outputs.tagsAll)) },
        };
      }),
    breaks: {
      "tagging-mandatory": [
        "urn:pulumi:prod::kumiki::kumiki:analytics:BigQueryExport$kumiki:compute:Queue$aws:sqs/queue:Queue::export-announcements-queue",
      ],
    },
  },
];

describe("a rule written by hand, on the real platform", () => {
  const platform = bothStacks();

  for (const { title, stack, change, breaks } of MUTATIONS) {
    it(`${Object.keys(breaks).join(" and ")}: ${title}`, () => {
      const before = new Set(findingsOf(platform(stack)).map(({ identity }) => identity));
      const fresh = findingsOf(change(platform(stack))).filter(({ identity }) => !before.has(identity));
      const byRule = new Map<string, string[]>();
      for (const { rule, key } of fresh) byRule.set(rule, [...(byRule.get(rule) ?? []), key].sort());
      expect(Object.fromEntries(byRule)).to.deep.equal(breaks);
    });
  }

  it("is seen failing, each of them", () => {
    const others = new Set([...DECLARATIVE, ...RELATED_ROWS.map((row) => relatedRuleOf(row))].map(({ id }) => id));
    const byHand = RULES.map(({ id }) => id).filter((id) => !others.has(id));
    expect([...new Set(MUTATIONS.flatMap(({ breaks }) => Object.keys(breaks)))]).to.include.members(byHand);
  });

  it("passes nothing whose inputs are not known", () => {
    const unknown: PlainObject = new Proxy<PlainObject>(
      {},
      {
        get: (_target, property) => {
          throw new UnknownValue(String(property));
        },
      },
    );
    const graph = mutated(platform("prod"), (node) => (node.custom ? { ...node, inputs: unknown } : node));
    const passed = evaluateRules(graph, RULES).filter(({ outcome }) => outcome === "pass" || outcome === "violation");
    // These look at nothing but what exists.
    expect([...new Set(passed.map(({ rule }) => rule.id))].sort()).to.deep.equal([
      "least-privilege-no-console-passwords",
      "least-privilege-no-iam-users",
      "least-privilege-no-policies-on-users",
      "least-privilege-no-service-account-keys",
      "network-no-default-vpc",
    ]);
  });
});

function findingsOf(graph: ResourceGraph) {
  return evaluateRules(graph, RULES).flatMap(({ rule, resource: { urn }, findings }) =>
    findings.map(({ key }) => ({ rule: rule.id, key, identity: `${rule.id} ${urn} ${key}` })),
  );
}
