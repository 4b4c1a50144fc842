// Against a stand-in for the Data API, through the SDK's own client. Which errors the service really gives, and how long
// a paused cluster takes, only an account shows.
import { expect } from "chai";
import { setUpDatabase } from "../../../functions/bootstrap/database-setup";
import type { DatabaseSettings } from "../../../functions/bootstrap/request";
import type { ItemResult } from "../../../functions/bootstrap/result";
import { databaseStatements } from "../../../functions/bootstrap/statements";
import { rejection } from "../support/loopback";
import { type Call, type DataApiServer, Refusal, serveDataApi } from "./data-api-server";
import { clientOf, clock, DATABASE, outcomes } from "./fixture";
import { SimulatedDatabase } from "./simulated-database";

const SETTINGS: DatabaseSettings = {
  ...DATABASE,
  extensions: ["pg_trgm"],
  users: [{ name: "reports", role: "app_ro" }],
};
const STATEMENTS = databaseStatements(SETTINGS);

describe("the bootstrap of a database", () => {
  let database: SimulatedDatabase;
  let server: DataApiServer;
  /** Called before each call of the Data API, with its number from 0. */
  let intervene: (call: Call, number: number) => "drop" | undefined;

  beforeEach(async () => {
    database = new SimulatedDatabase(STATEMENTS);
    intervene = () => undefined;
    server = await serveDataApi(database, (call) => intervene(call, server.calls.length - 1));
  });
  afterEach(() => server.close());

  async function run(time = clock(), settings = SETTINGS): Promise<ItemResult[]> {
    const results: ItemResult[] = [];
    await setUpDatabase(settings, clientOf(server.endpoint, settings, time), time, (result) => results.push(result));
    return results;
  }

  function refuse(times: number, refusal: Refusal, operation?: string): void {
    let left = times;
    intervene = (call) => {
      if (left === 0 || (operation !== undefined && call.operation !== operation)) return undefined;
      left -= 1;
      throw refusal;
    };
  }

  const operations = () => server.calls.map(({ operation }) => operation).filter((name) => name !== "Execute");

  it("does everything in one transaction, which it commits", async () => {
    const results = await run();
    expect(results.map(({ item }) => item)).to.deep.equal(STATEMENTS.map(({ item }) => item));
    expect(operations()).to.deep.equal(["BeginTransaction", "CommitTransaction"]);
    expect([...database.states.values()]).to.deep.equal(STATEMENTS.map(() => "wanted"));
  });

  it("names cluster, secret and database in every call that takes them", async () => {
    await run();
    const { clusterArn, secretArn } = DATABASE;
    for (const { operation, body } of server.calls) {
      const of = operation.includes("mmit") ? {} : { database: "kumiki" };
      expect(body, operation).to.include({ resourceArn: clusterArn, secretArn, ...of });
    }
  });

  it("starts by limiting how long it waits, and by what names mean", async () => {
    await run();
    expect(server.statements().slice(0, 3)).to.deep.equal([
      "SET LOCAL lock_timeout = '10s'",
      "SET LOCAL statement_timeout = '30s'",
      "SET LOCAL search_path = pg_catalog, pg_temp",
    ]);
  });

  it("creates an extension where it belongs, and goes back to what names meant", async () => {
    await run();
    const sql = server.statements();
    const at = sql.indexOf('CREATE EXTENSION "pg_trgm"');
    expect([sql[at - 1], sql[at + 1]]).to.deep.equal(["SET LOCAL search_path = public", sql[2]]);
  });

  it("only looks on a second run", async () => {
    await run();
    server.calls.length = 0;
    expect(outcomes(await run())).to.deep.equal({ unchanged: STATEMENTS.map(({ item }) => item) });
    expect(server.statements().slice(3)).to.deep.equal(STATEMENTS.map(({ state }) => state));
  });

  it("repairs what has drifted, and nothing else", async () => {
    await run();
    database.states.set('role "app_rw"', "differs");
    server.calls.length = 0;
    expect(outcomes(await run()).updated).to.deep.equal(['role "app_rw"']);
    const looked = new Set(STATEMENTS.map(({ state }) => state));
    expect(
      server
        .statements()
        .slice(3)
        .filter((sql) => !looked.has(sql)),
    ).to.deep.equal(['ALTER ROLE "app_rw" NOLOGIN NOCREATEDB NOCREATEROLE']);
  });

  it("leaves out the sign-in by IAM where it is told to, and says so", async () => {
    const results = outcomes(await run(clock(), { ...SETTINGS, iamSignIn: false }));
    expect(results.skipped).to.deep.equal(['IAM sign-in of user "reports"', "password of the master user"]);
    expect(server.statements().filter((sql) => sql.startsWith("GRANT rds_iam"))).to.deep.equal([]);
  });

  it("waits for a paused cluster to resume", async () => {
    refuse(5, new Refusal("DatabaseResumingException", "The Aurora DB instance is resuming after being auto-paused."));
    const time = clock();
    expect(outcomes(await run(time)).created).to.include('role "app_rw"');
    expect(time.pauses).to.deep.equal([1000, 2000, 4000, 8000, 10_000]);
  });

  it("waits for one that says so in the words of older versions", async () => {
    refuse(1, new Refusal("BadRequestException", "Communications link failure: the cluster is resuming"));
    expect(outcomes(await run()).created).to.include('role "app_rw"');
  });

  it("gives up on a cluster that has not resumed after two minutes", async () => {
    refuse(Infinity, new Refusal("DatabaseResumingException", "Resuming."));
    const time = clock();
    expect((await rejection(run(time))).message).to.equal(
      "DatabaseResumingException (HTTP 400): Resuming. Run the bootstrap again. Waited 115 s for the paused cluster to resume.",
    );
    expect(time.now()).to.be.at.least(60_000);
  });

  it("rolls everything back where a statement fails, says which and why, and succeeds once that is mended", async () => {
    const failing = 'CREATE ROLE "reports" LOGIN';
    intervene = ({ body }) => {
      if (body.sql !== failing) return undefined;
      throw new Refusal(
        "DatabaseErrorException",
        "ERROR: permission denied to create role; Position: 1; SQLState: 42501",
      );
    };
    expect((await rejection(run())).message).to.equal(
      'user "reports": SQLSTATE 42501: ERROR: permission denied to create role. ' +
        "The secret must be the master user's, who must own the database.",
    );
    expect(operations()).to.deep.equal(["BeginTransaction", "RollbackTransaction"]);
    expect(database.states.get('role "app_rw"')).to.equal("absent");
    intervene = () => undefined;
    await run();
    expect(database.states.get('user "reports"')).to.equal("wanted");
  });

  it("repeats the whole transaction where the answer to one statement was lost", async () => {
    intervene = (_, number) => (number === 20 ? "drop" : undefined);
    expect(outcomes(await run()).created).to.include('role "app_rw"');
    expect(operations()).to.deep.equal([
      "BeginTransaction",
      "RollbackTransaction",
      "BeginTransaction",
      "CommitTransaction",
    ]);
    expect(server.open()).to.equal(0);
  });

  for (const [what, refusal] of [
    ["a deadlock", new Refusal("DatabaseErrorException", "ERROR: deadlock detected; SQLState: 40P01")],
    ["a lock that is not free", new Refusal("DatabaseErrorException", "ERROR: lock timeout; SQLState: 55P03")],
    ["a failover", new Refusal("DatabaseErrorException", "ERROR: terminating connection; SQLState: 57P01")],
    [
      "a password that is being rotated",
      new Refusal(
        "BadRequestException",
        'FATAL: password authentication failed for user "clusteradmin"; SQLState: 28P01',
      ),
    ],
    ["a lost transaction", new Refusal("TransactionNotFoundException", "Transaction is not found", 404)],
    ["too many calls", new Refusal("ThrottlingException", "Rate exceeded", 429)],
    ["a failure of the service", new Refusal("InternalServerErrorException", "Try again", 500)],
    ["a permission given a moment ago", new Refusal("AccessDeniedException", "Not authorized", 403)],
  ] as const) {
    it(`tries again after ${what}`, async () => {
      refuse(2, refusal, "Execute");
      const time = clock();
      await run(time);
      expect(time.pauses).to.deep.equal([1000, 2000]);
    });
  }

  for (const [exception, message, said] of [
    [
      "HttpEndpointNotEnabledException",
      "Not enabled",
      "HttpEndpointNotEnabledException (HTTP 400): Not enabled. Turn on enableHttpEndpoint of the cluster.",
    ],
    [
      "InvalidSecretException",
      "No password",
      "InvalidSecretException (HTTP 400): No password. The secret must hold the master user's username and password.",
    ],
    ["BadRequestException", "Malformed", "BadRequestException (HTTP 400): Malformed."],
    ["UnsupportedResultException", "resuming", "UnsupportedResultException (HTTP 400): resuming."],
    [
      "DatabaseErrorException",
      'FATAL: database "kumiki" does not exist; SQLState: 3D000',
      'SQLSTATE 3D000: FATAL: database "kumiki" does not exist. The cluster must have this database.',
    ],
    [
      "DatabaseErrorException",
      "FATAL: PAM authentication failed; SQLState: 28000",
      "SQLSTATE 28000: FATAL: PAM authentication failed. The secret must hold the master user's password, and the master user must not be a member of rds_iam.",
    ],
    ["DatabaseErrorException", "ERROR: division by zero; SQLState: 22012", "SQLSTATE 22012: ERROR: division by zero."],
  ] as const) {
    it(`does not repeat what ${exception} says: ${message}`, async () => {
      refuse(Infinity, new Refusal(exception, message), "BeginTransaction");
      expect((await rejection(run())).message).to.equal(said);
      expect(operations()).to.deep.equal(["BeginTransaction"]);
    });
  }

  it("fails where the database took a statement and is still not as wanted", async () => {
    database.stubborn.add('rights on database "kumiki"');
    expect((await rejection(run())).message).to.equal(
      'rights on database "kumiki": It is not as it should be, and this function cannot change that. ' +
        'Make the master user the owner of database "kumiki", or let the owner revoke what others granted.',
    );
    expect(operations()).to.deep.equal(["BeginTransaction", "RollbackTransaction"]);
  });

  it("stops when its time is up", async () => {
    const time = { ...clock(), signal: AbortSignal.abort() };
    expect((await rejection(run(time))).message).to.equal("The time of the run was used up.");
  });

  it("waits for a Data API nobody answers for, and says where the way may end", async () => {
    intervene = () => "drop";
    expect((await rejection(run(clock(5)))).message).to.match(
      /^No answer from the Data API \(\w+\)\. See whether the network leads there\. Waited 3 s for the Data API to answer\.$/,
    );
  });
});
