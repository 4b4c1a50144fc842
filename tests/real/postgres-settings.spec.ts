// The settings of the Aurora cluster on a stock PostgreSQL 17: that it knows them, takes these values, and what they do.
import { expect } from "chai";
import { DatabaseError } from "pg";
import { auroraParameters } from "../../components/data/aurora-parameters";
import { as, describeOnPostgres, said } from "./bootstrapped-database";
import { type PostgresServer, SUPERUSER } from "./postgres-server";

const ALL = auroraParameters({ slowQuery: 100, statementTimeout: 500, idleInTransactionTimeout: 200 });
/** RDS's own, which stock PostgreSQL does not know. */
const SKIPPED = ["rds.force_ssl"];
const PARAMETERS = ALL.filter(({ name }) => !SKIPPED.includes(name));
const SETTINGS = Object.fromEntries(PARAMETERS.map(({ name, value }) => [name, value]));

const MARKER = "somebody@example.com";

describeOnPostgres("the settings of the Aurora cluster", SETTINGS, (server) => {
  const query = (sql: string) => as(server(), SUPERUSER, "postgres", (client) => client.query(sql));

  it("are PostgreSQL's own but for those of RDS", () => {
    expect(ALL.filter(({ name }) => name.startsWith("rds.")).map(({ name }) => name)).to.deep.equal(SKIPPED);
  });

  it("are known to PostgreSQL, and have the values asked for (4.3-2, 4.3-6)", async () => {
    const { rows } = await query("SELECT name, setting, vartype, source FROM pg_settings");
    const found = PARAMETERS.map(({ name }) => rows.find((row) => row.name === name));
    const asGiven = (row: (typeof rows)[number]) =>
      row.vartype === "bool" ? (row.setting === "on" ? "1" : "0") : row.setting;
    expect(found.map((row) => [row?.name, row && asGiven(row), row?.source])).to.deep.equal(
      PARAMETERS.map(({ name, value }) => [name, value, "configuration file"]),
    );
  });

  it("wait for a restart exactly where PostgreSQL reads them at its start", async () => {
    const { rows } = await query("SELECT name FROM pg_settings WHERE context = 'postmaster'");
    const atStart = new Set(rows.map(({ name }) => name));
    const waiting = PARAMETERS.filter(({ applyMethod }) => applyMethod === "pending-reboot").map(({ name }) => name);
    expect(PARAMETERS.map(({ name }) => name).filter((name) => atStart.has(name))).to.deep.equal(waiting);
  });

  it("end a statement that takes too long", async () => {
    const answer = await as(server(), SUPERUSER, "postgres", (client) => said(client, "SELECT pg_sleep(5)"));
    expect(answer).to.equal("57014: canceling statement due to statement timeout");
  });

  it("end a session that idles within a transaction", async () => {
    const client = await server().connect(SUPERUSER);
    const ended = new Promise<Error>((resolve) => client.on("error", resolve));
    await client.query("BEGIN");
    const error = await ended;
    expect(error instanceof DatabaseError && error.code).to.equal("25P03");
  });

  it("log what is slow, with its plan, and not what its parameters were", async () => {
    await as(server(), SUPERUSER, "postgres", (client) =>
      client.query("SELECT pg_sleep(0.15), $1::text AS address", [MARKER]),
    );
    const log = await logOnce(server(), /duration: \d+\.\d+ ms {2}plan:/);
    expect(log).to.match(
      /duration: \d+\.\d+ ms {2}(execute <unnamed>|statement): SELECT pg_sleep\(0\.15\), \$1::text AS address/,
    );
    expect(log).to.contain('"Node Type": "Result"');
    expect(log).not.to.contain(MARKER);
  });

  it("do not log them of a statement that fails either", async () => {
    const failing = as(server(), SUPERUSER, "postgres", (client) =>
      client.query("SELECT 1 / (length($1) * 0)", [MARKER]),
    );
    await failing.catch(() => undefined);
    const log = await logOnce(server(), /STATEMENT: {2}SELECT 1 \/ \(length\(\$1\) \* 0\)/);
    expect(log).to.contain("ERROR:  division by zero");
    expect(log).not.to.contain(MARKER);
  });

  it("do not tell which row a constraint refused, but do show the values a plan compares with", async () => {
    await query("CREATE TABLE people (address text PRIMARY KEY)");
    await as(server(), SUPERUSER, "postgres", async (client) => {
      await client.query("SELECT pg_sleep(0.15) FROM pg_class WHERE relname <> $1 LIMIT 1", ["planned@example.com"]);
      await client.query("INSERT INTO people VALUES ($1)", ["refused@example.com"]);
      await said(client, "INSERT INTO people TABLE people");
    });
    const log = await logOnce(server(), /duplicate key value violates unique constraint/);
    // No setting prevents this one: a plan made for one call is made for its values.
    expect(log).to.match(/"Filter": "\(relname <> 'planned@example\.com'::\w+\)"/);
    expect(log).not.to.contain("refused@example.com");
  });

  it("count every statement, without its values", async () => {
    await query("CREATE EXTENSION pg_stat_statements");
    await query(`SELECT '${MARKER}' AS counted`);
    const { rows } = await query("SELECT query FROM pg_stat_statements WHERE query LIKE '%AS counted'");
    expect(rows).to.deep.equal([{ query: "SELECT $1 AS counted" }]);
  });

  it("log who connects and leaves", async () => {
    await query("SELECT 1");
    const log = await logOnce(server(), /disconnection: session time/);
    expect(log).to.contain(`connection authorized: user=${SUPERUSER} database=postgres`);
  });
});

/** The server's log, once it has the line looked for: its collector is a process of its own. */
async function logOnce(server: PostgresServer, line: RegExp): Promise<string> {
  for (let attempt = 0; attempt < 50 && !line.test(server.log()); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return server.log();
}
