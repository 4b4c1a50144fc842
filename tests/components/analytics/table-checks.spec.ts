import { expect } from "chai";
import { platformTables } from "../../../components/analytics/platform-tables";
import { checkTable } from "../../../components/analytics/table-checks";
import {
  type AnalyticsTable,
  type Column,
  resolveTable,
  schemaJson,
  stagingColumns,
} from "../../../components/analytics/table-schema";
import { ArgumentError, Problems } from "../../../components/shared/validate";

const TABLE: AnalyticsTable = {
  id: "orders",
  schema: [
    { name: "number", type: "INT64", required: true },
    { name: "placed_at", type: "TIMESTAMP", required: true },
    { name: "paid_at", type: "TIMESTAMP" },
    { name: "total", type: "FLOAT64", required: true },
    { name: "body", type: "JSON", required: true },
  ],
  key: ["number"],
  newestBy: ["placed_at"],
  partitionField: "placed_at",
};

function problemsOf(overrides: Partial<AnalyticsTable>): readonly string[] {
  const problems = new Problems();
  checkTable(problems, "tables[0]", resolveTable({ ...TABLE, ...overrides }));
  try {
    problems.throwFor("it");
  } catch (error) {
    if (error instanceof ArgumentError) return error.problems;
    throw error;
  }
  return [];
}

const withColumn = (column: Column): Partial<AnalyticsTable> => ({ schema: [...TABLE.schema, column] });

const PARTITION = "tables[0].partitionField must be a required column of type TIMESTAMP or DATE of its schema, got ";
const KEY = "tables[0].key must be required columns of its schema, none of type FLOAT64 or JSON, got ";
const NEWEST = "tables[0].newestBy must be required columns of its schema, none of type JSON, got ";
const CLUSTERINGS = "tables[0].clusterings must be columns of its schema, none of type BYTES or FLOAT64 or JSON, got ";
const DELETED = "tables[0].deletedBy must be a column of type BOOL of its bookkeeping, got ";
const NAME = 'tables[0]: a column must have 1 to 300 letters, digits and "_" and begin with a letter, got ';

const REFUSED: readonly (readonly [Partial<AnalyticsTable>, string])[] = [
  [{ id: "my-orders" }, 'tables[0].id must be 1 to 1024 letters, digits and "_", got "my-orders".'],
  [
    { partitionExpiration: 0, lookback: 1 },
    "tables[0].partitionExpiration must be a whole number in 1-3650 days, got 0.",
  ],
  [{ lookback: 0 }, "tables[0].lookback must be a whole number in 1-3650 days, got 0."],
  [withColumn({ name: "_rank", type: "INT64" }), `${NAME}"_rank".`],
  [withColumn({ name: "unit price", type: "INT64" }), `${NAME}"unit price".`],
  [
    withColumn({ name: "Number", type: "INT64" }),
    'tables[0]: column "Number" is there twice; BigQuery does not tell case apart.',
  ],
  [
    { bookkeeping: [{ name: "number", type: "INT64" }] },
    'tables[0]: column "number" is there twice; BigQuery does not tell case apart.',
  ],
  [
    withColumn({ name: "nested", type: "RECORD" as "JSON" }),
    'tables[0]: the type of column "nested" must be one of BOOL, BYTES, DATE, DATETIME, FLOAT64, INT64, JSON, NUMERIC, STRING, TIMESTAMP, got "RECORD".',
  ],
  [{ partitionField: "created" }, `${PARTITION}"created", which is none.`],
  [{ partitionField: "paid_at" }, `${PARTITION}"paid_at", a nullable TIMESTAMP.`],
  [{ partitionField: "number" }, `${PARTITION}"number", a required INT64.`],
  [{ key: [] }, "tables[0].key must have 1 to 10 entries, got 0."],
  [{ key: ["id"] }, `${KEY}"id", which is none.`],
  [{ key: ["total"] }, `${KEY}"total", a required FLOAT64.`],
  [{ key: ["body"] }, `${KEY}"body", a required JSON.`],
  [{ key: ["paid_at"] }, `${KEY}"paid_at", a nullable TIMESTAMP.`],
  [{ newestBy: [] }, "tables[0].newestBy must have 1 to 10 entries, got 0."],
  [{ newestBy: ["body"] }, `${NEWEST}"body", a required JSON.`],
  [{ newestBy: ["paid_at"] }, `${NEWEST}"paid_at", a nullable TIMESTAMP.`],
  [
    { newestBy: ["number"] },
    'tables[0]: "number" cannot be in key and newestBy: versions of a document share the key.',
  ],
  [
    { clusterings: ["number", "placed_at", "paid_at", "number", "placed_at"] },
    "tables[0].clusterings must have 0 to 4 entries, got 5.",
  ],
  [{ clusterings: ["body"] }, `${CLUSTERINGS}"body", a required JSON.`],
  [{ clusterings: ["total"] }, `${CLUSTERINGS}"total", a required FLOAT64.`],
  [{ clusterings: ["region"] }, `${CLUSTERINGS}"region", which is none.`],
  [{ deletedBy: "gone" }, `${DELETED}"gone", which is none.`],
  [{ bookkeeping: [{ name: "gone", type: "STRING" }], deletedBy: "gone" }, `${DELETED}"gone", a nullable STRING.`],
];

