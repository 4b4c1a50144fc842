import { expect } from "chai";
import type { BootstrapRequest, DatabaseSettings, SearchSettings } from "../../../functions/bootstrap/request";
import { checkRequest } from "../../../functions/bootstrap/request-checks";
import { DATABASE, SEARCH } from "./fixture";

/** The problems of a request, without the heading. */
function problems(request: BootstrapRequest): string[] {
  try {
    checkRequest(request);
    return [];
  } catch (error) {
    const [heading, ...lines] = (error instanceof Error ? error.message : "").split("\n");
    expect(heading).to.equal("The request of the bootstrap cannot be carried out:");
    return lines.map((line) => line.replace(/^ {2}- /, ""));
  }
}

const search = (overrides: Partial<SearchSettings>) => problems({ search: { ...SEARCH, ...overrides } });
const database = (overrides: Partial<DatabaseSettings>) => problems({ database: { ...DATABASE, ...overrides } });
const holder = (backendRole: string) =>
  search({ roles: [{ name: "app", clusterPermissions: [], indexPermissions: [], backendRoles: [backendRole] }] });
const user = (name: string) => database({ users: [{ name, role: "app_rw" }] });

describe("the checks of a bootstrap request", () => {
  it("pass what can be carried out", () => {
    expect(problems({ search: SEARCH, database: DATABASE })).to.deep.equal([]);
    expect(holder("operators")).to.deep.equal([]);
    expect(user('o\'neil "x"')).to.deep.equal([]);
  });

  it("ask for something to do", () => {
    expect(problems({})).to.deep.equal(["it must have search, database or both, got neither."]);
  });

  it("name everything that is wrong at once", () => {
    const found = problems({ search: { ...SEARCH, endpoint: "domain" }, database: { ...DATABASE, schema: "pg_app" } });
    expect(found).to.deep.equal([
      'search.endpoint must be a host name without scheme, got "domain".',
      'database.schema must be a schema of its own, got "pg_app", which is PostgreSQL\'s.',
    ]);
  });

  it("refuse holders of a role that are sessions, users or nobody", () => {
    for (const arn of ["arn:aws:sts::123456789012:assumed-role/app/session", "arn:aws:iam::123456789012:user/a", ""]) {
      expect(holder(arn)).to.deep.equal([
        `backendRoles of search.roles "app" must be ARNs of IAM roles, not of sessions, or names of groups, got "${arn}".`,
      ]);
    }
  });

  for (const list of ["roles", "ingestPipelines", "indexTemplates", "retentionPolicies"] as const) {
    it(`refuse names in ${list} that would lead to another path, or are there twice`, () => {
      const entry = { ...SEARCH.roles[0], ...SEARCH[list][0], body: { policy: {}, index_patterns: [] } };
      const named = (name: string) =>
        Object.assign(
          { ...SEARCH },
          {
            [list]: [
              { ...entry, name },
              { ...entry, name },
            ],
          },
        );
      expect(problems({ search: named("../_all") })).to.deep.equal([
        ...Array(2).fill(
          `each name in search.${list} must be letters, digits, dashes, dots and underscores, got "../_all".`,
        ),
        `search.${list} names "../_all" more than once; keep one.`,
      ]);
    });
  }

  it("refuse bodies the REST API would not take", () => {
    expect(search({ retentionPolicies: [{ name: "logs", body: { states: [] } }] })).to.deep.equal([
      'body of search.retentionPolicies "logs" must be an object with the key "policy".',
    ]);
    expect(search({ indexTemplates: [{ name: "logs", body: { template: {} } }] })).to.deep.equal([
      'body of search.indexTemplates "logs" must have the key "index_patterns".',
    ]);
  });

  it("refuse ARNs of other things", () => {
    expect(
      database({ clusterArn: "arn:aws:rds:ap-northeast-1:123456789012:db:kumiki", secretArn: "kumiki" }),
    ).to.deep.equal([
      'database.clusterArn must be the ARN of a cluster, got "arn:aws:rds:ap-northeast-1:123456789012:db:kumiki".',
      'database.secretArn must be the ARN of a secret, got "kumiki".',
    ]);
  });

  for (const [name, why] of [
    ["", "it is empty"],
    ["a\0b", "it holds a NUL character"],
    ["a:b", "it holds a colon, with which the Data API marks parameters"],
    ["é".repeat(32), "it has 64 bytes of at most 63"],
  ] as const) {
    it(`refuse ${JSON.stringify(name)} as a name in the database`, () => {
      const said = (argument: string) => `${argument}: ${JSON.stringify(name)} cannot be a name: ${why}.`;
      expect(database({ database: name, schema: name, extensions: [name] })).to.deep.equal([
        said("database.database"),
        said("database.schema"),
        said("database.extensions"),
      ]);
      expect(user(name)).to.deep.equal([said("database.users")]);
    });
  }

  it("refuse schemas and users that are not the application's", () => {
    for (const schema of ["public", "information_schema", "pg_temp"]) {
      expect(database({ schema })).to.deep.equal([
        `database.schema must be a schema of its own, got "${schema}", which is PostgreSQL's.`,
      ]);
    }
    for (const name of ["app_ro", "migrator", "public", "none", "rds_iam", "rdsadmin", "pg_monitor"]) {
      expect(user(name)).to.deep.equal([
        "each name in database.users must not be one of app_ro, app_rw, migrator, public, none, rds_iam or begin with " +
          `pg_ or rds, got "${name}".`,
      ]);
    }
  });

  it("refuse roles there are none of, and what is named twice", () => {
    const twice = { name: "app", role: "owner" as "app_rw" };
    expect(database({ users: [twice, twice], extensions: ["pg_trgm", "pg_trgm"] })).to.deep.equal([
      ...Array(2).fill('role of database.users "app" must be one of app_ro, app_rw, migrator, got "owner".'),
      'database.extensions names "pg_trgm" more than once; keep one.',
      'database.users names "app" more than once; keep one.',
    ]);
  });
});
