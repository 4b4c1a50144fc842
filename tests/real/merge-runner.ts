import type { Client } from "pg";
import { mergeQuery } from "../../components/analytics/merge-query";
import { type Column, type ResolvedTable, stagingColumns } from "../../components/analytics/table-schema";

const PLACE = { projectId: "example-platform", datasetId: "analytics", stagingDatasetId: "analytics_staging" };

/** Types of PostgreSQL for those of BigQuery that the tests use. */
const TYPES: Readonly<Record<string, string>> = {
  BOOL: "boolean",
  DATE: "date",
  INT64: "bigint",
  JSON: "jsonb",
  STRING: "text",
  TIMESTAMP: "timestamptz",
};

type Row = Readonly<Record<string, unknown>>;

/**
 * Runs the script of a table in PostgreSQL, statement by statement. The statements are those of the script; names,
 * dates and variables are put into PostgreSQL's words, and nothing else is changed.
 */
export class MergeRunner {
  private readonly script: string;

  constructor(
    private readonly client: Client,
    private readonly table: ResolvedTable,
  ) {
    this.script = mergeQuery(table, PLACE).replace(/^--.*\n/gm, "");
  }

  /** Makes both tables, empty. */
  async reset(): Promise<void> {
    await this.client.query("DROP SCHEMA IF EXISTS analytics, analytics_staging CASCADE");
    for (const [schema, columns] of [
      ["analytics", this.table.schema],
      ["analytics_staging", stagingColumns(this.table)],
    ] as const) {
      const list = columns.map(columnSql).join(", ");
      await this.client.query(`CREATE SCHEMA ${schema}`);
      await this.client.query(`CREATE TABLE ${schema}.${this.table.id} (${list})`);
    }
  }

  async load(rows: readonly Row[], client: Client = this.client): Promise<void> {
    const names = stagingColumns(this.table).map(({ name }) => name);
    for (const row of rows) {
      const places = names.map((_, index) => `$${index + 1}`).join(", ");
      const values = names.map((name) => row[name] ?? null);
      await client.query(
        `INSERT INTO analytics_staging.${this.table.id} (${names.join(", ")}) VALUES (${places})`,
        values,
      );
    }
  }

  /** Runs the script; `between` happens after the rows are merged and before the merged ones are removed. */
  async merge(isolation: "READ COMMITTED" | "REPEATABLE READ", between?: () => Promise<void>): Promise<void> {
    const variables = await this.variables();
    if (variables.oldest?.startsWith("NULL")) return;
    const [merge = "", remove = ""] = this.inTransaction(variables);
    await this.client.query(`BEGIN ISOLATION LEVEL ${isolation}`);
    await this.client.query(merge);
    await between?.();
    await this.client.query(remove);
    await this.client.query("COMMIT");
  }

  rows(): Promise<Row[]> {
    return this.select("analytics");
  }

  staged(): Promise<Row[]> {
    return this.select("analytics_staging");
  }

  private async select(schema: string): Promise<Row[]> {
    const order = [...this.table.key, ...this.table.newestBy].join(", ");
    return (await this.client.query(`SELECT * FROM ${schema}.${this.table.id} ORDER BY ${order}`)).rows;
  }

  /** The values of the script's variables, as literals. */
  private async variables(): Promise<Record<string, string>> {
    const values: Record<string, string> = {};
    for (const [, name = "", expression = ""] of this.script.matchAll(/^SET (\w+) = (.+);$/gm)) {
      const { rows } = await this.client.query(`SELECT (${postgres(expression, values)})::text AS value`);
      const type = new RegExp(`^DECLARE ${name} (\\w+);$`, "m").exec(this.script)?.[1] ?? "";
      values[name] = `${rows[0].value === null ? "NULL" : `'${rows[0].value}'`}::${TYPES[type]}`;
    }
    return values;
  }

  private inTransaction(variables: Record<string, string>): string[] {
    const [, body = ""] =
      /^IF oldest IS NOT NULL THEN\nBEGIN TRANSACTION;\n(.+)\nCOMMIT TRANSACTION;\nEND IF;\n$/ms.exec(this.script) ??
      [];
    return body
      .split(/;\n/)
      .map((statement) => postgres(statement, variables))
      .filter((statement) => statement.trim() !== "");
  }
}

function postgres(sql: string, variables: Readonly<Record<string, string>>): string {
  const translated = sql
    .replace(/`[\w-]+\.(\w+)\.(\w+)`/g, '"$1"."$2"')
    .replaceAll("`", '"')
    .replace("TIMESTAMP_TRUNC(CURRENT_TIMESTAMP(), DAY)", "date_trunc('day', now(), 'UTC')")
    .replace("CURRENT_DATE()", "(now() AT TIME ZONE 'UTC')::date")
    .replace(/TIMESTAMP_SUB\((.+), INTERVAL (\d+) DAY\)/, "($1 - INTERVAL '$2 day')")
    .replace(/DATE_SUB\((.+), INTERVAL (\d+) DAY\)/, "($1 - $2)");
  return Object.entries(variables).reduce(
    (text, [name, value]) => text.replace(new RegExp(`\\b${name}\\b`, "g"), () => value),
    translated,
  );
}

function columnSql({ name, type, required }: Column): string {
  return `"${name}" ${TYPES[type]}${required ? " NOT NULL" : ""}`;
}
