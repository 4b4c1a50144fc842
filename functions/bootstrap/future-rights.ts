import { asMigrator, MIGRATOR_OID, type Rights, rightsState } from "./rights";
import { quoteIdentifier, quoteLiteral } from "./sql";
import type { Statement } from "./statement";

/**
 * Rights on what the migrator creates from now on. On what is there already a migration may have narrowed them, which a
 * later run must not undo. Functions start out without rights for PUBLIC: one marked SECURITY DEFINER acts as the
 * migrator.
 */
export function futureRights(schema: string): Statement[] {
  const within = `IN SCHEMA ${quoteIdentifier(schema)} `;
  const found = `(SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)})`;
  const future = (kind: string, type: string, rights: Rights): Statement => ({
    item: `rights on future ${kind.toLowerCase()} of schema "${schema}"`,
    state: rightsState(defaultAcl(found, type), rights),
    create: [],
    repair: asMigrator(
      `ALTER DEFAULT PRIVILEGES ${within}REVOKE ALL ON ${kind} FROM PUBLIC, "app_ro", "app_rw"`,
      ...Object.entries(rights).map(
        ([role, names]) =>
          `ALTER DEFAULT PRIVILEGES ${within}GRANT ${names.join(", ")} ON ${kind} TO ${quoteIdentifier(role)}`,
      ),
    ),
    otherwise: "Look at pg_default_acl.",
  });
  return [
    {
      item: "rights of PUBLIC on future functions",
      state: rightsState(`coalesce(${defaultAcl("0", "f")}, acldefault('f', ${MIGRATOR_OID}))`, {
        migrator: ["EXECUTE"],
      }),
      create: [],
      repair: asMigrator('ALTER DEFAULT PRIVILEGES REVOKE ALL ON FUNCTIONS FROM PUBLIC, "app_ro", "app_rw"'),
      otherwise: "Look at pg_default_acl.",
    },
    future("TABLES", "r", { app_ro: ["SELECT"], app_rw: ["DELETE", "INSERT", "SELECT", "UPDATE"] }),
    future("SEQUENCES", "S", { app_ro: ["SELECT"], app_rw: ["SELECT", "USAGE"] }),
    future("FUNCTIONS", "f", { app_rw: ["EXECUTE"] }),
  ];
}

function defaultAcl(namespace: string, type: string): string {
  return (
    `(SELECT defaclacl FROM pg_default_acl WHERE defaclrole = ${MIGRATOR_OID} ` +
    `AND defaclnamespace = ${namespace} AND defaclobjtype = '${type}')`
  );
}
