import { expect } from "chai";
import { register } from "../../support/platform";
import { analytics, TYPES } from "./analytics-fixture";

const BUDGET = { billingAccount: "0A1B2C-3D4E5F-6A7B8C", amount: 200 };

describe("GcpAnalytics: what holds for the whole project", () => {
  it("is left alone by a stack that does not own the project", async () => {
    const graph = await register(analytics());
    const found = [TYPES.auditConfig, TYPES.orgPolicy, TYPES.budget].flatMap((type) => graph.ofType(type));
    expect(found).to.deep.equal([]);
  });

  it("records who used accounts, keys and models, and which credentials of AWS came in", async () => {
    const graph = await register(analytics({ accountOwner: true }));
    expect(graph.ofType(TYPES.auditConfig).map(({ inputs }) => inputs)).to.have.deep.members(
      ["aiplatform", "cloudkms", "iam", "sts"].map((service) => ({
        project: "example-platform",
        service: `${service}.googleapis.com`,
        auditLogConfigs: [{ logType: "ADMIN_READ" }, { logType: "DATA_READ" }, { logType: "DATA_WRITE" }],
      })),
    );
    expect(graph.ofType(TYPES.orgPolicy)).to.deep.equal([]);
  });

  it("forbids keys of accounts only when told to (2.2-3, N10)", async () => {
    const graph = await register(analytics({ accountOwner: true, forbidServiceAccountKeys: true }));
    expect(graph.one(TYPES.orgPolicy).inputs).to.deep.equal({
      name: "projects/210987654321/policies/iam.disableServiceAccountKeyCreation",
      parent: "projects/210987654321",
      spec: { rules: [{ enforce: "TRUE" }] },
    });
  });

  it("warns at half, at four fifths and at all of the budget, of this project alone (6.2-3)", async () => {
    const graph = await register(analytics({ budget: BUDGET }));
    expect(graph.one(TYPES.budget).inputs).to.deep.equal({
      billingAccount: "0A1B2C-3D4E5F-6A7B8C",
      displayName: "Budget of example-platform",
      amount: { specifiedAmount: { currencyCode: "USD", units: "200" } },
      budgetFilter: { projects: ["projects/210987654321"], calendarPeriod: "MONTH" },
      thresholdRules: [{ thresholdPercent: 0.5 }, { thresholdPercent: 0.8 }, { thresholdPercent: 1 }],
      allUpdatesRule: { enableProjectLevelRecipients: true },
    });
  });

  it("counts in the currency of the billing account", async () => {
    const graph = await register(analytics({ budget: { ...BUDGET, amount: 30_000, currency: "JPY" } }));
    expect(graph.one(TYPES.budget).inputs.amount).to.deep.equal({
      specifiedAmount: { currencyCode: "JPY", units: "30000" },
    });
    const cents = await register(analytics({ budget: { ...BUDGET, amount: 19.99 } }));
    expect(cents.one(TYPES.budget).inputs.amount).to.deep.equal({
      specifiedAmount: { currencyCode: "USD", units: "19", nanos: 990_000_000 },
    });
  });
});
