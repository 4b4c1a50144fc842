import { expect } from "chai";
import type { PlainObject, PlainValue, ResourceGraph } from "../../../plan/graph";
import { evaluateRules } from "../../../policies/core/evaluate";
import type { Rule } from "../../../policies/core/rule";
import { googleRules } from "../../../policies/rules/google";
import { identityRules } from "../../../policies/rules/identity";
import { keyRules } from "../../../policies/rules/keys";
import { secretRules } from "../../../policies/rules/secrets";
import { bothStacks, object, STACKS } from "../../support/stacks";
import { mutated, resource, withInputs } from "../support/mutate";

const RULES = [...identityRules, ...keyRules, ...googleRules, ...secretRules];
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const ROLE = "aws:iam/role:Role";
const KEY = "aws:kms/key:Key";
const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy";
const PROVIDER = "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider";
const CUSTOM_ROLE = "gcp:projects/iAMCustomRole:IAMCustomRole";
const TASK = "app-task-role-policy";

type Statement = Record<string, PlainValue>;
type Change = (graph: ResourceGraph) => ResourceGraph;

/** A policy document of one resource, changed statement by statement. */
function document(
  type: string,
  name: string,
  change: (lines: Statement[], graph: ResourceGraph) => Statement[],
): Change {
  return (graph) => {
    const property = type === ROLE ? "assumeRolePolicy" : "policy";
    const { Statement: lines, ...rest } = JSON.parse(String(graph.one(type, name).inputs[property]));
    return withInputs(graph, type, name, { [property]: JSON.stringify({ ...rest, Statement: change(lines, graph) }) });
  };
}

const add = (type: string, name: string, line: Statement | ((graph: ResourceGraph) => Statement)): Change =>
  document(type, name, (lines, graph) => [
    ...lines,
    { Effect: "Allow", ...(typeof line === "function" ? line(graph) : line) },
  ]);
const grant = (Action: string, Resource: PlainValue, more: Statement = {}) =>
  add(POLICY, TASK, { Action, Resource, ...more });
const edit = (type: string, name: string, sid: string, change: (line: Statement) => Statement): Change =>
  document(type, name, (lines) => lines.map((line) => (line.Sid === sid ? change(line) : line)));
const drop = (type: string, name: string, sid: string) =>
  document(type, name, (lines) => lines.filter(({ Sid }) => Sid !== sid));
const unconditional = ({ Condition: _, ...line }: Statement): Statement => line;
const inputs =
  (type: string, name: string, change: (old: PlainObject) => PlainObject): Change =>
  (graph) =>
    withInputs(graph, type, name, change(graph.one(type, name).inputs));
const added =
  (type: string, name: string, its: PlainObject): Change =>
  (graph) =>
    mutated(graph, (node) => node, [resource(type, name, its)]);
const arnOf = (graph: ResourceGraph, type: string, name: string) => String(graph.one(type, name).outputs.arn);

