import type { DatabaseRole, DatabaseSettings } from "./request";
import { quoteIdentifier, quoteLiteral } from "./sql";
import { type Statement, stateQuery } from "./statement";

/** Limits of a session, unless the session itself asks for others. */
interface Limits {
  readonly statement_timeout: string;
  readonly lock_timeout: string;
  readonly idle_in_transaction_session_timeout: string;
}

const APPLICATION: Limits = {
  statement_timeout: "30s",
  lock_timeout: "5s",
  idle_in_transaction_session_timeout: "60s",
};

/** A migration that waits for a lock makes everybody behind it wait; it is better tried again. */
const LIMITS: Readonly<Record<DatabaseRole, Limits>> = {
  app_ro: APPLICATION,
  app_rw: APPLICATION,
  migrator: { statement_timeout: "15min", lock_timeout: "5s", idle_in_transaction_session_timeout: "5min" },
};

/** Settings of a group do not reach its members, so that each user has its own; they are exactly these. */
export function sessions(name: string, role: DatabaseRole, { schema }: DatabaseSettings): Statement {
  const user = quoteIdentifier(name);
  const limits = Object.entries(LIMITS[role]);
  const acts = role === "migrator";
  const wanted = [...limits.map(([limit, value]) => `${limit}=${value}`), ...(acts ? ["role=migrator"] : [])];
  const path = `concat('search_path=', quote_ident(${quoteLiteral(schema)}), ', public')`;
  const settingsNow = `(SELECT rolconfig FROM pg_roles WHERE rolname = ${quoteLiteral(name)})`;
  const settingsWanted = `ARRAY[${[...wanted.map(quoteLiteral), path].join(", ")}]`;
  const set = [
    ...limits.map(([limit, value]) => `ALTER ROLE ${user} SET ${limit} = ${quoteLiteral(value)}`),
    `ALTER ROLE ${user} SET search_path = ${quoteIdentifier(schema)}, public`,
    ...(acts ? [`ALTER ROLE ${user} SET role = 'migrator'`] : []),
  ];
  return {
    item: `sessions of user "${name}"`,
    state: stateQuery({
      absent: `${settingsNow} IS NULL`,
      differs: `NOT (${settingsNow} <@ ${settingsWanted} AND ${settingsNow} @> ${settingsWanted})`,
    }),
    create: set,
    repair: [`ALTER ROLE ${user} RESET ALL`, ...set],
    otherwise: `Reset what only a superuser can: ALTER ROLE ${user} RESET ALL.`,
  };
}
