// What the bootstrap makes of a database that is not as it left it, and of names with any character in them.
import { expect } from "chai";
import { assert, asyncProperty, string } from "fast-check";
import { identifierProblem, quoteIdentifier, quoteLiteral } from "../../functions/bootstrap/sql";
import { DATABASE, outcomes } from "../functions/bootstrap/fixture";
import { rejection } from "../functions/support/loopback";
import { as, bootstrapDirectly, createDatabase, describeOnPostgres, MASTER, said } from "./bootstrapped-database";
import { SUPERUSER } from "./postgres-server";

const { database } = DATABASE;
const MIGRATOR_DEFAULT = "ALTER DEFAULT PRIVILEGES FOR ROLE migrator";

describeOnPostgres("a database that has drifted", {}, (server) => {
  const SETTINGS = { ...DATABASE, extensions: [] };
  const asSuperuser = (sql: string) => as(server(), SUPERUSER, database, (client) => client.query(sql));
  const asMaster = (sql: string) => as(server(), MASTER, database, (client) => client.query(sql));

  before(async () => {
    await createDatabase(server(), SETTINGS);
    await bootstrapDirectly(server(), SETTINGS);
  });

  for (const [drift, item, by = asMaster] of [
    ["ALTER ROLE app_rw LOGIN", 'role "app_rw"'],
    ["ALTER ROLE app_ro CREATEROLE", 'role "app_ro"'],
    ["ALTER ROLE migrator CREATEDB", 'role "migrator"'],
    ["GRANT ALL ON DATABASE kumiki TO PUBLIC", 'rights on database "kumiki"'],
    ["GRANT TEMPORARY ON DATABASE kumiki TO app_rw", 'rights on database "kumiki"'],
    ["GRANT CONNECT ON DATABASE kumiki TO app_rw WITH GRANT OPTION", 'rights on database "kumiki"'],
    ["REVOKE CONNECT ON DATABASE kumiki FROM app_ro", 'rights on database "kumiki"'],
    ["GRANT CREATE ON SCHEMA public TO PUBLIC", 'rights on schema "public"'],
    ["GRANT CREATE ON SCHEMA public TO app_rw", 'rights on schema "public"'],
    [`ALTER SCHEMA app OWNER TO ${MASTER}`, 'schema "app"', asSuperuser],
    ["GRANT CREATE ON SCHEMA app TO app_rw", 'rights on schema "app"', asSuperuser],
    ["GRANT USAGE ON SCHEMA app TO PUBLIC", 'rights on schema "app"', asSuperuser],
    ["REVOKE CREATE ON SCHEMA app FROM migrator", 'rights on schema "app"', asSuperuser],
    [`${MIGRATOR_DEFAULT} GRANT EXECUTE ON FUNCTIONS TO PUBLIC`, "rights of PUBLIC on future functions", asSuperuser],
    [
      `${MIGRATOR_DEFAULT} IN SCHEMA app GRANT TRUNCATE ON TABLES TO app_rw`,
      'rights on future tables of schema "app"',
      asSuperuser,
    ],
    [
      `${MIGRATOR_DEFAULT} IN SCHEMA app GRANT SELECT ON TABLES TO PUBLIC`,
      'rights on future tables of schema "app"',
      asSuperuser,
    ],
    [
      `${MIGRATOR_DEFAULT} IN SCHEMA app GRANT UPDATE ON SEQUENCES TO app_rw`,
      'rights on future sequences of schema "app"',
      asSuperuser,
    ],
    [
      `${MIGRATOR_DEFAULT} IN SCHEMA app GRANT EXECUTE ON FUNCTIONS TO app_ro`,
      'rights on future functions of schema "app"',
      asSuperuser,
    ],
    ["ALTER ROLE app NOLOGIN", 'user "app"'],
    ["ALTER ROLE app NOINHERIT", 'user "app"'],
    ["ALTER ROLE app CREATEROLE", 'user "app"'],
    ["GRANT app_rw TO reports", 'role of user "reports"'],
    ["REVOKE app_rw FROM app", 'role of user "app"'],
    ["GRANT app_rw TO app WITH SET TRUE", 'role of user "app"'],
    ["GRANT app_rw TO app WITH ADMIN TRUE", 'role of user "app"'],
    ["GRANT migrator TO migrations WITH INHERIT TRUE", 'role of user "migrations"'],
    ["REVOKE CONNECT ON DATABASE kumiki FROM migrations", 'access of user "migrations" to database "kumiki"'],
    ["REVOKE rds_iam FROM app", 'IAM sign-in of user "app"'],
    ["GRANT rds_iam TO app WITH INHERIT FALSE", 'IAM sign-in of user "app"'],
    ["ALTER ROLE app SET statement_timeout = 0", 'sessions of user "app"'],
    ["ALTER ROLE app RESET ALL", 'sessions of user "app"'],
    ["ALTER ROLE app SET work_mem = '1GB'", 'sessions of user "app"'],
    ["ALTER ROLE migrations RESET role", 'sessions of user "migrations"'],
  ] as const) {
    it(`is repaired after ${drift}, and nothing else is touched`, async () => {
      await by(drift);
      const { unchanged, ...changed } = outcomes(await bootstrapDirectly(server(), SETTINGS));
      expect(Object.values(changed)).to.deep.equal([[item]]);
      expect(unchanged).to.have.length.greaterThan(25);
    });
  }

  for (const [drift, undo, item, otherwise] of [
    [
      "GRANT migrator TO app_rw",
      "REVOKE migrator FROM app_rw",
      "roles app_ro, app_rw, migrator without rights of other roles",
      /Revoke from them whatever/,
    ],
    [
      "GRANT rds_iam TO migrator",
      "REVOKE rds_iam FROM migrator",
      "roles app_ro, app_rw, migrator without rights of other roles",
      /Revoke from them whatever/,
    ],
    [
      `GRANT app TO ${MASTER} WITH INHERIT TRUE`,
      `GRANT app TO ${MASTER} WITH INHERIT FALSE`,
      "password of the master user",
      /Revoke from the master user every role that is a member of rds_iam/,
    ],
    [
      "GRANT pg_monitor TO app",
      "REVOKE pg_monitor FROM app",
      'role of user "app"',
      /Revoke every other role from "app"\./,
    ],
    [
      "ALTER ROLE app BYPASSRLS",
      "ALTER ROLE app NOBYPASSRLS",
      'user "app"',
      /Take SUPERUSER, BYPASSRLS and REPLICATION away/,
    ],
  ] as const) {
    it(`is left as it is after ${drift}: that has to be undone by hand`, async () => {
      await asSuperuser(drift);
      await asMaster("ALTER ROLE reports RESET ALL");
      const { message } = await rejection(bootstrapDirectly(server(), SETTINGS));
      await asSuperuser(undo);
      expect(message.startsWith(`${item}: It is not as it should be, and this function cannot change that. `)).to.equal(
        true,
      );
      expect(message).to.match(otherwise);
      // Rolled back with all that came before and after.
      expect(outcomes(await bootstrapDirectly(server(), SETTINGS)))
        .to.have.property("created")
        .deep.equal(['sessions of user "reports"']);
    });
  }

  it("takes back what a user gave on", async () => {
    await asMaster("GRANT app_rw TO app WITH ADMIN TRUE");
    await as(server(), "app", database, (client) => client.query("GRANT app_rw TO reports"));
    expect(outcomes(await bootstrapDirectly(server(), SETTINGS)).updated).to.deep.equal(['role of user "app"']);
    const writes = await as(server(), "reports", database, (client) =>
      said(client, "SELECT pg_has_role('app_rw', 'USAGE')::text"),
    );
    expect(writes).to.equal("false");
  });

  it("moves a user to the role a new request gives it", async () => {
    const moved = { ...SETTINGS, users: [{ name: "migrations", role: "app_ro" as const }] };
    expect(outcomes(await bootstrapDirectly(server(), moved)).updated).to.deep.equal([
      'role of user "migrations"',
      'sessions of user "migrations"',
    ]);
    const acts = await as(server(), "migrations", database, (client) => said(client, "SELECT current_user"));
    expect(acts).to.equal("migrations");
    await bootstrapDirectly(server(), SETTINGS);
  });

  it("says what is missing on a PostgreSQL without rds_iam", async () => {
    await asSuperuser("ALTER ROLE rds_iam RENAME TO no_iam");
    const more = { ...SETTINGS, users: [{ name: "late", role: "app_ro" as const }] };
    const { message } = await rejection(bootstrapDirectly(server(), more));
    const skipped = outcomes(await bootstrapDirectly(server(), { ...more, iamSignIn: false })).skipped;
    await asSuperuser("ALTER ROLE no_iam RENAME TO rds_iam");
    expect(message).to.equal('IAM sign-in of user "late": role "rds_iam" does not exist');
    expect(skipped).to.deep.equal(['IAM sign-in of user "late"', "password of the master user"]);
  });
});