/** Each change of a real stack, and every rule that has to notice it; no other may. */
const MUTATIONS: Readonly<Record<string, readonly [change: Change, ...rules: string[]]>> = {
  "an action *": [
    grant("*", "arn:aws:s3:::shop"),
    "named-actions",
    "bounded-roles",
    "pass-role",
    "data-plane",
    "separated-key-duties",
  ],
  "a service wildcard": [grant("xray:*", "*"), "named-actions", "bounded-roles", "narrowed-resources"],
  "an action by a pattern": [grant("xray:PutTraceSegment?", "*"), "named-actions"],
  "everything but a few actions": [
    add(POLICY, TASK, {
      NotAction: ["s3:*", "sqs:*", "es:*", "kms:*", "lambda:*", "iam:*", "rds*", "secretsmanager:*", "elasticache:*"],
      Resource: "arn:aws:s3:::shop",
    }),
    "named-actions",
    "bounded-roles",
  ],
  "a misspelt action": [grant("xray:PutTraceSegmentss", "*"), "known-actions"],
  "every resource, where one could be named": [grant("logs:PutLogEvents", "*"), "narrowed-resources"],
  "every resource but one": [
    add(POLICY, TASK, { Action: "logs:PutLogEvents", NotResource: "arn:aws:logs:*:*:log-group:x" }),
    "narrowed-resources",
  ],
  "a grant outside the boundary": [grant("sns:Publish", "arn:aws:sns:eu-west-1:210987654321:news"), "bounded-roles"],
  "a role passed to anybody": [
    grant("iam:PassRole", "arn:aws:iam::210987654321:role/other"),
    "pass-role",
    "bounded-roles",
  ],
  "another store": [grant("s3:GetObject", "arn:aws:s3:::kumiki-backup/*"), "data-plane"],
  "a store's other half": [
    edit(POLICY, "export-load-role-policy", "ReadDocuments", (line) => ({
      ...line,
      Resource: `${String(line.Resource).split("/")[0]}/*`,
    })),
    "data-plane",
  ],
  "a verb too many": [
    edit(POLICY, "worker-task-role-policy", "TakeMessages", (line) => ({
      ...line,
      Action: [...(line.Action as string[]), "sqs:SendMessage"],
    })),
    "data-plane",
  ],
  "a grant too few": [drop(POLICY, TASK, "SendMessages"), "data-plane"],
  "one action too few": [
    edit(POLICY, "worker-task-role-policy", "TakeMessages", (line) => ({
      ...line,
      Action: (line.Action as string[]).slice(1),
    })),
    "data-plane",
  ],
  "another database user": [
    edit(POLICY, TASK, "ConnectToDatabase", (line) => ({
      ...line,
      Resource: String(line.Resource).replace("application", "migration"),
    })),
    "data-plane",
  ],
  "a key without its service": [edit(POLICY, "worker-task-role-policy", "ReadMessages", unconditional), "data-plane"],
  "a key's service left out of its policy": [
    edit(KEY, "keys-messaging", "UsedThroughServices", (line) => ({
      ...line,
      Condition: { StringEquals: { "kms:ViaService": "sns.ap-northeast-1.amazonaws.com" } },
    })),
    "data-plane",
  ],
  "a bucket that names a role": [
    add(BUCKET_POLICY, "store-lake-policy", (graph) => ({
      Principal: { AWS: arnOf(graph, ROLE, "app-task-role") },
      Action: "s3:GetObject",
      Resource: `${arnOf(graph, "aws:s3/bucket:Bucket", "store-lake-bucket")}/*`,
    })),
    "data-plane",
  ],
  "a bucket that admits a service": [
    add(BUCKET_POLICY, "store-lake-policy", (graph) => ({
      Principal: { Service: "cloudfront.amazonaws.com" },
      Action: "s3:GetObject",
      Resource: `${arnOf(graph, "aws:s3/bucket:Bucket", "store-lake-bucket")}/*`,
      Condition: {
        StringEquals: {
          "aws:SourceArn": arnOf(graph, "aws:cloudfront/distribution:Distribution", "edge-distribution"),
        },
      },
    })),
    "data-plane",
  ],
  "a bucket for everybody": [
    add(BUCKET_POLICY, "store-lake-policy", { Principal: "*", Action: "s3:ListBucket", Resource: "arn:aws:s3:::x" }),
    "no-public-principals",
  ],
  "a bucket for another account": [
    add(BUCKET_POLICY, "store-lake-policy", {
      Principal: { AWS: "arn:aws:iam::999999999999:root" },
      Action: "s3:ListBucket",
      Resource: "arn:aws:s3:::x",
    }),
    "own-account-only",
  ],
  "a bucket that answers plain text": [
    drop(BUCKET_POLICY, "store-lake-policy", "DenyInsecureTransport"),
    "refused-plain-text",
  ],
  "a queue that answers plain text": [
    drop(QUEUE_POLICY, "worker-messages-policy", "RefusePlainText"),
    "refused-plain-text",
  ],
  "a bucket that shuts everybody out": [
    add(BUCKET_POLICY, "store-logs-policy", {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:PutBucketPolicy",
      Resource: "*",
    }),
    "no-self-lockout",
  ],
  "any distribution": [
    edit(BUCKET_POLICY, "edge-static-policy", "ReadByDistribution", (line) => ({
      ...line,
      Condition: { StringEquals: { "aws:SourceAccount": "210987654321" } },
    })),
    "distribution-reads-only",
  ],
  "a web site": [
    added("aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration", "site", {}),
    "distribution-reads-only",
  ],
  "a producer for anybody": [
    edit(QUEUE_POLICY, "export-announcements-policy", "AdmitProducer", unconditional),
    "confused-deputies",
  ],
  "a trusted service for anybody": [
    edit(ROLE, "app-task-role", "AssumedByService", unconditional),
    "confused-deputies",
  ],
  "a trusted service, if it says for whom": [
    edit(ROLE, "app-task-role", "AssumedByService", (line) => ({
      ...line,
      Condition: { StringEqualsIfExists: { "aws:SourceAccount": "210987654321" } },
    })),
    "confused-deputies",
  ],
  "a function for any caller of a service": [
    added("aws:lambda/permission:Permission", "open", {
      principal: "s3.amazonaws.com",
      action: "lambda:InvokeFunction",
    }),
    "confused-deputies",
  ],
  "a role anybody may take": [
    add(ROLE, "app-task-role", { Principal: { AWS: "*" }, Action: "sts:AssumeRole" }),
    "no-public-principals",
    "no-escalation",
  ],
  "a role the account may take": [edit(ROLE, "people-auditor", "TakenByMembers", unconditional), "confused-deputies"],
  "a role another role may take": [
    add(ROLE, "migrate-task-role", (graph) => ({
      Principal: { AWS: arnOf(graph, ROLE, "app-task-role") },
      Action: "sts:AssumeRole",
    })),
    "no-escalation",
  ],
  "trust in a provider of identities": [
    add(ROLE, "app-task-role", {
      Principal: { Federated: "arn:aws:iam::210987654321:oidc-provider/token.actions.githubusercontent.com" },
      Action: "sts:AssumeRoleWithWebIdentity",
    }),
    "federated-trust",
  ],
  "a role without a boundary": [inputs(ROLE, "app-task-role", () => ({ permissionsBoundary: null })), "bounded-roles"],
  "a wider boundary of workloads": [
    edit("aws:iam/policy:Policy", "workload-boundary-policy", "AtTheMost", (line) => ({
      ...line,
      Action: [...(line.Action as string[]), "s3:DeleteObject"],
    })),
    "tight-boundaries",
  ],
  "a boundary that lets roles be changed": [
    edit("aws:iam/policy:Policy", "workload-boundary-policy", "AtTheMost", (line) => ({
      ...line,
      Action: [...(line.Action as string[]), "iam:PutRolePolicy"],
    })),
    "tight-boundaries",
  ],
  "a boundary of people that forgets secrets": [
    edit("aws:iam/policy:Policy", "people-boundary", "NeverIdentitiesNorData", (line) => ({
      ...line,
      NotAction: (line.NotAction as string[]).filter((action) => action !== "secretsmanager:GetSecretValue"),
    })),
    "people-without-data",
  ],
  "a duty that reads a queue": [
    add(POLICY, "people-operator-policy", {
      Action: "sqs:SendMessage",
      Resource: "arn:aws:sqs:ap-northeast-1:210987654321:x",
    }),
    "people-without-data",
    "data-plane",
  ],
  "a duty that changes code": [
    add(POLICY, "people-operator-policy", {
      Action: "lambda:UpdateFunctionCode",
      Resource: "arn:aws:lambda:ap-northeast-1:*:function:kumiki-*",
    }),
    "no-escalation",
    "people-without-data",
    "data-plane",
  ],
  "a shell in tasks": [
    add(POLICY, "people-operator-policy", {
      Action: "ecs:ExecuteCommand",
      Resource: "arn:aws:ecs:ap-northeast-1:210987654321:cluster/x",
    }),
    "no-escalation",
  ],
  "a policy of AWS's nobody listed": [
    added("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "admin", {
      role: "nobody",
      policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
    }),
    "known-managed-policies",
  ],
  "a user": [added("aws:iam/user:User", "alice", {}), "no-standing-credentials"],
  "a key of a service account": [added("gcp:serviceaccount/key:Key", "file", {}), "no-standing-credentials"],
  "a key for any service": [edit(KEY, "keys-data", "UsedThroughServices", unconditional), "narrow-key-policies"],
  "grants to anybody": [
    edit(KEY, "keys-data", "GrantedToServices", (line) => ({
      ...line,
      Condition: { StringEquals: object(object(line.Condition).StringEquals) },
    })),
    "narrow-key-policies",
  ],
  "a key nobody can mend": [drop(KEY, "keys-logs", "AdministeredByAccount"), "narrow-key-policies"],
  "an administrator who uses the key": [
    edit(KEY, "keys-logs", "AdministeredByAccount", (line) => ({
      ...line,
      Action: [...(line.Action as string[]), "kms:ReEncryptFrom"],
    })),
    "narrow-key-policies",
    "separated-key-duties",
  ],
  "everything with a key": [
    add(KEY, "keys-logs", {
      Principal: { Service: "logs.amazonaws.com" },
      Action: "kms:*",
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": "210987654321" } },
    }),
    "named-actions",
    "narrow-key-policies",
    "separated-key-duties",
  ],
  "a search domain without its clients": [
    inputs("aws:opensearch/domain:Domain", "search-domain", ({ accessPolicies }) => {
      const { Statement: lines } = JSON.parse(String(accessPolicies));
      return {
        accessPolicies: JSON.stringify({
          Statement: lines.map(unconditional).filter((line: Statement) => line.Effect === "Allow"),
        }),
      };
    }),
    "search-names-callers",
  ],
  "a search domain that leaves the application out": [
    inputs("aws:opensearch/domain:Domain", "search-domain", ({ accessPolicies }) => ({
      accessPolicies: String(accessPolicies).replaceAll("-app-task", "-gone"),
    })),
    "data-plane",
  ],
  "sessions nobody records": [
    added("aws:ssm/document:Document", "sessions", { documentType: "Session", content: '{"inputs":{}}' }),
    "recorded-sessions",
  ],
  "a pool for another account": [
    inputs(PROVIDER, "analytics-identity-federation-provider", (old) => ({
      aws: { accountId: "999999999999" },
      attributeCondition: String(old.attributeCondition).replace(/== '\d+'/, "== '999999999999'"),
    })),
    "google-pinned-federation",
  ],
  "a pool for every role": [
    inputs(PROVIDER, "analytics-identity-federation-provider", (old) => ({
      attributeCondition: String(old.attributeCondition).replace(/ in \[.*\]/, ".startsWith('arn:aws:sts::')"),
    })),
    "google-pinned-federation",
  ],
  "a pool with a way around": [
    inputs(PROVIDER, "analytics-identity-federation-provider", (old) => ({
      attributeCondition: `${old.attributeCondition} || google.subject == 'x'`,
    })),
    "google-pinned-federation",
  ],
  "another account of Google's for a role": [
    inputs("gcp:serviceaccount/iAMMember:IAMMember", "analytics-identity-loader-from-kumiki-STACK-load", (old) => ({
      member: String(old.member).replace("-load", "-app-task"),
    })),
    "google-declared-impersonation",
  ],
  "a wide role of Google's": [
    added("gcp:projects/iAMMember:IAMMember", "wide", { member: "group:analysts@example.com", role: "roles/editor" }),
    "google-narrow-roles",
  ],
  "everybody on Google": [
    added("gcp:bigquery/datasetIamMember:DatasetIamMember", "open", {
      member: "allUsers",
      role: "roles/bigquery.dataViewer",
    }),
    "google-no-public-members",
  ],
  "a custom role that sets policies": [
    inputs(CUSTOM_ROLE, "analytics-identity-roles-jobs", () => ({
      permissions: ["bigquery.jobs.create", "resourcemanager.projects.setIamPolicy"],
    })),
    "google-harmless-custom-roles",
    "google-data-plane",
  ],
  "a loader that reads": [
    inputs(CUSTOM_ROLE, "analytics-identity-roles-load", (old) => ({
      permissions: [...(old.permissions as string[]), "bigquery.tables.getData"],
    })),
    "google-data-plane",
  ],
  "a secret in an environment": [
    (graph) => {
      const secret = String(
        graph.one("random:index/randomPassword:RandomPassword", "origin-secret-first").outputs.result,
      );
      const carried = Buffer.from(`Bearer ${secret}`.slice("Bearer ".length)).toString("base64");
      return withInputs(graph, "aws:lambda/function:Function", "export-load-function", {
        environment: { variables: { TOKEN: carried } },
      });
    },
    "no-open-secrets",
  ],
};

