import { expect } from "chai";
import type { PlainObject, ResourceGraph } from "../../../plan/graph";
import { textOf } from "../../../policies/lib/why/answer";
import { explain, UnclearQuestion } from "../../../policies/lib/why/why";
import { bothStacks, STACKS } from "../../support/stacks";
import { mutated, withInputs } from "../support/mutate";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const PREFIX = /urn:pulumi:(?:dev|prod)::kumiki::\S+?::(?=[\w-]+)/g;

/** The answer in lines, URNs shortened to the names they end in, and the ids of the simulated cloud to their kind. */
function why(graph: ResourceGraph, from: string, to: string): string[] {
  const text = explain(graph, from, to).map(textOf).join("\n");
  return text
    .replaceAll(PREFIX, "")
    .replaceAll(/\d{12}/g, "ACCOUNT")
    .replaceAll(/-[0-9a-f]{7}\b/g, "")
    .split("\n");
}

function refusal(graph: ResourceGraph, from: string, to: string): string {
  try {
    explain(graph, from, to);
  } catch (error) {
    if (error instanceof UnclearQuestion) return error.message;
    throw error;
  }
  return "answered";
}

/** The policy of the application's role with one more statement, or without all others. */
function withStatement(graph: ResourceGraph, name: string, statement: PlainObject): ResourceGraph {
  const { inputs } = graph.one(ROLE_POLICY, name);
  const document: { Statement: PlainObject[] } = JSON.parse(String(inputs.policy));
  const policy = JSON.stringify({ ...document, Statement: [...document.Statement, statement] });
  return withInputs(graph, ROLE_POLICY, name, { policy });
}

