import { LOG_RETENTION_DAYS } from "../shared/log-retention";
import type { Problems } from "../shared/validate";
import { CERTIFICATE_AUTHORITIES } from "./aurora-args";
import { MOST_READERS } from "./aurora-capacity";
import type { AuroraSpec } from "./aurora-spec";

/** Names that are tried first, that RDS keeps for itself, or that PostgreSQL does. */
const REFUSED_MASTERS = ["admin", "administrator", "master", "postgres", "rdsadmin", "root", "user"];

const MONITORING_INTERVALS = [0, 1, 5, 10, 15, 30, 60];
const DAY_MS = 86_400_000;

export function checkPlace(spec: AuroraSpec, problems: Problems): void {
  problems.accountId("accountId", spec.accountId);
  problems.unless(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(spec.names.cluster),
    `the identifier "${spec.names.cluster}" must be lower-case letters, digits and single dashes; change namePrefix or name.`,
  );
  problems.count("subnetIds", spec.subnetIds, 2, 20);
  problems.oneOf("logRetention", spec.logRetention, LOG_RETENTION_DAYS);
  problems.oneOf("monitoringInterval", spec.monitoringInterval, MONITORING_INTERVALS);
  problems.oneOf("certificateAuthority", spec.certificateAuthority, CERTIFICATE_AUTHORITIES);
}

export function checkDatabase(spec: AuroraSpec, problems: Problems): void {
  const { databaseName, masterUsername, engineVersion, users } = spec;
  problems.unless(
    /^[a-z][a-z0-9_]{0,62}$/.test(databaseName),
    `databaseName must be 1-63 lower-case letters, digits and underscores, got "${databaseName}".`,
  );
  problems.unless(
    /^[a-z][a-z0-9]{0,15}$/.test(masterUsername) && !REFUSED_MASTERS.includes(masterUsername),
    `masterUsername must be 1-16 lower-case letters and digits and none of ${REFUSED_MASTERS.join(", ")}, got "${masterUsername}".`,
  );
  problems.unless(
    /^\d{2}\.\d{1,2}$/.test(engineVersion),
    `engineVersion must be a version such as "17.7", got "${engineVersion}".`,
  );
  problems.count("users", users, 1, 100);
  for (const [index, user] of users.entries()) {
    problems.unless(
      /^[a-z_][a-z0-9_]{0,62}$/.test(user) && users.indexOf(user) === index && user !== masterUsername,
      `users[${index}] must be a user of its own in lower-case letters, digits and underscores, and not the master user, got "${user}".`,
    );
  }
  problems.range("slowQuery", spec.slowQuery, 1, 3_600_000, "ms");
  problems.range("statementTimeout", spec.statementTimeout, 1000, DAY_MS, "ms");
  problems.range("idleInTransactionTimeout", spec.idleInTransactionTimeout, 1000, DAY_MS, "ms");
}

export function checkAccess(spec: AuroraSpec, problems: Problems): void {
  const { pool } = spec;
  problems.unless(
    spec.proxy === (spec.proxySecurityGroupId !== undefined),
    spec.proxy
      ? "proxySecurityGroupId is required with proxy."
      : "proxySecurityGroupId is for proxy only; remove it, or turn proxy on.",
  );
  problems.range("proxyPool.maxConnections", pool.maxConnections, 1, 100, "percent");
  problems.range("proxyPool.maxIdleConnections", pool.maxIdleConnections, 0, pool.maxConnections, "percent");
  problems.range("proxyPool.borrowTimeout", pool.borrowTimeout, 0, 300, "s");
  problems.range("proxyPool.idleClientTimeout", pool.idleClientTimeout, 1, 28_800, "s");
  if (spec.readerScaling === undefined) return;
  const { min, max, cpu = 60 } = spec.readerScaling;
  problems.range("readerScaling.min", min, spec.instances - 1, MOST_READERS, "readers, those of instances included");
  problems.range("readerScaling.max", max, Math.max(min, 1), MOST_READERS, "readers");
  problems.range("readerScaling.cpu", cpu, 1, 100, "percent");
}