describeOnPostgres("names of any kind", {}, (server) => {
  const ODD = {
    ...DATABASE,
    database: 'we"ird; DROP DATABASE postgres --',
    schema: "Grün's \\ $1 %s 表",
    users: [
      { name: "o'neil\"; DROP ROLE app_rw; --", role: "app_rw" as const },
      { name: "a b\nc", role: "migrator" as const },
    ],
  };

  it("are names, and nothing in them is run", async () => {
    await createDatabase(server(), ODD);
    await bootstrapDirectly(server(), ODD);
    expect(Object.keys(outcomes(await bootstrapDirectly(server(), ODD)))).to.deep.equal(["unchanged"]);
    const [app, migrations] = ODD.users.map(({ name }) => name);
    await as(server(), migrations ?? "", ODD.database, (client) => client.query("CREATE TABLE t (n int)"));
    const answers = await as(server(), app ?? "", ODD.database, async (client) => [
      await said(client, "INSERT INTO t VALUES (1) RETURNING current_user"),
      await said(client, "DROP TABLE t"),
    ]);
    expect(answers).to.deep.equal([app, "42501: must be owner of table t"]);
  });

  it("and texts of any kind come back as they were", async () => {
    await as(server(), MASTER, "postgres", (client) =>
      assert(
        asyncProperty(string({ unit: "binary" }), async (text) => {
          if (text.includes("\0")) return;
          for (const conforming of ["on", "off"]) {
            await client.query(`SET standard_conforming_strings = ${conforming}`);
            expect(await said(client, `SELECT ${quoteLiteral(text)}`)).to.equal(text);
          }
          if (identifierProblem(text) !== undefined) return;
          const { fields } = await client.query(`SELECT 1 AS ${quoteIdentifier(text)}`);
          expect(fields[0]?.name).to.equal(text);
        }),
        { numRuns: 50 },
      ),
    );
  });
});