describe("tables of GcpAnalytics (4.3-1)", () => {
  for (const [overrides, message] of REFUSED) {
    it(`are refused: ${JSON.stringify(overrides).slice(-70)}`, () => {
      expect(problemsOf(overrides)).to.deep.equal([message]);
    });
  }

  it("are accepted as the platform has them, and with everything that is allowed", () => {
    expect(problemsOf(platformTables()[0])).to.deep.equal([]);
    expect(
      problemsOf({
        ...withColumn({ name: "day", type: "DATE", required: true }),
        partitionField: "day",
        newestBy: ["total", "placed_at"],
        clusterings: ["number", "placed_at", "paid_at", "day"],
        bookkeeping: [{ name: "gone", type: "BOOL" }],
        deletedBy: "gone",
        partitionExpiration: 3650,
        lookback: 1,
      }),
    ).to.deep.equal([]);
  });

  it("keep partitions for 400 days and look as far back, unless told otherwise", () => {
    const { partitionExpiration, lookback, clusterings, bookkeeping } = resolveTable(TABLE);
    expect({ partitionExpiration, lookback, clusterings, bookkeeping }).to.deep.equal({
      partitionExpiration: 400,
      lookback: 400,
      clusterings: [],
      bookkeeping: [],
    });
    expect(resolveTable({ ...TABLE, partitionExpiration: 30 }).lookback).to.equal(30);
  });

  it("write their schema as the API gives it back, or every run would find it changed", () => {
    const schema: readonly Column[] = [
      { name: "a", type: "INT64", required: true, description: "first" },
      { name: "b", type: "BOOL" },
      { name: "c", type: "FLOAT64" },
      { name: "d", type: "STRING" },
    ];
    expect(schemaJson(schema)).to.equal(
      '[{"name":"a","type":"INTEGER","mode":"REQUIRED","description":"first"},' +
        '{"name":"b","type":"BOOLEAN","mode":"NULLABLE"},' +
        '{"name":"c","type":"FLOAT","mode":"NULLABLE"},' +
        '{"name":"d","type":"STRING","mode":"NULLABLE"}]',
    );
  });

  it("have in staging what the final table has, in the same order, and then their own", () => {
    const table = resolveTable({ ...TABLE, bookkeeping: [{ name: "export_id", type: "STRING" }] });
    expect(stagingColumns(table).map(({ name }) => name)).to.deep.equal([
      "number",
      "placed_at",
      "paid_at",
      "total",
      "body",
      "export_id",
    ]);
  });

  it("take the platform's choices of how long documents are kept and change", () => {
    const [documents] = platformTables({ partitionExpiration: 30, lookback: 7 });
    expect([documents.partitionExpiration, documents.lookback]).to.deep.equal([30, 7]);
  });
});
