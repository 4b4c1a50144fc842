/** One parameter of the cluster's parameter group, as RDS takes it. */
export interface DatabaseParameter {
  readonly name: string;
  readonly value: string;
  /** `immediate` is refused for a parameter PostgreSQL reads at its start only. */
  readonly applyMethod: "immediate" | "pending-reboot";
}

export interface DatabaseLimits {
  /** Milliseconds after which a statement and its plan are logged. */
  readonly slowQuery: number;
  /** Milliseconds after which a statement is ended. */
  readonly statementTimeout: number;
  /** Milliseconds after which a session that idles within a transaction, and holds its locks, is ended. */
  readonly idleInTransactionTimeout: number;
}

/**
 * Settings of every instance of a cluster, for PostgreSQL 16 and later.
 *
 * What is logged about slow statements is their text and plan without the values bound to their parameters: those are
 * personal data, and four settings have to agree to keep them out. Two ways remain that no setting closes: a plan made for
 * one call shows the values it compares with, and some errors quote what they could not read. Hence the encrypted log
 * group, and its retention.
 */
export function auroraParameters(limits: DatabaseLimits): DatabaseParameter[] {
  return [
    ...atStart({
      // TLS or nothing. RDS calls it static in some versions; a change at the next start is accepted in all of them.
      "rds.force_ssl": "1",
      shared_preload_libraries: "pg_stat_statements,auto_explain",
    }),
    ...atOnce({
      "auto_explain.log_analyze": "0", // would time every step of every statement, slow or not
      "auto_explain.log_format": "json",
      "auto_explain.log_min_duration": String(limits.slowQuery),
      "auto_explain.log_parameter_max_length": "0",
      idle_in_transaction_session_timeout: String(limits.idleInTransactionTimeout),
      log_connections: "1",
      log_disconnections: "1",
      log_error_verbosity: "terse", // a violated constraint would tell the row in its DETAIL
      log_lock_waits: "1",
      log_min_duration_statement: String(limits.slowQuery),
      log_parameter_max_length: "0",
      log_parameter_max_length_on_error: "0",
      log_statement: "none", // `ddl` would log CREATE ROLE with its password
      log_temp_files: "10240", // kB; a sort that spills more than 10 MiB lacks memory or an index
      statement_timeout: String(limits.statementTimeout),
      track_io_timing: "1",
    }),
  ];
}

/** Group of parameters a version belongs to: `17.7` is of `aurora-postgresql17`. */
export function parameterFamily(engineVersion: string): string {
  return `aurora-postgresql${engineVersion.split(".", 1)[0]}`;
}

function atStart(values: Readonly<Record<string, string>>): DatabaseParameter[] {
  return Object.entries(values).map(([name, value]) => ({ name, value, applyMethod: "pending-reboot" }));
}

function atOnce(values: Readonly<Record<string, string>>): DatabaseParameter[] {
  return Object.entries(values).map(([name, value]) => ({ name, value, applyMethod: "immediate" }));
}
