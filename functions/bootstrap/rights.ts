import { DATABASE_ROLES, type DatabaseRole } from "./request";
import { quoteLiteral } from "./sql";
import { stateQuery } from "./statement";

/** Who has which rights; whoever is not named has none. */
export type Rights = Readonly<Partial<Record<DatabaseRole | "PUBLIC", readonly string[]>>>;

/** For comparisons with owners and grantors. */
export const MIGRATOR_OID = "(SELECT oid FROM pg_roles WHERE rolname = 'migrator')";

/** The state of an access control list: whether it gives PUBLIC and the groups exactly these rights. */
export function rightsState(acl: string, rights: Rights): string {
  const wanted = ["PUBLIC" as const, ...DATABASE_ROLES].flatMap((role) =>
    [...(rights[role] ?? [])].sort().map((right) => `${role} ${right}`),
  );
  const found =
    "SELECT string_agg(concat(coalesce(rolname, 'PUBLIC'), ' ', privilege_type, CASE WHEN is_grantable THEN ' GRANTABLE' END), ', ' " +
    'ORDER BY rolname COLLATE "C" NULLS FIRST, privilege_type COLLATE "C") ' +
    `FROM aclexplode(${acl}) LEFT JOIN pg_roles ON pg_roles.oid = grantee ` +
    `WHERE grantee = 0 OR rolname IN (${DATABASE_ROLES.map(quoteLiteral).join(", ")})`;
  return stateQuery({ differs: `coalesce((${found}), '') <> ${quoteLiteral(wanted.join(", "))}` });
}

/** Runs as the migrator, who owns the schema, instead of as the master user. */
export function asMigrator(...sql: readonly string[]): string[] {
  return ['SET LOCAL ROLE "migrator"', ...sql, "RESET ROLE"];
}