describe("identity: mutations of the real platform", () => {
  const platform = bothStacks();

  for (const stack of STACKS) {
    it(`leave nothing to say of ${stack} as it is, and nothing unproven`, () => {
      const verdicts = evaluateRules(platform(stack), RULES);
      const said = verdicts.flatMap(({ rule, findings }) => findings.map(({ key }) => `${rule.id} ${key}`));
      expect(said).to.deep.equal([]);
    });
  }

  for (const [title, [change, ...expected]] of Object.entries(MUTATIONS)) {
    it(`${title} in prod is seen by exactly ${expected.join(", ")}`, () => {
      expect(seenBy(RULES, adapted(change)(platform("prod")))).to.deep.equal([...expected].sort());
    });

    it(`${title} in dev is seen as well`, () => {
      const rules = RULES.filter(({ id }) => expected.includes(shortName(id)));
      expect(seenBy(rules, adapted(change)(platform("dev")))).to.deep.equal([...expected].sort());
    });
  }

  it("make every rule fail at least once", () => {
    const seen = new Set(Object.values(MUTATIONS).flatMap(([, ...rules]) => rules));
    const unseen = RULES.filter(({ id }) => !seen.has(shortName(id)));
    expect(unseen.map(({ id }) => id)).to.deep.equal([]);
  });
});

/** Rules that find something; one that fails itself has seen nothing. */
function seenBy(rules: readonly Rule[], graph: ResourceGraph): string[] {
  const broken = evaluateRules(graph, rules).filter(({ outcome }) => outcome === "violation");
  return [
    ...new Set(
      broken.map(({ rule, findings }) =>
        findings.some(({ key }) => key === "rule-failed") ? `${rule.id} failed` : shortName(rule.id),
      ),
    ),
  ].sort();
}

function shortName(id: string): string {
  return id.replace(/^(least-privilege|encryption)-/, "");
}

/** Some logical names carry the stack's name. */
function adapted(change: Change): Change {
  return (graph) => {
    const renamed = mutated(graph, (node) => ({
      ...node,
      name: node.name.replace(`kumiki-${graph.stack}-load`, "kumiki-STACK-load"),
    }));
    return change(renamed);
  };
}
