import { expect } from "chai";
import { register } from "../../support/platform";
import { ACCOUNT, analytics, generatedNames, grants, NUMBER, PROJECT, saMember, TYPES } from "./analytics-fixture";

const roleArn = (role: string): string => `arn:aws:sts::${ACCOUNT}:assumed-role/${role}`;

describe("GcpAnalytics: who acts in the project", () => {
  it("admits the named roles of one account, and nobody else (1.1-7, 2.2-3)", async () => {
    const graph = await register(analytics());
    const { suffix } = generatedNames(graph);
    expect(graph.one(TYPES.pool).inputs).to.deep.equal({
      project: PROJECT,
      workloadIdentityPoolId: `kumiki-test-aws-${suffix}`,
      displayName: "AWS 123456789012",
      description: "Roles of AWS that act in this project without a key",
      mode: "FEDERATION_ONLY",
    });
    expect(graph.one(TYPES.poolProvider).inputs).to.deep.equal({
      project: PROJECT,
      workloadIdentityPoolId: `kumiki-test-aws-${suffix}`,
      workloadIdentityPoolProviderId: "aws",
      displayName: "AWS 123456789012",
      description: "Admits 2 roles of one account",
      aws: { accountId: ACCOUNT },
      attributeMapping: {
        "google.subject": "assertion.arn.extract('assumed-role/{role_and_session}')",
        "attribute.aws_account": "assertion.account",
        "attribute.aws_role":
          "assertion.arn.extract('{prefix}assumed-role/') + 'assumed-role/' + assertion.arn.extract('assumed-role/{role}/')",
      },
      attributeCondition:
        "assertion.account == '123456789012' && attribute.aws_role in " +
        `['${roleArn("kumiki-test-app-task")}', '${roleArn("kumiki-test-export-load")}']`,
    });
  });

  it("lets each role act as the account of its task, and as no other (F10, F21)", async () => {
    const graph = await register(
      analytics({ appRoleNames: ["app-task", "worker-task"], loaderRoleNames: ["export-load"] }),
    );
    const { suffix } = generatedNames(graph);
    const pool = `principalSet://iam.googleapis.com/projects/${NUMBER}/locations/global/workloadIdentityPools/kumiki-test-aws-${suffix}`;
    const account = (name: string) =>
      `projects/${PROJECT}/serviceAccounts/kumiki-test-${name}@${PROJECT}.iam.gserviceaccount.com`;
    expect(graph.ofType(TYPES.accountMember).map(({ inputs }) => inputs)).to.have.deep.members(
      [
        ["app", "app-task"],
        ["app", "worker-task"],
        ["loader", "export-load"],
      ].map(([name = "", role = ""]) => ({
        serviceAccountId: account(name),
        role: "roles/iam.workloadIdentityUser",
        member: `${pool}/attribute.aws_role/${roleArn(role)}`,
      })),
    );
  });

  it("gives each account what its task takes (2.2-1, F10, F21, F22)", async () => {
    const graph = await register(analytics());
    const { role } = generatedNames(graph);
    expect(graph.ofType(TYPES.account).map(({ inputs }) => inputs)).to.have.deep.members(
      [
        ["app", "The application: asks models"],
        ["loader", "The loader: appends to staging tables"],
        ["merge", "The merge: moves rows from staging to final tables"],
      ].map(([name, description]) => ({
        project: PROJECT,
        accountId: `kumiki-test-${name}`,
        displayName: `kumiki-test-${name}`,
        description,
      })),
    );
    const { "an-warehouse-transfer-agent-role": agent, ...own } = grants(graph, TYPES.projectMember);
    expect(own).to.deep.equal({
      "an-identity-app-predict": [role("predict"), saMember("app")],
      "an-identity-loader-jobs": [role("jobs"), saMember("loader")],
      "an-identity-merge-jobs": [role("jobs"), saMember("merge")],
    });
    expect(agent?.[0]).to.equal("roles/bigquerydatatransfer.serviceAgent");
    expect(grants(graph, TYPES.datasetMember)).to.deep.equal({
      "an-warehouse-staging-loader": [role("load"), saMember("loader")],
      "an-warehouse-final-merge": [role("merge"), saMember("merge")],
      "an-warehouse-staging-merge": [role("merge"), saMember("merge")],
    });
  });

  it("names every permission of its roles", async () => {
    const graph = await register(analytics());
    const { suffix } = generatedNames(graph);
    const role = (id: string, title: string, permissions: readonly string[]) => ({
      project: PROJECT,
      roleId: `kumiki_test_${id}_${suffix}`,
      title: `kumiki-test: ${title}`,
      permissions,
      stage: "GA",
    });
    expect(graph.ofType(TYPES.customRole).map(({ inputs }) => inputs)).to.have.deep.members([
      role("predict", "Ask models", ["aiplatform.endpoints.predict"]),
      role("jobs", "Run BigQuery jobs", ["bigquery.jobs.create"]),
      role("load", "Append to staging tables", [
        "bigquery.tables.create",
        "bigquery.tables.get",
        "bigquery.tables.updateData",
      ]),
      role("merge", "Move rows from staging to final tables", [
        "bigquery.datasets.get",
        "bigquery.tables.get",
        "bigquery.tables.getData",
        "bigquery.tables.updateData",
      ]),
    ]);
  });

  it("grants on a dataset only when the account may run jobs, so that what follows can run at once", async () => {
    const graph = await register(analytics());
    const urns = (name: string) =>
      graph.one(TYPES.datasetMember, name).dependencies.map((urn) => urn.split("::").at(-1));
    expect(urns("an-warehouse-staging-loader")).to.include("an-identity-loader-jobs");
    expect(urns("an-warehouse-final-merge")).to.include("an-identity-merge-jobs");
  });

  it("makes no key, of nothing and for nobody (N10, 2.2-3)", async () => {
    const graph = await register(
      analytics({ vertexEndpoint: true, accountOwner: true, forbidServiceAccountKeys: true }),
    );
    const types = [...new Set(graph.resources.map(({ type }) => type))];
    expect(types.filter((type) => /key:Key$|hmackey|apikey|secret/i.test(type))).to.deep.equal([]);
  });

  it("creates nothing in AWS, and nothing that could reach it (N9)", async () => {
    const graph = await register(analytics({ vertexEndpoint: true }));
    const clouds = [...new Set(graph.resources.filter(({ custom }) => custom).map(({ type }) => type.split(":")[0]))];
    expect(clouds.sort()).to.deep.equal(["gcp", "random"]);
    expect(graph.resources.filter(({ type }) => /connection|storagetransfer/i.test(type))).to.deep.equal([]);
  });

  it("gives pool and roles ids that no former deployment has taken", async () => {
    const graph = await register(analytics());
    expect(graph.one("random:index/randomId:RandomId").inputs).to.deep.equal({ byteLength: 4 });
    expect(String(graph.one(TYPES.pool).inputs.workloadIdentityPoolId)).to.match(/^kumiki-test-aws-[0-9a-f]{8}$/);
  });
});
