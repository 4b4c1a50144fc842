import type { ResolvedTable } from "./table-schema";

export interface MergePlace {
  readonly projectId: string;
  readonly datasetId: string;
  readonly stagingDatasetId: string;
}

/**
 * The script that moves staged rows into the final table. Running it twice, or on rows that were loaded twice, changes
 * nothing; rows may come late and in any order.
 *
 * - The target is read from one day on, as a variable: the table demands a filter on its partitions, and BigQuery leaves
 *   partitions out only by a value it knows before the statement runs
 *   (https://cloud.google.com/bigquery/docs/querying-partitioned-tables).
 * - A staged row goes when the final table has its document in the same or a newer version. That alone decides, not when
 *   it was loaded: a row that arrives between the two statements is not there yet, and stays.
 * - What says a document is gone is nowhere in the final table, so it stays in staging until it expires there, and keeps
 *   older versions that come later from bringing the document back.
 * - Both statements happen or neither, and of two runs at a time one is refused, so that no document is inserted twice:
 *   a schedule may fire more than once (https://cloud.google.com/bigquery/docs/scheduling-queries).
 */
export function mergeQuery(table: ResolvedTable, { projectId, datasetId, stagingDatasetId }: MergePlace): string {
  const final = quoted(`${projectId}.${datasetId}.${table.id}`);
  const staging = quoted(`${projectId}.${stagingDatasetId}.${table.id}`);
  const partition = quoted(table.partitionField);
  const { type, today, daysBefore } = clockOf(table);
  // What replaces a staged row is no older; if that is decided by the partition column, earlier days need no look.
  const replacedFrom = table.newestBy[0] === table.partitionField ? "oldest" : "reach";
  return `DECLARE horizon ${type};
DECLARE oldest ${type};
DECLARE reach ${type};

-- The first day whose partition is kept: a row from before it would vanish on arrival, and stays in staging instead.
SET horizon = ${daysBefore(today, table.partitionExpiration - 1)};
SET oldest = (SELECT MIN(${partition}) FROM ${staging} WHERE ${partition} >= horizon);
-- The first day on which what a staged row replaces may lie.
SET reach = GREATEST(horizon, ${daysBefore("oldest", table.lookback)});

IF oldest IS NOT NULL THEN
BEGIN TRANSACTION;

MERGE INTO ${final} AS T
USING (
  SELECT ${list(mergedColumns(table).map(quoted))}
  FROM (
    SELECT *, ROW_NUMBER() OVER (
      PARTITION BY ${list(table.key.map(quoted))}
      ORDER BY ${list(table.newestBy.map((column) => `${quoted(column)} DESC`))}
    ) AS _rank
    FROM ${staging}
    WHERE ${partition} >= oldest
  ) AS ranked
  WHERE _rank = 1
) AS S
ON ${sameDocument(table)} AND T.${partition} >= reach
${clauses(table).join("\n")};

DELETE FROM ${staging} AS S
WHERE S.${partition} >= oldest AND EXISTS (
  SELECT 1 FROM ${final} AS T
  WHERE ${sameDocument(table)} AND T.${partition} >= ${replacedFrom} AND NOT (${newer("S", "T", table.newestBy)})
);

COMMIT TRANSACTION;
END IF;
`;
}

function clauses(table: ResolvedTable): string[] {
  const columns = table.schema.map(({ name }) => quoted(name));
  const others = table.schema.map(({ name }) => name).filter((name) => !table.key.includes(name));
  const isNewer = newer("S", "T", table.newestBy);
  const gone = table.deletedBy === undefined ? undefined : `COALESCE(S.${quoted(table.deletedBy)}, FALSE)`;
  return [
    ...(gone === undefined ? [] : [`WHEN MATCHED AND (${isNewer}) AND ${gone} THEN DELETE`]),
    `WHEN MATCHED AND (${isNewer}) THEN UPDATE SET ${list(others.map((name) => `${quoted(name)} = S.${quoted(name)}`))}`,
    `WHEN NOT MATCHED${gone === undefined ? "" : ` AND NOT ${gone}`} THEN INSERT (${list(columns)}) VALUES (${list(
      columns.map((column) => `S.${column}`),
    )})`,
  ];
}

function mergedColumns({ schema, deletedBy }: ResolvedTable): string[] {
  return [...schema.map(({ name }) => name), ...(deletedBy === undefined ? [] : [deletedBy])];
}

function sameDocument({ key }: ResolvedTable): string {
  return key.map((column) => `T.${quoted(column)} = S.${quoted(column)}`).join(" AND ");
}

/** Whether one row is newer than another: by the first column, then by the next where that one is equal. */
function newer(one: string, other: string, columns: readonly string[]): string {
  const compared = (column: string, by: ">" | "=") => `${one}.${quoted(column)} ${by} ${other}.${quoted(column)}`;
  return columns
    .map((column, index) => [...columns.slice(0, index).map((equal) => compared(equal, "=")), compared(column, ">")])
    .map((conditions) => (conditions.length === 1 ? conditions.join() : `(${conditions.join(" AND ")})`))
    .join(" OR ");
}

/** How to count days in the type of the partition column. Partitions end at midnight, UTC. */
function clockOf({ schema, partitionField }: ResolvedTable) {
  const type = schema.find(({ name }) => name === partitionField)?.type === "DATE" ? "DATE" : "TIMESTAMP";
  return {
    type,
    today: type === "DATE" ? "CURRENT_DATE()" : "TIMESTAMP_TRUNC(CURRENT_TIMESTAMP(), DAY)",
    daysBefore: (moment: string, days: number) => `${type}_SUB(${moment}, INTERVAL ${days} DAY)`,
  };
}

/** In backticks: a column may be called like a word of the language, and a project's id contains dashes. */
function quoted(name: string): string {
  return `\`${name}\``;
}

const list = (items: readonly string[]): string => items.join(", ");