describe("why a role may do something", () => {
  const platform = bothStacks();

  for (const stack of STACKS) {
    it(`names the statements, the boundary and the endpoint in ${stack}`, () => {
      const found = why(platform(stack), "app", "store-lake-bucket");
      const lake = `arn:aws:s3:::kumiki-${stack}-lake-ACCOUNT-ap-northeast-1`;
      expect(found).to.deep.equal([
        "app-task-role -> store-lake-bucket: s3:GetObject, s3:PutObject",
        `    on ${lake}/raw/uploads/*`,
        "    allowed by UseOwnObjects of app-task-role-policy",
        "    within the boundary by AtTheMost of workload-boundary-policy",
        "    the endpoint allows it by OwnBucketsByOwnAccount of vpc-s3",
      ]);
    });

    it(`says that nothing allows it, and whose policies would have to, in ${stack}`, () => {
      const found = why(platform(stack), "worker-task-role", "sqs:SendMessage@worker-messages-queue");
      expect(found).to.deep.equal([
        "worker-task-role -> sqs:SendMessage@worker-messages-queue: not sqs:SendMessage",
        "    on arn:aws:sqs:ap-northeast-1:ACCOUNT:worker-messages-queue",
        "    stopped by the policies of worker-task-role: no statement allows it in worker-task-role-policy",
      ]);
    });

    it(`answers for every role and resource it offers in ${stack}`, () => {
      const graph = platform(stack);
      const roles = graph.ofType("aws:iam/role:Role").map(({ name }) => name);
      const things = [
        "store-lake-bucket",
        "keys-data",
        "worker-messages-queue",
        "search-domain",
        "analytics-keys-bigquery",
      ];
      for (const role of roles)
        for (const thing of things) expect(explain(graph, role, thing), role).not.to.deep.equal([]);
    });
  }

  it("shows the conditions that a plan cannot decide", () => {
    const [head, on, allowed] = why(platform("prod"), "app", "kms:GenerateDataKey@key:data via s3");
    expect(head).to.equal("app-task-role -> kms:GenerateDataKey@key:data via s3: perhaps kms:GenerateDataKey");
    expect(on).to.match(/^ {4}on arn:aws:kms:ap-northeast-1:ACCOUNT:key\/mrk-[0-9a-f]{32}$/);
    expect(allowed).to.equal(
      "    allowed by UseKeyThroughS3 of app-task-role-policy if kms:encryptioncontext:aws:s3:arn StringEquals " +
        "arn:aws:s3:::kumiki-prod-lake-ACCOUNT-ap-northeast-1",
    );
  });

  it("shows the condition that fails", () => {
    const found = why(platform("prod"), "app", "kms:Decrypt@key:data via rds");
    expect(found.slice(2)).to.deep.equal([
      "    stopped by the conditions of UseKeyThroughS3 of app-task-role-policy: " +
        "kms:viaservice StringEquals s3.ap-northeast-1.amazonaws.com",
    ]);
  });

  it("shows the boundary that holds a policy of AWS back, beside what that policy gives", () => {
    const found = why(platform("prod"), "people-operator", "db-master-secret");
    const arn = "    on arn:aws:secretsmanager:ap-northeast-1:ACCOUNT:secret:kumiki-prod-db-g1-master-user-G5DTXB";
    expect(found).to.deep.equal([
      "people-operator -> db-master-secret: secretsmanager:DescribeSecret, secretsmanager:GetResourcePolicy, " +
        "secretsmanager:ListSecretVersionIds",
      arn,
      "    allowed by #0 of arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
      "    within the boundary by NeverIdentitiesNorData of people-boundary",
      "people-operator -> db-master-secret: not secretsmanager:GetSecretValue",
      arn,
      "    stopped by the boundary: no statement allows it in people-boundary",
    ]);
  });

  it("shows an explicit denial", () => {
    const denial = { Sid: "NoMore", Effect: "Deny", Action: "sqs:*", Resource: "*" };
    const graph = withStatement(platform("prod"), "app-task-role-policy", denial);
    expect(why(graph, "app", "worker-messages-queue").slice(2)).to.deep.equal([
      "    stopped by NoMore of app-task-role-policy: it denies it",
    ]);
  });

  it("shows the endpoint that lets it not through", () => {
    const policy = JSON.stringify({
      Statement: [{ Effect: "Allow", Principal: "*", Action: "sqs:ReceiveMessage", Resource: "*" }],
    });
    const graph = withInputs(platform("prod"), "aws:ec2/vpcEndpoint:VpcEndpoint", "endpoints-sqs", { policy });
    expect(why(graph, "app", "worker-messages-queue")[0]).to.match(/: not sqs:SendMessage$/);
    expect(why(graph, "app", "worker-messages-queue").slice(2)).to.deep.equal([
      "    stopped by the endpoint: no statement allows it in endpoints-sqs",
    ]);
  });

  it("asks no endpoint where the role is outside of the network", () => {
    expect(
      why(platform("prod"), "export-load-function", "sqs:ReceiveMessage@queue:export-announcements").slice(2),
    ).to.deep.equal([
      "    allowed by TakeMessages of export-load-role-policy",
      "    within the boundary by AtTheMost of workload-boundary-policy",
    ]);
  });

  it("shows the policy of a key that admits nobody", () => {
    const nobody = {
      Statement: [{ Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "kms:*", Resource: "*" }],
    };
    const graph = withInputs(platform("prod"), "aws:kms/key:Key", "keys-data", { policy: JSON.stringify(nobody) });
    expect(why(graph, "app", "kms:Decrypt@key:data via s3").slice(2)).to.deep.equal([
      "    stopped by the policy of the resource: no statement allows it in keys-data",
    ]);
  });

  it("says what a bucket's own policy denies", () => {
    const policy = {
      Statement: [{ Sid: "Closed", Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: "*" }],
    };
    const graph = withInputs(platform("prod"), "aws:s3/bucketPolicy:BucketPolicy", "store-lake-policy", {
      policy: JSON.stringify(policy),
    });
    expect(why(graph, "app", "s3:PutObject@objects:lake/raw/uploads/a").slice(2)).to.deep.equal([
      "    stopped by Closed of store-lake-policy: it denies it",
    ]);
  });

  it("finds the way by another role", () => {
    const graph = withTrust(platform("prod"), "export-load-role", "worker-task-role");
    const found = why(graph, "worker", "sqs:ReceiveMessage@queue:export-announcements");
    expect(found[0]).to.match(/^worker-task-role -> .*: not sqs:ReceiveMessage$/);
    expect(found.slice(3)).to.deep.equal([
      "worker-task-role -> sqs:ReceiveMessage@queue:export-announcements: sqs:ReceiveMessage",
      "    on arn:aws:sqs:ap-northeast-1:ACCOUNT:export-announcements-queue",
      "    becomes export-load-role by sts-001",
      "    allowed by TakeMessages of export-load-role-policy",
      "    within the boundary by AtTheMost of workload-boundary-policy",
    ]);
  });

  it("explains the flow and the permission where both are meant", () => {
    const found = why(platform("prod"), "app", "db-proxy-proxy");
    expect(found[0]).to.equal("app -> db-proxy-proxy: tcp 5432");
    expect(found[5]).to.equal("app-task-role -> db-proxy-proxy: rds-db:connect");
    expect(found[6]).to.match(/^ {4}on arn:aws:rds-db:ap-northeast-1:ACCOUNT:dbuser:prx-[0-9a-f]+\/application$/);
  });

  it("takes a place for what stands there, not for the roles of the component called so", () => {
    expect(explain(platform("prod"), "db", "cache-group").map(({ kind }) => kind)).to.deep.equal(["flow", "flow"]);
    expect(refusal(platform("prod"), "db", "keys-data")).to.match(/^"db" is a place of the network and has no role, /);
  });

  it("knows the role of what a component runs, where there is one", () => {
    expect(why(platform("prod"), "migrate", "database:migration")[0]).to.equal(
      "migrate-task-role -> database:migration: rds-db:connect",
    );
  });
});

