import type { Suite } from "mocha";
import { type Client, DatabaseError } from "pg";
import type { DataApi } from "../../functions/bootstrap/data-api";
import { setUpDatabase } from "../../functions/bootstrap/database-setup";
import type { DatabaseSettings } from "../../functions/bootstrap/request";
import type { ItemResult } from "../../functions/bootstrap/result";
import { quoteIdentifier } from "../../functions/bootstrap/sql";
import { clock } from "../functions/bootstrap/fixture";
import { PostgresServer, postgresPackage, type Settings, SUPERUSER } from "./postgres-server";

/** The master user: as on RDS, it may create roles and databases, and is not a superuser. */
export const MASTER = "kumiki_master";

/** On RDS the master user may create these; here their control files say so. */
const TRUSTED = ["pg_stat_statements"];

/**
 * Specs on a PostgreSQL of their own. Where npm has no binaries for this machine, they are skipped and a line says so.
 */
export function describeOnPostgres(
  title: string,
  settings: Settings,
  specs: (server: () => PostgresServer) => void,
): Suite {
  return describe(title, () => {
    let server: PostgresServer | undefined;
    before(async function () {
      this.timeout(60_000);
      const installed = postgresPackage();
      if (installed === undefined) {
        console.log(`  SKIPPED, and nothing proven: no PostgreSQL binaries for ${process.platform}-${process.arch}.`);
        this.skip();
      }
      server = await PostgresServer.start(installed, settings, TRUSTED);
      await prepare(server);
    });
    after(() => server?.stop());
    specs(() => {
      if (server === undefined) throw new Error("the server is not running");
      return server;
    });
  });
}

/** What RDS has from the start: the role `rds_iam`, and a master user who may grant it. */
async function prepare(server: PostgresServer): Promise<void> {
  await as(server, SUPERUSER, "postgres", async (client) => {
    await client.query("CREATE ROLE rds_iam");
    await client.query(`CREATE ROLE ${MASTER} LOGIN CREATEDB CREATEROLE`);
    await client.query(`GRANT rds_iam TO ${MASTER} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`);
  });
}

/** Creates the database of the settings, owned by the master user. */
export async function createDatabase(server: PostgresServer, { database }: DatabaseSettings): Promise<void> {
  await as(server, MASTER, "postgres", (client) => client.query(`CREATE DATABASE ${quoteIdentifier(database)}`));
}

/** Runs the bootstrap as the master user, without the Data API in between. */
export async function bootstrapDirectly(server: PostgresServer, settings: DatabaseSettings): Promise<ItemResult[]> {
  const results: ItemResult[] = [];
  await as(server, MASTER, settings.database, (client) =>
    setUpDatabase(settings, directly(client), clock(), (result) => results.push(result)),
  );
  return results;
}

function directly(client: Client): DataApi {
  return {
    transaction: async (work) => {
      await client.query("BEGIN");
      try {
        const result = await work({ run: async (sql) => (await firstValue(client, sql)) ?? undefined });
        await client.query("COMMIT");
        return result;
      } catch (error) {
        await client.query("ROLLBACK");
        throw error;
      }
    },
  };
}

/** Runs a statement and gives the first value of its first row. */
export async function firstValue(client: Client, sql: string): Promise<string | null> {
  const { rows } = await client.query({ text: sql, rowMode: "array" });
  return rows[0]?.[0] ?? null;
}

/** A connection as a user, for as long as `use` takes. */
export async function as<T>(
  server: PostgresServer,
  user: string,
  database: string,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await server.connect(user, database);
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** What PostgreSQL says to a statement: its first value, or `SQLSTATE: message`. */
export async function said(client: Client, sql: string): Promise<string | null> {
  try {
    return await firstValue(client, sql);
  } catch (error) {
    if (error instanceof DatabaseError) return `${error.code}: ${error.message}`;
    throw error;
  }
}
