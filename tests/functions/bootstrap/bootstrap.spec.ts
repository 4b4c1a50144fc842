import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { functionCode } from "../../../components/compute/function-code";
import { bootstrap, type Surroundings } from "../../../functions/bootstrap/bootstrap";
import type { DataApi } from "../../../functions/bootstrap/data-api";
import type { BootstrapRequest, DatabaseSettings } from "../../../functions/bootstrap/request";
import type { BootstrapResult, ItemResult } from "../../../functions/bootstrap/result";
import type { SearchApi } from "../../../functions/bootstrap/search-api";
import { databaseStatements } from "../../../functions/bootstrap/statements";
import { rejection } from "../support/loopback";
import { serveDataApi } from "./data-api-server";
import { clock, DATABASE, outcomes, SEARCH } from "./fixture";
import { SimulatedDatabase } from "./simulated-database";

/** A domain without anything, which takes everything but what is refused. */
function search(refused?: string): SearchApi {
  return {
    get: async () => undefined,
    put: async (path) => {
      if (path === refused) throw new Error("Refused.");
    },
  };
}

/** A database that has everything, or refuses. */
function database(state: string): DataApi {
  return { transaction: (work) => work({ run: async (sql) => (sql.startsWith("SELECT") ? state : undefined) }) };
}

function surroundings(overrides: Partial<Surroundings> = {}): Surroundings & { readonly logged: ItemResult[] } {
  const logged: ItemResult[] = [];
  const log = (result: ItemResult) => logged.push(result);
  return { search: () => search(), database: () => database("wanted"), clock: clock(), log, logged, ...overrides };
}

describe("the bootstrap", () => {
  const request = { search: SEARCH, database: DATABASE };

  it("sets up the domain, then the database, and reports and logs each item", async () => {
    const around = surroundings();
    const { items } = await bootstrap(request, around);
    expect(items.slice(0, 2)).to.deep.equal([
      { item: 'search: role "logs-writer"', outcome: "created" },
      { item: 'search: role "app"', outcome: "created" },
    ]);
    expect(items.at(-1)).to.deep.equal({ item: "database: password of the master user", outcome: "unchanged" });
    expect(around.logged).to.deep.equal(items);
  });

  it("sets up only what is asked for", async () => {
    const parts = async (asked: BootstrapRequest) => {
      const { items } = await bootstrap(asked, surroundings());
      return [...new Set(items.map(({ item }) => item.split(":")[0]))];
    };
    expect(await parts({ search: SEARCH })).to.deep.equal(["search"]);
    expect(await parts({ database: DATABASE })).to.deep.equal(["database"]);
  });

  it("sets up the database although the domain fails, and says how far it came", async () => {
    const around = surroundings({ search: () => search("_ingest/pipeline/stamp") });
    expect((await rejection(bootstrap(request, around))).message).to.equal(
      'The bootstrap is not complete:\n  - search: ingest pipeline "stamp": Refused. Before that: 5 created.',
    );
    expect(around.logged.filter(({ item }) => item.startsWith("database: "))).to.have.length.greaterThan(20);
  });

  it("names both where both fail", async () => {
    const around = surroundings({
      search: () => search("_plugins/_security/api/roles/logs-writer"),
      database: () => database("differs"),
    });
    const { message } = await rejection(bootstrap(request, around));
    expect(message.split("\n").map((line) => line.slice(0, 60))).to.deep.equal([
      "The bootstrap is not complete:",
      '  - search: role "logs-writer": Refused. Before that: nothing was done.'.slice(0, 60),
      '  - database: extension "pg_stat_statements": It is not as it should be'.slice(0, 60),
    ]);
  });

  it("starts nothing for a request that cannot be carried out", async () => {
    const around = surroundings();
    expect((await rejection(bootstrap({}, around))).message).to.equal(
      "The request of the bootstrap cannot be carried out:\n  - it must have search, database or both, got neither.",
    );
    expect(around.logged).to.deep.equal([]);
  });
});

describe("the bundle of the bootstrap", () => {
  type Handler = (request: BootstrapRequest, context: object) => Promise<BootstrapResult>;
  const LAMBDA = {
    AWS_REGION: "ap-northeast-1",
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret-of-the-test",
    AWS_SESSION_TOKEN: "token-of-the-test",
  };
  const environment = { ...process.env };
  const { info } = console;
  const settings: DatabaseSettings = { ...DATABASE, extensions: [], users: [] };
  let handler: Handler;

  before(async () => {
    const file = (await functionCode("bootstrap").archive.assets)["index.js"];
    if (!(file instanceof pulumi.asset.FileAsset)) throw new Error("the bundle is not a file");
    handler = require(await file.path).handler;
  });
  afterEach(() => {
    process.env = { ...environment };
    console.info = info;
  });

  it("works in Lambda's surroundings, with the SDK from outside, and logs the items and nothing else", async () => {
    const server = await serveDataApi(new SimulatedDatabase(databaseStatements(settings)));
    Object.assign(process.env, LAMBDA, { AWS_ENDPOINT_URL_RDS_DATA: server.endpoint });
    const logged: unknown[] = [];
    console.info = (...entry) => logged.push(...entry);
    try {
      const { items } = await handler({ database: settings }, { getRemainingTimeInMillis: () => 300_000 });
      expect(outcomes(items).created).to.include('database: role "migrator"');
      expect(logged).to.deep.equal(items);
    } finally {
      await server.close();
    }
  });

  it("ends before Lambda ends it, and says so", async function () {
    this.timeout(4_000); // less than Lambda leaves it
    const server = await serveDataApi({ begin: () => new Promise(() => undefined) });
    Object.assign(process.env, LAMBDA, { AWS_ENDPOINT_URL_RDS_DATA: server.endpoint });
    try {
      const run = handler({ database: settings }, { getRemainingTimeInMillis: () => 5_100 });
      expect((await rejection(run)).message).to.equal(
        "The bootstrap is not complete:\n  - database: The time of the run was used up. Before that: nothing was done.",
      );
    } finally {
      await server.close();
    }
  });
});
