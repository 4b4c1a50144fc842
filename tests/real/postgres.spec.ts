// What the bootstrap's SQL does in PostgreSQL 17. Aurora differs where it replaces parts of PostgreSQL: rds_iam is a plain
// role here, and the master user may create an extension because its control file says so.
import { expect } from "chai";
import { setUpDatabase } from "../../functions/bootstrap/database-setup";
import type { ItemResult } from "../../functions/bootstrap/result";
import { serveDataApi } from "../functions/bootstrap/data-api-server";
import { clientOf, clock, DATABASE, outcomes } from "../functions/bootstrap/fixture";
import {
  as,
  bootstrapDirectly,
  createDatabase,
  describeOnPostgres,
  firstValue,
  MASTER,
  said,
} from "./bootstrapped-database";
import { type PostgresServer, SUPERUSER } from "./postgres-server";

const { database } = DATABASE;

/** All that says who may do what. */
const CATALOG = `SELECT json_build_object(
  'roles', (SELECT json_agg(r ORDER BY rolname) FROM pg_roles r),
  'members', (SELECT json_agg(m ORDER BY roleid, member, grantor) FROM pg_auth_members m),
  'defaults', (SELECT json_agg(d ORDER BY oid) FROM pg_default_acl d),
  'schemas', (SELECT json_agg(n ORDER BY oid) FROM pg_namespace n),
  'databases', (SELECT json_agg(d ORDER BY oid) FROM (SELECT oid, datdba, datacl FROM pg_database) d),
  'settings', (SELECT json_agg(s ORDER BY setrole) FROM pg_db_role_setting s),
  'extensions', (SELECT json_agg(extname ORDER BY oid) FROM pg_extension))::text`;

