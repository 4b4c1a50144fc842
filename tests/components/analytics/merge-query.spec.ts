import { expect } from "chai";
import { mergeQuery } from "../../../components/analytics/merge-query";
import { platformTables } from "../../../components/analytics/platform-tables";
import { type AnalyticsTable, resolveTable } from "../../../components/analytics/table-schema";

// What the statements mean is shown in tests/real/merge.spec.ts; here it is that these are the statements.

const PLACE = { projectId: "example-platform", datasetId: "analytics", stagingDatasetId: "analytics_staging" };
const [DOCUMENTS] = platformTables();

const script = (overrides: Partial<AnalyticsTable> = {}): string =>
  mergeQuery(resolveTable({ ...DOCUMENTS, ...overrides }), PLACE);

const lineWith = (text: string, start: string): string | undefined =>
  text.split("\n").find((line) => line.trimStart().startsWith(start));

describe("merge query (F22, 4.3-1)", () => {
  it("is this for the platform's own table", () => {
    expect(script({ lookback: 30 })).to.equal(`DECLARE horizon TIMESTAMP;
DECLARE oldest TIMESTAMP;
DECLARE reach TIMESTAMP;

-- The first day whose partition is kept: a row from before it would vanish on arrival, and stays in staging instead.
SET horizon = TIMESTAMP_SUB(TIMESTAMP_TRUNC(CURRENT_TIMESTAMP(), DAY), INTERVAL 399 DAY);
SET oldest = (SELECT MIN(\`ingested_at\`) FROM \`example-platform.analytics_staging.documents\` WHERE \`ingested_at\` >= horizon);
-- The first day on which what a staged row replaces may lie.
SET reach = GREATEST(horizon, TIMESTAMP_SUB(oldest, INTERVAL 30 DAY));

IF oldest IS NOT NULL THEN
BEGIN TRANSACTION;

MERGE INTO \`example-platform.analytics.documents\` AS T
USING (
  SELECT \`document_id\`, \`index_name\`, \`ingested_at\`, \`version\`, \`source\`
  FROM (
    SELECT *, ROW_NUMBER() OVER (
      PARTITION BY \`index_name\`, \`document_id\`
      ORDER BY \`ingested_at\` DESC, \`version\` DESC
    ) AS _rank
    FROM \`example-platform.analytics_staging.documents\`
    WHERE \`ingested_at\` >= oldest
  ) AS ranked
  WHERE _rank = 1
) AS S
ON T.\`index_name\` = S.\`index_name\` AND T.\`document_id\` = S.\`document_id\` AND T.\`ingested_at\` >= reach
WHEN MATCHED AND (S.\`ingested_at\` > T.\`ingested_at\` OR (S.\`ingested_at\` = T.\`ingested_at\` AND S.\`version\` > T.\`version\`)) THEN UPDATE SET \`ingested_at\` = S.\`ingested_at\`, \`version\` = S.\`version\`, \`source\` = S.\`source\`
WHEN NOT MATCHED THEN INSERT (\`document_id\`, \`index_name\`, \`ingested_at\`, \`version\`, \`source\`) VALUES (S.\`document_id\`, S.\`index_name\`, S.\`ingested_at\`, S.\`version\`, S.\`source\`);

DELETE FROM \`example-platform.analytics_staging.documents\` AS S
WHERE S.\`ingested_at\` >= oldest AND EXISTS (
  SELECT 1 FROM \`example-platform.analytics.documents\` AS T
  WHERE T.\`index_name\` = S.\`index_name\` AND T.\`document_id\` = S.\`document_id\` AND T.\`ingested_at\` >= oldest AND NOT (S.\`ingested_at\` > T.\`ingested_at\` OR (S.\`ingested_at\` = T.\`ingested_at\` AND S.\`version\` > T.\`version\`))
);

COMMIT TRANSACTION;
END IF;
`);
  });

  it("reads the target by its partitions in every statement that reads it: the table refuses any other", () => {
    for (const text of [script(), script({ newestBy: ["version"] })]) {
      const reads = text
        .split(/;\n/)
        .filter((statement) => statement.includes("`example-platform.analytics.documents`"));
      expect(reads.map((statement) => /AND T\.`ingested_at` >= (?:reach|oldest)\b/.test(statement))).to.deep.equal([
        true,
        true,
      ]);
    }
  });

  it("looks as far back as partitions are kept, unless told of a shorter time", () => {
    expect(lineWith(script({ partitionExpiration: 30 }), "SET horizon")).to.equal(
      "SET horizon = TIMESTAMP_SUB(TIMESTAMP_TRUNC(CURRENT_TIMESTAMP(), DAY), INTERVAL 29 DAY);",
    );
    expect(lineWith(script({ partitionExpiration: 30 }), "SET reach")).to.equal(
      "SET reach = GREATEST(horizon, TIMESTAMP_SUB(oldest, INTERVAL 30 DAY));",
    );
    expect(lineWith(script({ lookback: 7 }), "SET reach")).to.equal(
      "SET reach = GREATEST(horizon, TIMESTAMP_SUB(oldest, INTERVAL 7 DAY));",
    );
  });

  it("looks further back for what replaces a row where something else than its day decides", () => {
    const text = script({ newestBy: ["version"] });
    expect(text).to.include("AND T.`ingested_at` >= reach AND NOT (S.`version` > T.`version`)");
  });

  it("deletes by a mark, which is no column of the final table", () => {
    const text = script({ bookkeeping: [{ name: "gone", type: "BOOL" }], deletedBy: "gone" });
    const isNewer =
      "(S.`ingested_at` > T.`ingested_at` OR (S.`ingested_at` = T.`ingested_at` AND S.`version` > T.`version`))";
    expect(text.split("\n").filter((line) => line.startsWith("WHEN"))).to.deep.equal([
      `WHEN MATCHED AND ${isNewer} AND COALESCE(S.\`gone\`, FALSE) THEN DELETE`,
      `WHEN MATCHED AND ${isNewer} THEN UPDATE SET \`ingested_at\` = S.\`ingested_at\`, \`version\` = S.\`version\`, \`source\` = S.\`source\``,
      "WHEN NOT MATCHED AND NOT COALESCE(S.`gone`, FALSE) THEN INSERT (`document_id`, `index_name`, `ingested_at`, `version`, `source`) VALUES (S.`document_id`, S.`index_name`, S.`ingested_at`, S.`version`, S.`source`);",
    ]);
    expect(text).to.include("SELECT `document_id`, `index_name`, `ingested_at`, `version`, `source`, `gone`\n");
  });

  it("counts in dates where the partition column is one", () => {
    const schema = DOCUMENTS.schema.map((column) =>
      column.name === "ingested_at" ? { ...column, type: "DATE" as const } : column,
    );
    const text = script({ schema, lookback: 7 });
    expect(text.split("\n").filter((line) => /^(?:DECLARE|SET [hr])/.test(line))).to.deep.equal([
      "DECLARE horizon DATE;",
      "DECLARE oldest DATE;",
      "DECLARE reach DATE;",
      "SET horizon = DATE_SUB(CURRENT_DATE(), INTERVAL 399 DAY);",
      "SET reach = GREATEST(horizon, DATE_SUB(oldest, INTERVAL 7 DAY));",
    ]);
  });
});
