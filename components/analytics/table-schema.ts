/** Types of columns, as queries write them. Nested values go into a `JSON` column. */
export const COLUMN_TYPES = [
  "BOOL",
  "BYTES",
  "DATE",
  "DATETIME",
  "FLOAT64",
  "INT64",
  "JSON",
  "NUMERIC",
  "STRING",
  "TIMESTAMP",
] as const;

export type ColumnType = (typeof COLUMN_TYPES)[number];

/** Types the API gives back under another name. Written any other way, every later run finds a schema to change. */
const API_NAMES: Partial<Readonly<Record<ColumnType, string>>> = {
  BOOL: "BOOLEAN",
  FLOAT64: "FLOAT",
  INT64: "INTEGER",
};

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Whether every row has a value. A column added later cannot be: rows without it are there already. @default false */
  readonly required?: boolean;
  readonly description?: string;
}

/** A table that rows are merged into, newest version of each first come or last. */
export interface AnalyticsTable {
  /** Name of the table, in both datasets. Changing it replaces the tables. */
  readonly id: string;
  readonly description?: string;
  /** Columns of the final table. Add new ones at the end; removing or retyping one replaces the table. */
  readonly schema: readonly Column[];
  /** Columns that only staging has: what a load says about itself. @default [] */
  readonly bookkeeping?: readonly Column[];
  /** Columns that tell one document from another. */
  readonly key: readonly string[];
  /** Columns that tell the newer of two versions of a document, the most significant first. */
  readonly newestBy: readonly string[];
  /** Column of type TIMESTAMP or DATE whose day decides the partition. Changing it replaces the table. */
  readonly partitionField: string;
  /** Up to four columns that rows of a partition are sorted by, the one most filtered by first. @default [] */
  readonly clusterings?: readonly string[];
  /** Days after which a partition is deleted, 1-3650. @default 400 */
  readonly partitionExpiration?: number;
  /**
   * Days between a version of a document and the one it replaces, 1-3650, by `partitionField`. A shorter time makes
   * each merge read fewer partitions; a document that changes after a longer time is then found twice.
   * @default - as long as partitions are kept, so that it always finds the former version
   */
  readonly lookback?: number;
  /** Column of type BOOL, of `bookkeeping`, that says a document is gone. @default - documents are never deleted */
  readonly deletedBy?: string;
}

export type ResolvedTable = Required<Omit<AnalyticsTable, "description" | "deletedBy">> &
  Pick<AnalyticsTable, "description" | "deletedBy">;

/** The table with its defaults. */
export function resolveTable(table: AnalyticsTable): ResolvedTable {
  const partitionExpiration = table.partitionExpiration ?? 400;
  return {
    ...table,
    bookkeeping: table.bookkeeping ?? [],
    clusterings: table.clusterings ?? [],
    partitionExpiration,
    lookback: table.lookback ?? partitionExpiration,
  };
}

/** Columns of the staging table: those of the final one, then what a load says about itself. */
export function stagingColumns({ schema, bookkeeping }: ResolvedTable): readonly Column[] {
  return [...schema, ...bookkeeping];
}

/** The schema in the words and the order the API gives it back in. */
export function schemaJson(columns: readonly Column[]): string {
  return JSON.stringify(
    columns.map(({ name, type, required = false, description }) => ({
      name,
      type: API_NAMES[type] ?? type,
      mode: required ? "REQUIRED" : "NULLABLE",
      ...(description === undefined ? {} : { description }),
    })),
  );
}