describeOnPostgres("a bootstrapped database", { shared_preload_libraries: "pg_stat_statements" }, (server) => {
  const asUser = (user: string, sql: string) => as(server(), user, database, (client) => said(client, sql));
  let first: ItemResult[];

  before(async () => {
    await createDatabase(server(), DATABASE);
    first = await bootstrapDirectly(server(), DATABASE);
    await as(server(), "migrations", database, async (client) => {
      await client.query("CREATE TABLE items (id serial PRIMARY KEY, name text NOT NULL)");
      await client.query("CREATE FUNCTION wipe() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'DELETE FROM items'");
    });
    await as(server(), MASTER, database, async (client) => {
      await client.query("CREATE SCHEMA other");
      await client.query("CREATE TABLE other.secrets AS SELECT 'a'");
    });
  });

  it("is set up by a master user who is no superuser", async () => {
    expect(outcomes(first).created).to.include.members(['role "migrator"', 'schema "app"', 'user "migrations"']);
    expect(await asUser(MASTER, "SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user")).to.equal("false");
  });

  it("is not changed by a second run", async () => {
    const before = await asUser(SUPERUSER, CATALOG);
    expect(outcomes(await bootstrapDirectly(server(), DATABASE))).to.deep.equal({
      unchanged: first.map(({ item }) => item),
    });
    expect(await asUser(SUPERUSER, CATALOG)).to.equal(before);
  });

  it("is not changed by a run through the Data API either", async () => {
    const api = await serveDataApi(behindDataApi(server()));
    try {
      const results: ItemResult[] = [];
      await setUpDatabase(DATABASE, clientOf(api.endpoint, DATABASE), clock(), (result) => results.push(result));
      expect(outcomes(results)).to.deep.equal({ unchanged: first.map(({ item }) => item) });
    } finally {
      await api.close();
    }
  });

  it("has the extensions, and statistics of statements where the library is loaded", async () => {
    const extensions = "SELECT string_agg(extname, ', ' ORDER BY extname) FROM pg_extension";
    expect(await asUser(MASTER, extensions)).to.equal("pg_stat_statements, pg_trgm, plpgsql");
    expect(Number(await asUser("app", "SELECT count(*) FROM pg_stat_statements"))).to.be.greaterThan(0);
  });

  it("leaves the master user its password: it inherits nothing of rds_iam from the users it created", async () => {
    expect(await asUser(MASTER, "SELECT pg_has_role('rds_iam', 'USAGE')::text")).to.equal("false");
    expect(await asUser("app", "SELECT pg_has_role('rds_iam', 'USAGE')::text")).to.equal("true");
  });

  it("belongs to the migrator, whoever migrates (2.2-2)", async () => {
    const owner = "SELECT string_agg(DISTINCT tableowner, ', ') FROM pg_tables WHERE schemaname = 'app'";
    expect(await asUser(MASTER, owner)).to.equal("migrator");
    expect(await asUser(MASTER, "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'app'")).to.equal(
      "migrator",
    );
    expect(await asUser("migrations", "SELECT concat(session_user, ' as ', current_user)")).to.equal(
      "migrations as migrator",
    );
    const stepped = await as(server(), "migrations", database, async (client) => {
      await client.query("RESET ROLE");
      await client.query("SET ROLE NONE");
      return said(client, "CREATE TABLE app.mine ()");
    });
    expect(stepped).to.equal("42501: permission denied for schema app");
  });

  for (const [sql, answer] of [
    ["INSERT INTO items (name) VALUES ('a') RETURNING name", "a"],
    ["UPDATE items SET name = 'b' RETURNING name", "b"],
    ["SELECT name FROM items", "b"],
    ["DELETE FROM items RETURNING name", "b"],
    ["SELECT wipe()", null],
  ] as const) {
    it(`lets the application run: ${sql}`, async () => expect(await asUser("app", sql)).to.equal(answer));
  }

  for (const [sql, answer] of [
    ["CREATE TABLE mine ()", "42501: permission denied for schema app"],
    ["CREATE TABLE public.mine ()", "42501: permission denied for schema public"],
    ["CREATE TEMPORARY TABLE mine ()", '42501: permission denied to create temporary tables in database "kumiki"'],
    ["CREATE SCHEMA mine", "42501: permission denied for database kumiki"],
    ["CREATE EXTENSION pgcrypto", '42501: permission denied to create extension "pgcrypto"'],
    ["CREATE INDEX ON items (name)", "42501: must be owner of table items"],
    ["CREATE TRIGGER mine BEFORE INSERT ON items EXECUTE FUNCTION wipe()", "42501: permission denied for table items"],
    ["ALTER TABLE items ADD COLUMN more text", "42501: must be owner of table items"],
    ["ALTER TABLE items OWNER TO app", "42501: must be owner of table items"],
    ["ALTER SCHEMA app OWNER TO app", "42501: must be owner of schema app"],
    ["DROP TABLE items", "42501: must be owner of table items"],
    ["TRUNCATE items", "42501: permission denied for table items"],
    ["SELECT setval('items_id_seq', 1)", "42501: permission denied for sequence items_id_seq"],
    ["SET ROLE migrator", '42501: permission denied to set role "migrator"'],
    ["SET ROLE app_rw", '42501: permission denied to set role "app_rw"'],
    ["GRANT app_rw TO reports", '42501: permission denied to grant role "app_rw"'],
    ["ALTER ROLE app CREATEROLE", "42501: permission denied to alter role"],
    [
      "ALTER DEFAULT PRIVILEGES FOR ROLE migrator GRANT ALL ON TABLES TO app",
      "42501: permission denied to change default privileges",
    ],
    ["SELECT * FROM other.secrets", "42501: permission denied for schema other"],
    ["SELECT rolpassword FROM pg_authid", "42501: permission denied for table pg_authid"],
    ["SELECT pg_read_file('postgresql.conf')", "42501: permission denied for function pg_read_file"],
    ["COPY items TO PROGRAM 'cat'", "42501: permission denied to COPY to or from an external program"],
  ] as const) {
    it(`does not let the application run: ${sql}`, async () => expect(await asUser("app", sql)).to.equal(answer));
  }

  it("lets readers read, and nothing else", async () => {
    expect(await asUser("reports", "SELECT count(*) FROM items")).to.equal("0");
    expect(await asUser("reports", "SELECT last_value FROM items_id_seq")).to.equal("1");
    const denied = ["INSERT INTO items (name) VALUES ('a')", "UPDATE items SET name = 'b'", "DELETE FROM items"];
    for (const sql of [...denied, "TRUNCATE items", "SELECT FROM items FOR UPDATE"]) {
      expect(await asUser("reports", sql), sql).to.equal("42501: permission denied for table items");
    }
    expect(await asUser("reports", "SELECT wipe()")).to.equal("42501: permission denied for function wipe");
    expect(await asUser("reports", "SELECT nextval('items_id_seq')")).to.equal(
      "42501: permission denied for sequence items_id_seq",
    );
  });

  it("admits nobody who is not of a group", async () => {
    await as(server(), MASTER, database, (client) => client.query("CREATE ROLE stranger LOGIN"));
    const refusal = await asUser("stranger", "SELECT 1").catch((error) => error.message);
    expect(refusal).to.equal('permission denied for database "kumiki"');
  });

  for (const [user, limits] of [
    ["app", "30s, 5s, 1min, app, public"],
    ["reports", "30s, 5s, 1min, app, public"],
    ["migrations", "15min, 5s, 5min, app, public"],
  ] as const) {
    it(`limits the sessions of ${user} (4.3-6)`, async () => {
      const limitsNow =
        "SELECT concat_ws(', ', current_setting('statement_timeout'), current_setting('lock_timeout'), " +
        "current_setting('idle_in_transaction_session_timeout'), current_setting('search_path'))";
      expect(await asUser(user, limitsNow)).to.equal(limits);
    });
  }
});

function behindDataApi(server: PostgresServer): Parameters<typeof serveDataApi>[0] {
  return {
    begin: async () => {
      const client = await server.connect(MASTER, database);
      await client.query("BEGIN");
      return {
        run: (sql) => firstValue(client, sql),
        end: async (how) => {
          await client.query(how);
          await client.end();
        },
      };
    },
  };
}
