import { futureRights } from "./future-rights";
import { DATABASE_ROLES, type DatabaseSettings } from "./request";
import { asMigrator, MIGRATOR_OID, rightsState } from "./rights";
import { quoteIdentifier, quoteLiteral } from "./sql";
import { type Statement, stateQuery } from "./statement";

const GROUPS = DATABASE_ROLES.map(quoteIdentifier).join(", ");

/** What the groups may do in the database, and that nobody else may do anything. */
export function databaseRights({ database, schema }: DatabaseSettings): Statement[] {
  return [
    databaseAccess(database),
    publicSchema(),
    ownSchema(database, schema),
    schemaAccess(schema),
    ...futureRights(schema),
  ];
}

/** Every user there is may connect and make temporary tables unless that is taken from PUBLIC. */
function databaseAccess(database: string): Statement {
  const name = quoteIdentifier(database);
  return {
    item: `rights on database "${database}"`,
    state: rightsState(
      `(SELECT coalesce(datacl, acldefault('d', datdba)) FROM pg_database WHERE datname = ${quoteLiteral(database)})`,
      { app_ro: ["CONNECT"], app_rw: ["CONNECT"], migrator: ["CONNECT"] },
    ),
    create: [],
    repair: [`REVOKE ALL ON DATABASE ${name} FROM PUBLIC, ${GROUPS}`, `GRANT CONNECT ON DATABASE ${name} TO ${GROUPS}`],
    otherwise: `Make the master user the owner of database "${database}", or let the owner revoke what others granted.`,
  };
}

/** Extensions live there, so that it stays usable; a table of the same name created there would be found instead. */
function publicSchema(): Statement {
  return {
    item: 'rights on schema "public"',
    state: rightsState(
      "(SELECT coalesce(nspacl, acldefault('n', nspowner)) FROM pg_namespace WHERE nspname = 'public')",
      {
        PUBLIC: ["USAGE"],
      },
    ),
    create: [],
    repair: [`REVOKE ALL ON SCHEMA public FROM PUBLIC, ${GROUPS}`, "GRANT USAGE ON SCHEMA public TO PUBLIC"],
    otherwise: "Create the schema if it is gone, and make pg_database_owner its owner.",
  };
}

/** The owner of a schema may drop whatever is in it, so that the application's roles must not be it. */
function ownSchema(database: string, schema: string): Statement {
  const name = quoteIdentifier(schema);
  const found = `SELECT FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)}`;
  return {
    item: `schema "${schema}"`,
    state: stateQuery({
      absent: `NOT EXISTS (${found})`,
      differs: `EXISTS (${found} AND nspowner <> ${MIGRATOR_OID})`,
    }),
    create: [`CREATE SCHEMA ${name} AUTHORIZATION "migrator"`],
    repair: [
      // A new owner needs the right to create schemas for as long as it takes to become the owner.
      `GRANT CREATE ON DATABASE ${quoteIdentifier(database)} TO "migrator"`,
      `ALTER SCHEMA ${name} OWNER TO "migrator"`,
      `REVOKE CREATE ON DATABASE ${quoteIdentifier(database)} FROM "migrator"`,
    ],
    otherwise: `Let its owner hand it over: ALTER SCHEMA ${name} OWNER TO "migrator".`,
  };
}

function schemaAccess(schema: string): Statement {
  const name = quoteIdentifier(schema);
  return {
    item: `rights on schema "${schema}"`,
    state: rightsState(
      `(SELECT coalesce(nspacl, acldefault('n', nspowner)) FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)})`,
      { app_ro: ["USAGE"], app_rw: ["USAGE"], migrator: ["CREATE", "USAGE"] },
    ),
    create: [],
    repair: asMigrator(
      `REVOKE ALL ON SCHEMA ${name} FROM PUBLIC, "app_ro", "app_rw"`,
      `GRANT USAGE ON SCHEMA ${name} TO "app_ro", "app_rw"`,
      `GRANT ALL ON SCHEMA ${name} TO "migrator"`,
    ),
    otherwise: "Let those who granted more than that revoke it.",
  };
}
