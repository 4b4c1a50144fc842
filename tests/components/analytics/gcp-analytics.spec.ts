import { Provider } from "@pulumi/gcp/provider";
import { expect } from "chai";
import { GcpAnalytics } from "../../../components/analytics/gcp-analytics";
import { searchAnalytics } from "../../../examples/gcp-analytics";
import { register, registerOutputs } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";
import { ARGS, analytics, dependenciesOf, generatedNames, TAGS, TYPES } from "./analytics-fixture";

// An evaluation shows what is asked for. Whether Google grants it to whoever deploys, only a deployment shows.

/** Everything that can be asked for. */
const FULL = {
  vertexEndpoint: true,
  accountOwner: true,
  forbidServiceAccountKeys: true,
  readers: ["group:analysts@example.com"],
  budget: { billingAccount: "0A1B2C-3D4E5F-6A7B8C", amount: 20 },
};

describe("GcpAnalytics", () => {
  it("is parented, named and labelled like everything else", async () => {
    expectWellFormed(await register(analytics(FULL)), Object.keys(TAGS));
  });

  it("labels what takes labels with the platform's tags in the form of Google (1.1-10)", async () => {
    const graph = await register(analytics(FULL));
    const labelled = graph.resources.filter(({ outputs }) => outputs.effectiveLabels !== undefined);
    expect(Object.fromEntries(labelled.map(({ name, inputs }) => [name, inputs.labels]))).to.deep.equal(
      Object.fromEntries(
        [
          ["an-endpoint-endpoint", "vertexendpoint"],
          ["an-endpoint-log-dataset", "bigquerydataset"],
          ["an-keys-bigquery", "analyticskeys"],
          ["an-keys-vertex", "analyticskeys"],
          ["an-warehouse-documents-final", "mergedtable"],
          ["an-warehouse-documents-staging", "mergedtable"],
          ["an-warehouse-final-dataset", "bigquerydataset"],
          ["an-warehouse-staging-dataset", "bigquerydataset"],
        ].map(([name, component]) => [
          name,
          {
            project: "kumiki",
            environment: "test",
            owner: "platform",
            "cost-center": "cc-0000",
            "data-classification": "internal",
            "managed-by": "pulumi",
            component,
            name,
          },
        ]),
      ),
    );
  });

  it("creates what it says and no more", async () => {
    const counts = async (overrides = {}) => {
      const graph = await register(analytics(overrides));
      const entries = Object.entries(TYPES).map(([key, type]) => [key, graph.ofType(type).length] as const);
      return Object.fromEntries(entries.filter(([, count]) => count > 0));
    };
    const least = {
      service: 8,
      serviceIdentity: 1,
      customRole: 4,
      projectMember: 4,
      account: 3,
      accountMember: 2,
      pool: 1,
      poolProvider: 1,
      keyRing: 1,
      key: 1,
      keyMember: 1,
      dataset: 2,
      datasetMember: 3,
      table: 2,
      transfer: 1,
    };
    expect(await counts()).to.deep.equal(least);
    expect(await counts(FULL)).to.deep.equal({
      ...least,
      service: 10,
      serviceIdentity: 2,
      auditConfig: 4,
      key: 2,
      keyMember: 2,
      dataset: 3,
      datasetMember: 4,
      endpoint: 1,
      endpointMember: 1,
      budget: 1,
      orgPolicy: 1,
    });
  });

  it("hands every resource of Google the one provider and the project", async () => {
    const graph = await register(() => {
      const gcp = new Provider("gcp", { project: "example-platform", region: "asia-northeast1" });
      new GcpAnalytics("an", { ...ARGS, ...FULL }, { providers: { gcp } });
    });
    const resources = graph.resources.filter(({ type }) => type.startsWith("gcp:"));
    expect([...new Set(resources.map(({ provider }) => provider))]).to.deep.equal([
      graph.one("pulumi:providers:gcp").urn,
    ]);
    const elsewhere = resources.filter(({ inputs }) => inputs.project !== "example-platform");
    expect([...new Set(elsewhere.map(({ type }) => type))].sort()).to.deep.equal(
      [TYPES.accountMember, TYPES.budget, TYPES.key, TYPES.keyMember, TYPES.orgPolicy].sort(), // these name a parent
    );
  });

  it("puts everything that has a place into the one it is given", async () => {
    const graph = await register(analytics({ ...FULL, location: "asia-northeast2" }));
    const places = graph.resources.filter(({ inputs }) => inputs.location !== undefined);
    expect(places.map(({ name, inputs }) => [name, inputs.location])).to.have.deep.members([
      ["an-keys-ring", "asia-northeast2"],
      ["an-warehouse-final-dataset", "asia-northeast2"],
      ["an-warehouse-staging-dataset", "asia-northeast2"],
      ["an-warehouse-documents-merge", "asia-northeast2"],
      ["an-endpoint-log-dataset", "asia-northeast2"],
      ["an-endpoint-endpoint", "asia-northeast2"],
      ["an-endpoint-caller", "asia-northeast2"],
    ]);
  });

  it("tells AWS what it needs to come in (1.1-7, F10, F21)", async () => {
    const outputs = await registerOutputs(() => {
      const built = new GcpAnalytics("an", ARGS);
      const { wifAudience, appServiceAccountEmail, loaderServiceAccountEmail, location } = built;
      const { datasetId, stagingDatasetId, endpointId, endpointAddress } = built;
      return {
        ...{ wifAudience, appServiceAccountEmail, loaderServiceAccountEmail, location },
        ...{ datasetId, stagingDatasetId, stagingTable: built.stagingTableId("documents") },
        hasEndpoint: endpointId !== undefined || endpointAddress !== undefined,
      };
    });
    const { suffix } = generatedNames(await register(analytics()));
    expect(outputs).to.deep.equal({
      wifAudience: `//iam.googleapis.com/projects/210987654321/locations/global/workloadIdentityPools/kumiki-test-aws-${suffix}/providers/aws`,
      appServiceAccountEmail: "kumiki-test-app@example-platform.iam.gserviceaccount.com",
      loaderServiceAccountEmail: "kumiki-test-loader@example-platform.iam.gserviceaccount.com",
      location: "asia-northeast1",
      datasetId: "analytics",
      stagingDatasetId: "analytics_staging",
      stagingTable: "documents",
      hasEndpoint: false,
    });
  });

  it("says which tables there are when asked for another", async () => {
    await register(() => {
      const built = new GcpAnalytics("an", ARGS);
      expect(() => built.stagingTableId("orders")).to.throw('there is no table "orders"; there are: documents.');
    });
  });

  it("enables each API before anything uses it, and leaves it enabled when the stack is destroyed", async () => {
    const graph = await register(analytics(FULL));
    const services = graph.ofType(TYPES.service);
    expect(services.map(({ inputs }) => inputs)).to.have.deep.members(
      [
        ...["aiplatform", "bigquery", "bigquerydatatransfer", "billingbudgets", "cloudkms", "cloudresourcemanager"],
        ...["iam", "iamcredentials", "orgpolicy", "sts"],
      ].map((api) => ({
        project: "example-platform",
        service: `${api}.googleapis.com`,
        disableOnDestroy: false,
      })),
    );
    const apisOf = (type: string, name?: string) =>
      dependenciesOf(graph, type, name)
        .filter((dependency) => dependency.startsWith("an-services-"))
        .map((dependency) => dependency.replace("an-services-", ""));
    expect({
      ring: apisOf(TYPES.keyRing),
      key: apisOf(TYPES.key, "an-keys-bigquery"),
      dataset: apisOf(TYPES.dataset, "an-warehouse-final-dataset"),
      staging: apisOf(TYPES.dataset, "an-warehouse-staging-dataset"),
      log: apisOf(TYPES.dataset, "an-endpoint-log-dataset"),
      pool: apisOf(TYPES.pool),
      role: apisOf(TYPES.customRole, "an-identity-roles-load"),
      account: apisOf(TYPES.account, "an-identity-app-account"),
      grant: apisOf(TYPES.projectMember, "an-identity-loader-jobs"),
      transfers: apisOf(TYPES.serviceIdentity, "an-warehouse-transfer-agent-identity"),
      models: apisOf(TYPES.serviceIdentity, "an-vertex-agent-identity"),
      audit: apisOf(TYPES.auditConfig, "an-guards-audit-sts"),
      budget: apisOf(TYPES.budget),
      policy: apisOf(TYPES.orgPolicy),
    }).to.deep.equal({
      ring: ["bigquery", "cloudkms"],
      key: ["bigquery", "cloudkms"],
      dataset: ["bigquery"],
      staging: ["bigquery"],
      log: ["bigquery"],
      pool: ["iam", "iamcredentials", "sts"],
      role: ["iam"],
      account: ["cloudresourcemanager", "iam"],
      grant: ["cloudresourcemanager", "iam"],
      transfers: ["bigquerydatatransfer", "cloudresourcemanager"],
      models: ["aiplatform", "cloudresourcemanager"],
      audit: ["cloudresourcemanager"],
      budget: ["billingbudgets"],
      policy: ["orgpolicy"],
    });
  });

  it("enables no API that nothing uses", async () => {
    const graph = await register(analytics({ cmek: false, hostedModels: false }));
    expect(graph.ofType(TYPES.service).map(({ inputs }) => inputs.service)).to.have.members([
      "bigquery.googleapis.com",
      "bigquerydatatransfer.googleapis.com",
      "cloudresourcemanager.googleapis.com",
      "iam.googleapis.com",
      "iamcredentials.googleapis.com",
      "sts.googleapis.com",
    ]);
  });

  it("protects what holds data and what decrypts it, unless told not to", async () => {
    const isProtected = async (deletionProtection?: boolean) => {
      const graph = await register(analytics({ ...FULL, deletionProtection }));
      return graph.resources.filter(({ options }) => options.protect === true).map(({ name }) => name);
    };
    expect(await isProtected()).to.have.members([
      "an-keys-ring",
      "an-keys-bigquery",
      "an-keys-vertex",
      "an-warehouse-final-dataset",
      "an-warehouse-staging-dataset",
      "an-warehouse-documents-final",
      "an-endpoint-endpoint",
      "an-endpoint-log-dataset",
    ]);
    expect(await isProtected(false)).to.deep.equal([]);
  });

  it("runs as its example says", async () => {
    const graph = await register(searchAnalytics);
    expectWellFormed(graph);
    expect(graph.one(TYPES.transfer).inputs.schedule).to.equal("every 15 minutes");
  });
});
