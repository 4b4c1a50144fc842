import { MIGHTY, TAKE_MIGHT } from "./database-roles";
import { sessions } from "./database-sessions";
import { DATABASE_ROLES, type DatabaseRole, type DatabaseSettings, type DatabaseUser } from "./request";
import { quoteIdentifier, quoteLiteral } from "./sql";
import { type Statement, stateQuery } from "./statement";

/** A user, the one group it belongs to, how it signs in, and what its sessions start with. */
export function userStatements({ name, role }: DatabaseUser, settings: DatabaseSettings): Statement[] {
  return [
    signInRole(name),
    membership(name, role),
    ...(role === "migrator" ? [access(name, settings.database)] : []),
    signIn(name, settings),
    sessions(name, role, settings),
  ];
}

function signInRole(name: string): Statement {
  const found = `SELECT FROM pg_roles WHERE rolname = ${quoteLiteral(name)}`;
  return {
    item: `user "${name}"`,
    state: stateQuery({
      absent: `NOT EXISTS (${found})`,
      differs: `EXISTS (${found} AND (NOT rolcanlogin OR NOT rolinherit OR ${MIGHTY}))`,
    }),
    create: [`CREATE ROLE ${quoteIdentifier(name)} LOGIN`],
    repair: [`ALTER ROLE ${quoteIdentifier(name)} LOGIN INHERIT NOCREATEDB NOCREATEROLE`],
    otherwise: TAKE_MIGHT,
  };
}

/**
 * Users of the application have the rights of their group and cannot act as it. A user that migrates has no rights but
 * by acting as the migrator, so that the migrator owns what it creates.
 */
function membership(name: string, role: DatabaseRole): Statement {
  const user = quoteIdentifier(name);
  const how = role === "migrator" ? "INHERIT FALSE, SET TRUE" : "INHERIT TRUE, SET FALSE";
  const found =
    "(SELECT string_agg(concat(g.rolname, ' ', CASE WHEN inherit_option THEN 'INHERIT TRUE' ELSE 'INHERIT FALSE' END, " +
    "CASE WHEN set_option THEN ', SET TRUE' ELSE ', SET FALSE' END, CASE WHEN admin_option THEN ', ADMIN TRUE' END), " +
    "'; ' ORDER BY g.rolname) " +
    "FROM pg_auth_members JOIN pg_roles g ON g.oid = roleid JOIN pg_roles u ON u.oid = member " +
    `WHERE u.rolname = ${quoteLiteral(name)} AND g.rolname <> 'rds_iam')`;
  const grant = `GRANT ${quoteIdentifier(role)} TO ${user} WITH ${how}`;
  return {
    item: `role of user "${name}"`,
    state: stateQuery({ absent: `${found} IS NULL`, differs: `${found} <> ${quoteLiteral(`${role} ${how}`)}` }),
    create: [grant],
    repair: [`REVOKE ${DATABASE_ROLES.map(quoteIdentifier).join(", ")} FROM ${user} CASCADE`, grant],
    otherwise: `Revoke every other role from ${user}.`,
  };
}

/** Whether a user may connect is decided before it acts as the migrator; the others inherit it from their group. */
function access(name: string, database: string): Statement {
  return {
    item: `access of user "${name}" to database "${database}"`,
    state: stateQuery({
      absent: `NOT has_database_privilege(${quoteLiteral(name)}, ${quoteLiteral(database)}, 'CONNECT')`,
    }),
    create: [`GRANT CONNECT ON DATABASE ${quoteIdentifier(database)} TO ${quoteIdentifier(name)}`],
    repair: [],
    otherwise: `Make the master user the owner of database "${database}".`,
  };
}

/** By IAM token alone: for a member of `rds_iam` RDS asks for no password any more. */
function signIn(name: string, { iamSignIn = true }: DatabaseSettings): Statement {
  const member =
    "SELECT FROM pg_auth_members JOIN pg_roles g ON g.oid = roleid JOIN pg_roles u ON u.oid = member " +
    `WHERE g.rolname = 'rds_iam' AND u.rolname = ${quoteLiteral(name)}`;
  return {
    item: `IAM sign-in of user "${name}"`,
    state: stateQuery({ absent: `NOT EXISTS (${member})`, differs: `NOT EXISTS (${member} AND inherit_option)` }),
    create: [`GRANT rds_iam TO ${quoteIdentifier(name)}`],
    repair: [`GRANT rds_iam TO ${quoteIdentifier(name)} WITH INHERIT TRUE`],
    otherwise: "Turn on IAM authentication of the cluster.",
    ...(iamSignIn ? {} : { skipped: true }),
  };
}

/**
 * Whoever has the rights of `rds_iam` signs in by token only. The master user, who creates users, is their
 * administrator but inherits nothing from them; where somebody has granted it one of them as a whole, its password would
 * stop working, and with it the Data API.
 */
export function masterKeepsPassword({ iamSignIn = true }: DatabaseSettings): Statement {
  return {
    item: "password of the master user",
    state: stateQuery({ differs: "pg_has_role(current_user, 'rds_iam', 'USAGE')" }),
    create: [],
    repair: [],
    otherwise:
      "Revoke from the master user every role that is a member of rds_iam; it would lose its password by them.",
    ...(iamSignIn ? {} : { skipped: true }),
  };
}
