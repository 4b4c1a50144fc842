import { DATABASE_ROLES, type DatabaseRole } from "./request";
import { quoteIdentifier, quoteLiteral } from "./sql";
import { type Statement, SYSTEM_SEARCH_PATH, stateQuery } from "./statement";

/**
 * Where its control file leaves the choice, an extension goes to the schema `public`, in which nobody else can create
 * anything. A newer version is not installed: that is a migration, which can take locks and change types.
 */
export function extension(name: string): Statement {
  return {
    item: `extension "${name}"`,
    state: stateQuery({ absent: `NOT EXISTS (SELECT FROM pg_extension WHERE extname = ${quoteLiteral(name)})` }),
    create: ["SET LOCAL search_path = public", `CREATE EXTENSION ${quoteIdentifier(name)}`, SYSTEM_SEARCH_PATH],
    repair: [],
    otherwise: "See which extensions the engine version offers, and whether rds.allowed_extensions admits this one.",
  };
}

/** A role that stands for a set of rights. Nobody signs in as it. */
export function groupRole(name: DatabaseRole): Statement {
  const role = quoteIdentifier(name);
  return {
    item: `role "${name}"`,
    state: stateQuery({
      absent: `NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${quoteLiteral(name)})`,
      differs: `EXISTS (SELECT FROM pg_roles WHERE rolname = ${quoteLiteral(name)} AND (rolcanlogin OR ${MIGHTY}))`,
    }),
    create: [`CREATE ROLE ${role} NOLOGIN`],
    repair: [`ALTER ROLE ${role} NOLOGIN NOCREATEDB NOCREATEROLE`],
    otherwise: TAKE_MIGHT,
  };
}

/** Attributes neither a group nor a user has. Only a superuser can take away the last three, so they are reported. */
export const MIGHTY = "rolcreatedb OR rolcreaterole OR rolsuper OR rolbypassrls OR rolreplication";

export const TAKE_MIGHT = "Take SUPERUSER, BYPASSRLS and REPLICATION away from the role.";

/**
 * What is granted to a group, all of its members get. A group in `rds_iam` would end the password of every member, the
 * master user's among them, and with it the Data API.
 */
export function groupsStandAlone(): Statement {
  const groups = DATABASE_ROLES.map(quoteLiteral).join(", ");
  return {
    item: `roles ${DATABASE_ROLES.join(", ")} without rights of other roles`,
    state: stateQuery({
      differs: `EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname IN (${groups}))`,
    }),
    create: [],
    repair: [],
    otherwise: `Revoke from them whatever roles they are members of: SELECT roleid::regrole, member::regrole FROM pg_auth_members WHERE member::regrole::text IN (${groups}).`,
  };
}

/**
 * Since PostgreSQL 16 who creates a role may grant it but not act as it. The master user has to, to make the migrator an
 * owner; it inherits nothing by that.
 */
export function actAsMigrator(): Statement {
  return {
    item: 'master user acting as "migrator"',
    state: stateQuery({ absent: "NOT pg_has_role(current_user, 'migrator', 'SET')" }),
    create: ['GRANT "migrator" TO CURRENT_USER WITH INHERIT FALSE, SET TRUE'],
    repair: [],
    otherwise: 'Grant it: GRANT "migrator" TO <master user> WITH INHERIT FALSE, SET TRUE.',
  };
}
