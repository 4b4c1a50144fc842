import type { Problems } from "../shared/validate";
import { COLUMN_TYPES, type Column, type ColumnType, type ResolvedTable, stagingColumns } from "./table-schema";

/** Types whose values cannot be compared, or not reliably, so that they tell no two documents apart. */
const NO_KEY: readonly ColumnType[] = ["FLOAT64", "JSON"];

/** Types BigQuery does not sort rows by (https://cloud.google.com/bigquery/docs/clustered-tables#limitations). */
const NO_CLUSTERING: readonly ColumnType[] = ["BYTES", "FLOAT64", "JSON"];

/** Most columns a table is clustered by. */
export const MOST_CLUSTERINGS = 4;

/** Notes what is wrong with a table; `at` is the argument it comes from. */
export function checkTable(problems: Problems, at: string, table: ResolvedTable): void {
  problems.unless(
    /^[A-Za-z0-9_]{1,1024}$/.test(table.id),
    `${at}.id must be 1 to 1024 letters, digits and "_", got "${table.id}".`,
  );
  problems.range(`${at}.partitionExpiration`, table.partitionExpiration, 1, 3650, "days");
  problems.range(`${at}.lookback`, table.lookback, 1, 3650, "days");
  checkColumns(problems, at, table);
  checkPartition(problems, at, table);
  checkIdentity(problems, at, table);
  checkClusterings(problems, at, table);
  checkDeletion(problems, at, table);
}

function checkColumns(problems: Problems, at: string, table: ResolvedTable): void {
  const columns = stagingColumns(table);
  for (const [index, { name, type }] of columns.entries()) {
    const first = columns.findIndex((other) => other.name.toLowerCase() === name.toLowerCase());
    problems.unless(
      /^[A-Za-z][A-Za-z0-9_]{0,299}$/.test(name),
      `${at}: a column must have 1 to 300 letters, digits and "_" and begin with a letter, got "${name}".`,
    );
    problems.unless(first === index, `${at}: column "${name}" is there twice; BigQuery does not tell case apart.`);
    problems.oneOf(`${at}: the type of column "${name}"`, type, COLUMN_TYPES);
  }
}

function checkPartition(problems: Problems, at: string, { schema, partitionField }: ResolvedTable): void {
  const field = columnOf(schema, partitionField);
  problems.unless(
    field?.required === true && (field.type === "TIMESTAMP" || field.type === "DATE"),
    `${at}.partitionField must be a required column of type TIMESTAMP or DATE of its schema, ` +
      `got ${described(partitionField, field)}.`,
  );
}

function checkIdentity(problems: Problems, at: string, { schema, key, newestBy }: ResolvedTable): void {
  for (const [argument, names, refused] of [
    ["key", key, NO_KEY],
    ["newestBy", newestBy, ["JSON"]],
  ] as const) {
    problems.count(`${at}.${argument}`, names, 1, 10);
    for (const name of names) {
      const column = columnOf(schema, name);
      problems.unless(
        column?.required === true && !refused.some((type) => type === column.type),
        `${at}.${argument} must be required columns of its schema, none of type ${refused.join(" or ")}, ` +
          `got ${described(name, column)}.`,
      );
    }
  }
  const both = key.filter((name) => newestBy.includes(name));
  problems.unless(
    both.length === 0,
    `${at}: "${both.join('", "')}" cannot be in key and newestBy: versions of a document share the key.`,
  );
}

function checkClusterings(problems: Problems, at: string, { schema, clusterings }: ResolvedTable): void {
  problems.count(`${at}.clusterings`, clusterings, 0, MOST_CLUSTERINGS);
  for (const name of clusterings) {
    const column = columnOf(schema, name);
    problems.unless(
      column !== undefined && !NO_CLUSTERING.includes(column.type),
      `${at}.clusterings must be columns of its schema, none of type ${NO_CLUSTERING.join(" or ")}, ` +
        `got ${described(name, column)}.`,
    );
  }
}

function checkDeletion(problems: Problems, at: string, { bookkeeping, deletedBy }: ResolvedTable): void {
  if (deletedBy === undefined) return;
  const column = columnOf(bookkeeping, deletedBy);
  problems.unless(
    column?.type === "BOOL",
    `${at}.deletedBy must be a column of type BOOL of its bookkeeping, got ${described(deletedBy, column)}.`,
  );
}

function columnOf(columns: readonly Column[], name: string): Column | undefined {
  return columns.find((column) => column.name === name);
}

function described(name: string, column: Column | undefined): string {
  if (column === undefined) return `"${name}", which is none`;
  return `"${name}", a ${column.required === true ? "required" : "nullable"} ${column.type}`;
}