describe("why somebody may do something on Google Cloud", () => {
  const platform = bothStacks();

  it("names the grant and the role that holds the permission", () => {
    expect(
      why(platform("prod"), "analytics-identity-loader-account", "analytics-warehouse-staging-dataset")[0],
    ).to.equal("analytics-identity-loader-account -> analytics-warehouse-staging-dataset: bigquery.jobs.create");
    expect(why(platform("prod"), "kumiki-prod-loader", "bigquery.tables.updateData")).to.deep.equal([
      "analytics-identity-loader-account -> bigquery.tables.updateData: bigquery.tables.updateData",
      "    granted by analytics-warehouse-staging-loader",
      "    in the role projects/example-platform-prod/roles/kumiki_prod_load_90516435",
    ]);
  });

  it("goes from a role of AWS through the service account it may act as", () => {
    expect(why(platform("prod"), "app", "analytics-endpoint-endpoint")).to.deep.equal([
      "app-task-role -> analytics-endpoint-endpoint: aiplatform.endpoints.predict",
      "    acts as analytics-identity-app-account by analytics-identity-app-from-kumiki-prod-app-task",
      "    granted by analytics-endpoint-caller",
      "    in the role projects/example-platform-prod/roles/kumiki_prod_predict_90516435",
    ]);
  });

  it("says what is missing: the grant, the account, or the condition of the pool", () => {
    const graph = platform("prod");
    expect(why(graph, "worker", "bigquery.jobs.create")).to.deep.equal([
      "worker-task-role -> bigquery.jobs.create: not bigquery.jobs.create",
      "    stopped by Google: the role may act as no service account",
    ]);
    expect(why(graph, "app", "bigquery.jobs.create").at(-1)).to.equal(
      "    stopped by Google: no grant gives it to analytics-identity-app-account",
    );
    const type = "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider";
    const attributeCondition = "attribute.aws_role in ['arn:aws:sts::1:assumed-role/other']";
    const shut = withInputs(graph, type, "analytics-identity-federation-provider", { attributeCondition });
    expect(why(shut, "app", "aiplatform.endpoints.predict").at(0)).to.match(/: not aiplatform\.endpoints\.predict$/);
    expect(why(shut, "app", "aiplatform.endpoints.predict").at(-1)).to.equal(
      "    stopped by the condition of analytics-identity-federation-provider: it does not admit the role",
    );
  });
});

describe("a question about what is not clear", () => {
  const platform = bothStacks();
  const cases: readonly (readonly [from: string, to: string, message: string])[] = [
    ["export", "keys-data", '"export" may mean export-extract-role or export-load-role. Name one of them.'],
    ["app-task", "lak", 'prod has no "lak" to ask about. Did you mean '],
    ["app", "s3:GetObjcet", 'prod has no "s3:GetObjcet" to ask about. Did you mean s3:GetObject?'],
    ["app-task-rol", "keys-data", 'prod has no "app-task-rol" to ask about. Did you mean app-task-role?'],
    [
      "internet",
      "keys-data",
      '"internet" is a place of the network and has no role, and "keys-data" is no place. Ask from a role, or to a place.',
    ],
    [
      "people-operator",
      "db",
      '"people-operator" is no place of the network, and "db" is nothing a permission can be about. Ask to a resource or an action.',
    ],
    [
      "analytics-identity-app-account",
      "keys-data",
      '"analytics-identity-app-account" is a service account of Google\'s, which can do nothing on AWS.',
    ],
  ];
  for (const [from, to, message] of cases) {
    it(`is refused: from ${from} to ${to}`, () => {
      expect(refusal(platform("prod"), from, to)).to.satisfy((said: string) => said.startsWith(message), message);
    });
  }
});

/** A role that trusts another one by its ARN. */
function withTrust(graph: ResourceGraph, name: string, trusted: string): ResourceGraph {
  const arn = graph.one("aws:iam/role:Role", trusted).outputs.arn ?? null;
  const assumeRolePolicy = JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: { AWS: arn }, Action: "sts:AssumeRole" }],
  });
  return mutated(graph, (node) =>
    node.type === "aws:iam/role:Role" && node.name === name
      ? { ...node, inputs: { ...node.inputs, assumeRolePolicy } }
      : node,
  );
}
