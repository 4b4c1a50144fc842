import { expect } from "chai";
import { mergeQuery } from "../../../components/analytics/merge-query";
import { platformTables } from "../../../components/analytics/platform-tables";
import { resolveTable } from "../../../components/analytics/table-schema";
import { register } from "../../support/platform";
import { ARGS, analytics, dependenciesOf, generatedNames, grants, saMember, TYPES } from "./analytics-fixture";

const DAY = 86_400_000;

const PLACE = { projectId: "example-platform", datasetId: "analytics", stagingDatasetId: "analytics_staging" };

/** Inputs without what other specs look at. */
function without(inputs: Record<string, unknown>, ...names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !names.includes(name)));
}

describe("GcpAnalytics: BigQuery", () => {
  it("begins with datasets that only the project's owners can read, and never deletes what is in them (1.1-10)", async () => {
    const graph = await register(analytics());
    const dataset = (name: string) => graph.one(TYPES.dataset, `an-warehouse-${name}-dataset`);
    const common = {
      project: "example-platform",
      location: "asia-northeast1",
      accesses: [{ role: "OWNER", specialGroup: "projectOwners" }],
      storageBillingModel: "LOGICAL",
      deleteContentsOnDestroy: false,
    };
    expect(without(dataset("final").inputs, "labels", "defaultEncryptionConfiguration")).to.deep.equal({
      ...common,
      datasetId: "analytics",
      description: "What the platform analyses; filled by merges alone",
      maxTimeTravelHours: "168",
    });
    expect(without(dataset("staging").inputs, "labels", "defaultEncryptionConfiguration")).to.deep.equal({
      ...common,
      datasetId: "analytics_staging",
      description: "What was loaded and waits to be merged",
      maxTimeTravelHours: "48",
      defaultTableExpirationMs: 14 * DAY,
      defaultPartitionExpirationMs: 14 * DAY,
    });
  });

  it("leaves the members of a dataset to those who add them", async () => {
    const graph = await register(analytics());
    expect(graph.ofType(TYPES.dataset).map(({ options }) => options.ignoreChanges)).to.deep.equal([
      ["accesses"],
      ["accesses"],
    ]);
  });

  it("divides final tables by day, sorts them, and refuses queries that name no day (4.3-1)", async () => {
    const graph = await register(analytics());
    const { inputs } = graph.one(TYPES.table, "an-warehouse-documents-final");
    expect(without(inputs, "labels", "encryptionConfiguration", "schema")).to.deep.equal({
      project: "example-platform",
      datasetId: "analytics",
      tableId: "documents",
      description: "Documents of the search domain, the newest version of each",
      timePartitioning: { type: "DAY", field: "ingested_at", expirationMs: 400 * DAY },
      requirePartitionFilter: true,
      clusterings: ["index_name", "document_id"],
      deletionProtection: true,
    });
  });

  it("divides staging by the day of loading, so that old documents do not expire on arrival", async () => {
    const graph = await register(analytics({ stagingExpiration: 30 }));
    const { inputs } = graph.one(TYPES.table, "an-warehouse-documents-staging");
    expect(without(inputs, "labels", "encryptionConfiguration", "schema")).to.deep.equal({
      project: "example-platform",
      datasetId: "analytics_staging",
      tableId: "documents",
      description: "What was loaded and not yet merged into documents",
      timePartitioning: { type: "DAY", expirationMs: 30 * DAY },
      deletionProtection: false,
    });
  });

  it("has the columns the export writes, and the load's own in staging alone (1.1-8)", async () => {
    const graph = await register(analytics());
    const columns = (table: string): [string, string, string][] =>
      JSON.parse(String(graph.one(TYPES.table, `an-warehouse-documents-${table}`).inputs.schema)).map(
        ({ name, type, mode }: Record<string, string>) => [name, type, mode],
      );
    const shared = [
      ["document_id", "STRING", "REQUIRED"],
      ["index_name", "STRING", "REQUIRED"],
      ["ingested_at", "TIMESTAMP", "REQUIRED"],
      ["version", "INTEGER", "REQUIRED"],
      ["source", "JSON", "NULLABLE"],
    ];
    expect(columns("final")).to.deep.equal(shared);
    expect(columns("staging")).to.deep.equal([
      ...shared,
      ["exported_at", "TIMESTAMP", "REQUIRED"],
      ["export_id", "STRING", "REQUIRED"],
    ]);
  });

  it("merges by a script of its own account, in the place of the data (F22)", async () => {
    const graph = await register(analytics());
    const [documents] = platformTables();
    expect(graph.one(TYPES.transfer).inputs).to.deep.equal({
      project: "example-platform",
      location: "asia-northeast1",
      displayName: "an-warehouse-documents: merge documents",
      dataSourceId: "scheduled_query",
      schedule: "every 1 hours",
      serviceAccountName: saMember("merge").replace("serviceAccount:", ""),
      params: { query: mergeQuery(resolveTable(documents), PLACE) },
    });
  });

  it("does not run a merge before its account may, its tables exist and the service can act", async () => {
    const graph = await register(analytics());
    expect(dependenciesOf(graph, TYPES.transfer)).to.include.members([
      "an-warehouse-transfer-agent-role",
      "an-warehouse-final-merge",
      "an-warehouse-staging-merge",
      "an-warehouse-documents-final",
      "an-warehouse-documents-staging",
    ]);
  });

  it("lets readers read the final tables, and adds them to whoever else may (1.1-10)", async () => {
    const readers = ["group:analysts@example.com", "domain:example.org"];
    const graph = await register(analytics({ readers }));
    const { role } = generatedNames(graph);
    expect(grants(graph, TYPES.datasetMember)).to.deep.equal({
      "an-warehouse-final-reader-group-analysts-example.com": [
        "roles/bigquery.dataViewer",
        "group:analysts@example.com",
      ],
      "an-warehouse-final-reader-domain-example.org": ["roles/bigquery.dataViewer", "domain:example.org"],
      "an-warehouse-final-merge": [role("merge"), saMember("merge")],
      "an-warehouse-staging-merge": [role("merge"), saMember("merge")],
      "an-warehouse-staging-loader": [role("load"), saMember("loader")],
    });
    const datasets = graph
      .ofType(TYPES.datasetMember)
      .map(({ name, inputs }) => [name.split("-")[2], inputs.datasetId]);
    expect(datasets).to.have.deep.members([
      ["final", "analytics"],
      ["final", "analytics"],
      ["final", "analytics"],
      ["staging", "analytics_staging"],
      ["staging", "analytics_staging"],
    ]);
  });

  it("makes every table that is asked for, each with staging and merge", async () => {
    const [documents] = platformTables();
    const orders = {
      id: "orders",
      schema: [
        { name: "number", type: "INT64", required: true },
        { name: "placed_on", type: "DATE", required: true },
      ],
      key: ["number"],
      newestBy: ["placed_on"],
      partitionField: "placed_on",
      partitionExpiration: 90,
    } as const;
    const graph = await register(
      analytics({ tables: [documents, orders], datasetId: "shop", mergeSchedule: "every day 03:00" }),
    );
    expect(
      graph.ofType(TYPES.table).map(({ name, inputs }) => [name, inputs.datasetId, inputs.tableId]),
    ).to.have.deep.members([
      ["an-warehouse-documents-final", "shop", "documents"],
      ["an-warehouse-documents-staging", "shop_staging", "documents"],
      ["an-warehouse-orders-final", "shop", "orders"],
      ["an-warehouse-orders-staging", "shop_staging", "orders"],
    ]);
    const { inputs } = graph.one(TYPES.table, "an-warehouse-orders-final");
    expect(inputs.timePartitioning).to.deep.equal({ type: "DAY", field: "placed_on", expirationMs: 90 * DAY });
    expect(inputs).to.not.have.property("clusterings");
    expect(inputs.description).to.equal("Table orders");
    const merge = graph.one(TYPES.transfer, "an-warehouse-orders-merge");
    expect(merge.inputs.schedule).to.equal("every day 03:00");
    expect(merge.inputs.params).to.deep.equal({
      query: mergeQuery(resolveTable(orders), { ...PLACE, datasetId: "shop", stagingDatasetId: "shop_staging" }),
    });
  });

  it("takes other settings of the final dataset, and leaves staging as it is", async () => {
    const graph = await register(analytics({ timeTravel: 72, storageBillingModel: "PHYSICAL" }));
    const settings = graph
      .ofType(TYPES.dataset)
      .map(({ name, inputs }) => [name.split("-")[2], inputs.maxTimeTravelHours, inputs.storageBillingModel]);
    expect(settings).to.have.deep.members([
      ["final", "72", "PHYSICAL"],
      ["staging", "48", "LOGICAL"],
    ]);
  });

  it("keeps the final table deletable where nothing is protected", async () => {
    const graph = await register(analytics({ deletionProtection: false }));
    expect(graph.one(TYPES.table, "an-warehouse-documents-final").inputs.deletionProtection).to.equal(false);
  });

  it("lets a transform change what would be created", async () => {
    const graph = await register(
      analytics({
        transform: {
          dataset: (args) => ({ ...args, friendlyName: "final" }),
          stagingDataset: (args) => ({ ...args, friendlyName: "staging" }),
          table: (args) => ({ ...args, friendlyName: "table" }),
          stagingTable: (args) => ({ ...args, friendlyName: "staging table" }),
          merge: (args) => ({ ...args, notificationPubsubTopic: "projects/example-platform/topics/alerts" }),
        },
      }),
    );
    const named = [...graph.ofType(TYPES.dataset), ...graph.ofType(TYPES.table)];
    expect(named.map(({ name, inputs }) => [name, inputs.friendlyName])).to.have.deep.members([
      ["an-warehouse-final-dataset", "final"],
      ["an-warehouse-staging-dataset", "staging"],
      ["an-warehouse-documents-final", "table"],
      ["an-warehouse-documents-staging", "staging table"],
    ]);
    const { notificationPubsubTopic, schedule } = graph.one(TYPES.transfer).inputs;
    expect([notificationPubsubTopic, schedule]).to.deep.equal([
      "projects/example-platform/topics/alerts",
      ARGS.mergeSchedule ?? "every 1 hours",
    ]);
  });
});
